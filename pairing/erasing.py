"""What is destroyed with a person: wishes, rules, proposals; their pairs end (participants/erasure.py)."""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from core import audit
from participants.models import Person

from .models import (
    Attendance,
    ClassMove,
    IndividualPlan,
    MatchRule,
    Meeting,
    Membership,
    MentorLink,
    PairChange,
    Pairing,
    PlanItem,
    Proposal,
    Unmatched,
    Wish,
)

CATEGORIES = [
    "пожелания после групповой встречи и правила подбора",
    "предложения подбора с основаниями",
    "причины завершения пар и выхода из групп",
    "класс до и после перевода на новый учебный год",
    "тексты персонализированных программ и отметки об их выполнении",
    "темы, итоги, оценки и личные заметки встреч, присутствие на них",
]


def erase_from_pairs(person: Person, at: datetime) -> list[str]:
    """Empties words and lists about the person; the rows of pairs stay for counts of past days, without a name."""
    today, of_person = timezone.localdate(at), person.participations.values("pk")
    either = Q(mentor__in=of_person) | Q(mentee__in=of_person)
    held = Pairing.objects.filter(Q(mentor__in=of_person) | Q(memberships__mentee__in=of_person)).distinct()
    moves = ClassMove.objects.filter(person=person)
    found = held.exists() or any(model.objects.filter(either).exists() for model in (Wish, MatchRule, Proposal))
    found = found or moves.exists()
    moves.delete()
    for model in (Wish, MatchRule, Proposal):
        model.objects.filter(either).delete()
    Unmatched.objects.filter(mentee__in=of_person).delete()
    MentorLink.objects.filter(mentor__in=of_person).delete()
    PairChange.objects.filter(pairing__in=held.values("pk")).update(reason="")
    Membership.objects.filter(mentee__in=of_person).update(reason="")
    _empty_plans(IndividualPlan.objects.filter(pairing__in=held.values("pk")))
    _empty_meetings(Meeting.objects.filter(pairing__in=held.values("pk")))
    Attendance.objects.filter(membership__mentee__in=of_person).delete()
    for pairing in held.open().select_related("organization"):
        _end(pairing, person, today)
        audit.record("pairing.erased", pairing, by=None, at=at, scope=pairing.organization.path)
    return CATEGORIES if found else []


def _empty_plans(plans) -> None:
    """The rows stay for counts, with their days; what was written of the pair does not."""
    numbers = list(plans.values_list("pk", flat=True))
    PlanItem.objects.filter(plan__in=numbers).update(what="", expected="", actual="", mark=None)
    texts = dict.fromkeys((*IndividualPlan.SECTIONS, "summary"), "")
    IndividualPlan.objects.filter(pk__in=numbers).update(**texts)


def _empty_meetings(meetings) -> None:
    """The rows stay for counts, with their days, kinds and lengths; nobody can say of whom in a group a word was."""
    words = dict.fromkeys(("place", "topic", "next_step", "result", "private_note", "recorded_by"), "")
    meetings.update(**words, mentor_mark=None, mentee_mark=None)


def _end(pairing: Pairing, person: Person, today) -> None:
    """The pair ends with the mentor or the last mentee; a group goes on with the others. A draft is thrown away."""
    mine = pairing.memberships.filter(mentee__person=person, left_on=None)
    others = pairing.memberships.filter(left_on=None).exclude(mentee__person=person)
    if pairing.mentor.person_id != person.pk and others.exists():
        for membership in mine:
            Membership.objects.filter(pk=membership.pk).update(left_on=max(today, membership.joined_on))
    elif pairing.state == Pairing.State.DRAFT:
        pairing.delete()
    else:
        last_day = max(today, pairing.starts_on) - timedelta(days=1)
        PairChange.objects.create(pairing=pairing, kind=PairChange.Kind.ENDED_EARLY, last_day=last_day)
