"""What the answers to a survey say: response rate, satisfaction, the spread of every question, own words.

Of a survey with fewer answers than `FEW` nothing but their number is shown when it is anonymous, or to those above.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from statistics import fmean

from organizations.models import Organization

from ..measures.surveys import is_satisfied
from ..models import Answer, CountingRules, Question, Survey, SurveyTemplate
from ..statistics import FEW
from .rules import rules_of
from .surveys import questions_of

Kind = Question.Kind
SCALES = {Kind.SCALE: range(1, 11), Kind.CONDITION: range(3), Kind.YES_NO: (1, 0)}
"""The marks that a question may be answered with."""


@dataclass(frozen=True)
class Spread:
    """How many gave each mark to a question, in the order of the scale."""

    question: Question
    counts: dict[int, int]

    @property
    def answered(self) -> int:
        return sum(self.counts.values())

    @property
    def mean(self) -> float | None:
        marks = Counter(self.counts).elements()
        return fmean(marks) if self.answered and self.question.kind != Kind.YES_NO else None

    @property
    def yes(self) -> float | None:
        """The share of «yes», per cent."""
        if not self.answered or self.question.kind != Kind.YES_NO:
            return None
        return 100 * self.counts[1] / self.answered


@dataclass(frozen=True)
class Results:
    """`satisfied` is None where nobody is asked of satisfaction (before the work, the curator's form)."""

    survey: Survey
    rules: CountingRules
    asked: int
    answered: int
    is_shown: bool
    spreads: list[Spread] = field(default_factory=list)
    words: list[tuple[Question, list[str]]] = field(default_factory=list)
    satisfied: int | None = None

    @property
    def rate(self) -> float | None:
        """Respondents of those asked, per cent; none where it is not known who was asked."""
        return 100 * self.answered / self.asked if self.asked else None

    @property
    def satisfaction(self) -> float | None:
        """Per cent of those who answered, or of all asked, as the rules of counting say."""
        of_all = self.rules.satisfaction_share == CountingRules.Share.ALL
        whole = max(self.asked, self.answered) if of_all else self.answered
        return 100 * self.satisfied / whole if self.satisfied is not None and whole else None

    @property
    def total(self) -> tuple[int, int] | None:
        """Of the curator's form: points gained of the points possible."""
        conditions = [spread for spread in self.spreads if spread.question.kind == Kind.CONDITION]
        gained = sum(mark * number for spread in conditions for mark, number in spread.counts.items())
        return (gained, sum(2 * spread.answered for spread in conditions)) if conditions else None


def results_of(survey: Survey, *, inside: bool) -> Results:
    """The results as somebody may see them; `inside` the institution also its linked surveys of few and own words."""
    rules = rules_of(survey.organization)
    asked, answered = survey.invitations.count(), survey.responses.count()
    is_shown = answered >= FEW or (inside and not survey.is_anonymous and answered > 0)
    if not is_shown:
        return Results(survey, rules, asked, answered, is_shown=False)
    questions = questions_of(survey)
    numbers = Answer.objects.filter(response__survey=survey, number__isnull=False).values_list(
        "response", "question", "number"
    )
    marks = list(numbers.order_by())
    return Results(
        survey,
        rules,
        asked,
        answered,
        is_shown=True,
        spreads=_spreads(questions, marks),
        words=_words(survey, questions) if inside else [],
        satisfied=_satisfied(survey, questions, marks, rules),
    )


def _spreads(questions: list[Question], marks: list[tuple[int, int, int]]) -> list[Spread]:
    counted = Counter((question, number) for _response, question, number in marks)
    return [
        Spread(question, {mark: counted[question.pk, mark] for mark in SCALES[question.kind]})
        for question in questions
        if question.kind in SCALES
    ]


def _words(survey: Survey, questions: list[Question]) -> list[tuple[Question, list[str]]]:
    """In the order of the alphabet: the order in which they came would bring the answers of one person together."""
    said = defaultdict(list)
    rows = Answer.objects.filter(response__survey=survey).exclude(text="")
    for question, text in rows.order_by("text").values_list("question", "text"):
        said[question].append(text)
    return [(question, said[question.pk]) for question in questions if question.kind == Kind.TEXT]


def _satisfied(survey: Survey, questions: list[Question], marks, rules: CountingRules) -> int | None:
    template = survey.template
    if template.wave != SurveyTemplate.Wave.END or template.audience == SurveyTemplate.Audience.CURATOR:
        return None
    known = {question.pk: question for question in questions}
    named, scales = defaultdict(dict), defaultdict(list)
    for response, number, mark in marks:
        question = known[number]
        if question.key:
            named[response][question.key] = mark
        if question.kind == Kind.SCALE:
            scales[response].append(mark)
    return sum(is_satisfied(named[one], scales[one], rules) for one in named.keys() | scales.keys())


def latest_results(organization: Organization, audience: str, *, inside: bool) -> Results | None:
    """The results of the latest final survey of mentees or mentors that may be shown."""
    ended = Survey.objects.filter(
        organization=organization, template__audience=audience, template__wave=SurveyTemplate.Wave.END
    ).select_related("template", "organization")
    found = (results_of(survey, inside=inside) for survey in ended.order_by("-opens_on", "-pk"))
    return next((results for results in found if results.answered >= FEW), None)
