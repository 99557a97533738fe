"""WITH WHOM. The banks of mentors and mentees: people, participations, consents, questionnaires, partners, training.

Here children's personal data lives. A name is seen only by the curator and the director of the person's own
institution (`PersonalQuerySet`): methodologists and coordinators get counts (selectors.counts), never rows. Every
look at a card and every export is in the audit trail, where people stand as numbers. Stands on orders,
notifications, organizations and core (domain.md 1.7-1.9, 5).
"""
