"""WHO WITH WHOM. Matching, pairs and groups, meetings, plans, events, closing (domain.md 1.4-1.6, 2).

A pair is active only by a signed order and while its consents are valid: that is derived (`PairingQuerySet.active`),
so a withdrawn consent or a cancelled order needs no message. `matching/` is a library without Django. Stands on
roadmaps, participants, orders, notifications, organizations and core.
"""
