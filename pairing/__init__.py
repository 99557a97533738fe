"""WHO WITH WHOM. Matching, pairs and groups, meetings, plans, events, closing (domain.md 1.4-1.6, 2).

The way of a pair: the banks are matched (`services.matching`: a round of proposals that the curator corrects), checked
proposals become draft pairs (`services.pairs`), an order names them (`services.ordering`). Whether a pair works on a
day is derived (`PairingQuerySet.active`): by a signed order, within its dates, while the consents are valid, so a
withdrawn consent or a cancelled order needs no message. One rule holds for every later order too (`services.changes`):
replacement, extension, early end and completion are rows (`PairChange`) that move the last day of a pair for as long
as their order is signed; the product drafts it, the director's signature puts it into force, its cancelling takes it
back. Personalised programmes (`services.plans`) are approved and frozen in the same way. Pairs at work meet
(`services.meetings`: what is sent twice is one row; `guide` says what each of the five meetings is for,
`selectors.rhythm` which pairs are silent). Events (`services.events`) and meetings that were held count towards the
activities of roadmaps (`counted`). At the end people look back (`services.closing`), are awarded by papers that are
numbered and printed again the same (`services.awards`), and what worked becomes a case: read above the institution
only as a practice without names, published only with the consents of all whom it names (`services.cases`). When the
school year changes, `services.roll_over` carries many pairs over at once and `services.year_classes` their learners'
classes: every step may be repeated. A mentor sees the own pairs on a phone by a personal link (`views.mentor`,
docs/mentor-page.md). `matching/` is a library without Django. What the apps below ask (who is in a pair, what stands
on an order, what is destroyed with a person) is registered in `apps`. Stands on roadmaps, participants, orders,
notifications, organizations and core.
"""
