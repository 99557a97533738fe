"""What a person is told to be stored of them about meetings, events and the end (participants/disclosure)."""

from collections.abc import Iterator

from django.db.models import Q
from django.utils import timezone

from participants.disclosure import Facts
from participants.models import Participation, Person

from .models import Award, CaseStory, Event, Meeting, Reflection


def tell_closing(person: Person) -> Iterator[Facts]:
    """Answers, events, awards and cases, each under a heading of its own."""
    rows = Participation.objects.filter(person=person)
    said = Reflection.objects.filter(participation__in=rows).order_by("on", "pk")
    answers = [(f"Рефлексия {row.on:%d.%m.%Y}", "; ".join(_words(row))) for row in said]
    if answers:
        yield "Рефлексия по итогам работы пар", answers
    events = Event.objects.filter(people__in=rows).distinct().order_by("on", "pk")
    if events:
        yield "Участие в мероприятиях", [(f"{event.on:%d.%m.%Y}", str(event)) for event in events]
    awards = Award.objects.filter(participation__in=rows).order_by("year", "number")
    if awards:
        yield "Награды", [(f"{award.get_kind_display()} {award}", award.words) for award in awards]
    cases = CaseStory.objects.filter(people__in=rows).distinct().order_by("pk")
    if cases:
        told = [(f"{timezone.localdate(each.created_at):%d.%m.%Y}", each.title) for each in cases]
        yield "Упоминание в банке кейсов", told


def tell_meetings(person: Person) -> Iterator[Facts]:
    """Every meeting of the person's pairs that was held; of a private note only that there is one."""
    rows = person.participations.values("pk")
    mine = Q(pairing__mentor__in=rows) | Q(pairing__memberships__mentee__in=rows)
    meetings = Meeting.objects.held().filter(mine).distinct().order_by("held_on", "pk")
    if meetings:
        yield (
            "Встречи наставнических пар",
            [(f"{row.held_on:%d.%m.%Y}", "; ".join(_of_meeting(row))) for row in meetings],
        )


def _of_meeting(row: Meeting) -> list[str]:
    mentor = f"оценка наставника: {row.mentor_mark}" if row.mentor_mark else ""
    mentee = f"оценка наставляемого: {row.mentee_mark}" if row.mentee_mark else ""
    note = "есть личная заметка для куратора" if row.private_note else ""
    said = (
        f"пара № {row.pairing_id}",
        row.get_kind_display(),
        row.topic,
        row.result,
        row.next_step,
        mentor,
        mentee,
        note,
    )
    return [text for text in said if text]


def _words(row: Reflection) -> list[str]:
    goes_on = {True: "готов(а) продолжить", False: "не продолжает"}.get(row.goes_on, "")
    return [text for text in (row.reached, row.valuable, row.missing, goes_on) if text]
