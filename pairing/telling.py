"""What a person is told to be stored of them about events and the end of the programme (participants/disclosure)."""

from collections.abc import Iterator

from participants.disclosure import Facts
from participants.models import Participation, Person

from .models import Award, CaseStory, Event, Reflection


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
        yield "Упоминание в банке кейсов", [(f"{case.created_at:%d.%m.%Y}", case.title) for case in cases]


def _words(row: Reflection) -> list[str]:
    goes_on = {True: "готов(а) продолжить", False: "не продолжает"}.get(row.goes_on, "")
    return [text for text in (row.reached, row.valuable, row.missing, goes_on) if text]
