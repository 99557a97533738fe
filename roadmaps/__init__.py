"""PLANNED: roadmaps (дорожные карты) with sections, activities and deadlines; what falls due and what shows it was done.

A roadmap is drafted, submitted, approved by an order and then frozen; a change makes the next version. Approval generates the
occurrences of each activity from its deadline phrase (`deadlines/`), and people mark them done with evidence. Stands on
orders, notifications, organizations and core (domain.md 6, deadlines.md).
"""
