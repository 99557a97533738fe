"""Satisfaction by the rule of the territory (domain.md 3.4).

An answer to a final survey holds for a year, or until the same participant answers the next one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from ..models import Answer, CountingRules, Fact, Question, SurveyResponse, SurveyTemplate
from .keys import row_key
from .people import years_after
from .work import Work

SATISFACTION, CONTINUE = "satisfaction", "continue"  # Question.key
AUDIENCES = {SurveyTemplate.Audience.MENTEE: "mentees", SurveyTemplate.Audience.MENTOR: "mentors"}


@dataclass
class _Answers:
    """One response: whose, when, and its marks by the key of the question."""

    number: int
    organization_id: int
    audience: str
    person: int | None
    on: date
    marks: list[int] = field(default_factory=list)
    named: dict[str, int] = field(default_factory=dict)


def facts(work: Work) -> Iterator[Fact]:
    """Who answered the final survey, and who of them is satisfied."""
    later: dict[tuple[str, int], date] = {}  # by audience and key: when the next answer was given
    for each in sorted(_responses(work), key=lambda each: (each.on, each.number), reverse=True):
        until = years_after(each.on, 1)
        human = work.people.get(each.person)
        key = human.key if human else row_key("response", each.number)
        until = min(until, later.get((each.audience, key), until))
        later[each.audience, key] = each.on
        if until <= each.on or human and human.is_erased:
            continue
        audience = AUDIENCES[each.audience]
        measures = [f"asked_{audience}"]
        if is_satisfied(each.named, each.marks, work.rules[each.organization_id]):
            measures.append(f"satisfied_{audience}")
        for measure in measures:
            yield Fact(
                organization_id=each.organization_id, measure=measure, key=key, starts_on=each.on, ends_on=until
            )


def is_satisfied(named: dict[str, int], marks: list[int], rules: CountingRules) -> bool:
    """Whether the answers to named questions and all marks from 1 to 10 mean satisfied."""
    match rules.satisfaction:
        case CountingRules.Satisfaction.CONTINUE:
            return named.get(CONTINUE) == 1
        case CountingRules.Satisfaction.MEAN:
            return bool(marks) and sum(marks) >= rules.satisfaction_from * len(marks)
        case _:
            return named.get(SATISFACTION, 0) >= rules.satisfaction_from


def _responses(work: Work) -> list[_Answers]:
    rows = SurveyResponse.objects.filter(
        survey__organization__in=work.institutions,
        survey__template__wave=SurveyTemplate.Wave.END,
        survey__template__audience__in=AUDIENCES,
    )
    found = {
        number: _Answers(number, organization, audience, person, on)
        for number, organization, audience, person, on in rows.values_list(
            "pk", "survey__organization_id", "survey__template__audience", "participation__person_id", "answered_on"
        ).order_by()
    }
    answers = Answer.objects.filter(response__in=rows, number__isnull=False).values_list(
        "response_id", "question__kind", "question__key", "number"
    )
    for response, kind, key, number in answers.order_by():
        if kind == Question.Kind.SCALE:
            found[response].marks.append(number)
        if key:
            found[response].named[key] = number
    return list(found.values())
