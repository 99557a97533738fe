"""WHO WITH WHOM. Matching, pairs and groups, meetings, plans, events, closing (domain.md 1.4-1.6, 2).

The way of a pair: the banks are matched (`services.matching`: a round of proposals that the curator corrects), checked
proposals become draft pairs (`services.pairs`), an order names them (`services.ordering`). Whether a pair works on a
day is derived (`PairingQuerySet.active`): by a signed order, within its dates, while the consents are valid, so a
withdrawn consent or a cancelled order needs no message. `matching/` is a library without Django. What the apps below
ask (who is in a pair, what stands on an order, what is destroyed with a person) is registered in `apps`. Stands on
roadmaps, participants, orders, notifications, organizations and core.
"""
