"""Programmes with how many take part in them."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from ..models import Participation, Programme


def with_numbers(programmes: QuerySet[Programme], on: date) -> QuerySet[Programme]:
    """Adds `mentors` and `mentees`, those in force on the day: numbers, which everybody who sees the row may read."""
    inside = Q(participations__joined_on__lte=on) & (
        Q(participations__left_on=None) | Q(participations__left_on__gt=on)
    )
    kept = Q(participations__person__erased_at=None, participations__person__merged_into=None)
    role = Participation.Role
    return programmes.annotate(
        mentors=Count("participations", filter=inside & kept & Q(participations__role=role.MENTOR)),
        mentees=Count("participations", filter=inside & kept & Q(participations__role=role.MENTEE)),
    )
