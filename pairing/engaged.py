"""Who is in a pair on a day, as the banks ask (participants/engagement.py)."""

from datetime import date

from django.db.models import QuerySet

from .models import Membership, Pairing


def mentors_in_pairs(on: date) -> QuerySet:
    return Pairing.objects.active(on).values("mentor")


def mentees_in_pairs(on: date) -> QuerySet:
    """Those of a group who have left it are in it no longer."""
    return Membership.objects.in_force(on).filter(pairing__in=Pairing.objects.active(on)).values("mentee")
