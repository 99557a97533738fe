"""Surveys of an institution: which templates it may open, whom they ask, how many have answered."""

from datetime import date

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from core.calendar import SchoolYear
from organizations.models import Organization
from pairing.models import Membership, Pairing
from participants.models import Participation
from participants.selectors.blocking import unblocked

from ..models import Question, Survey, SurveyInvitation, SurveyResponse, SurveyTemplate

Audience, Wave = SurveyTemplate.Audience, SurveyTemplate.Wave


def templates_for(organization: Organization) -> list[SurveyTemplate]:
    """The latest version of each template in use; an own copy stands for the common one of the same code."""
    rows = SurveyTemplate.objects.usable_in(organization).select_related("organization", "form")
    nearest: dict[str, SurveyTemplate] = {}
    for row in sorted(rows, key=lambda row: (len(row.organization.path) if row.organization else 0, row.version)):
        nearest[row.code] = row
    return sorted(
        nearest.values(), key=lambda row: (Audience.values.index(row.audience), row.wave == Wave.END, row.pk)
    )


def asked_people(organization: Organization, template: SurveyTemplate, on: date) -> QuerySet[Participation]:
    """The mentees or mentors of signed pairs whom a template asks on a day; nobody for the curator's form.

    Before the work those whose pair works or will; after it those of every pair of the school year.
    """
    people = Participation.objects.kept().filter(person__organization=organization)
    since = SchoolYear.of(on).starts if template.wave == Wave.END else on
    pairs = Pairing.objects.filter(organization=organization).ordered(on).lasting(since, on=on)
    if template.form_id:
        pairs = pairs.filter(form=template.form_id)
    match template.audience:
        case Audience.MENTOR:
            people = people.filter(pk__in=pairs.values("mentor"))
        case Audience.MENTEE:
            members = Membership.objects.filter(Q(left_on=None) | Q(left_on__gt=since), pairing__in=pairs)
            people = people.filter(pk__in=members.values("mentee"))
        case _:
            return people.none()
    return unblocked(people).select_related("person")


def with_numbers(surveys: QuerySet[Survey]) -> QuerySet[Survey]:
    """Adds `asked` and `answered`."""
    return surveys.annotate(asked=_number_of(SurveyInvitation), answered=_number_of(SurveyResponse))


def _number_of(model) -> Coalesce:
    rows = model.objects.filter(survey=OuterRef("pk")).order_by().values("survey")
    return Coalesce(Subquery(rows.annotate(number=Count("pk")).values("number"), output_field=IntegerField()), 0)


def questions_of(survey: Survey) -> list[Question]:
    return list(survey.template.questions.all())


def invitations_of(survey: Survey) -> QuerySet[SurveyInvitation]:
    """Those who are asked, by name; only for the institution itself."""
    return unanswerable_last(survey.invitations.select_related("participation__person"))


def unanswerable_last(rows: QuerySet[SurveyInvitation]) -> QuerySet[SurveyInvitation]:
    name = ("participation__person__last_name", "participation__person__first_name", "pk")
    return rows.order_by(F("answered_on").asc(nulls_first=True), *name)


def open_to_answer(survey: Survey) -> QuerySet[SurveyInvitation]:
    """Those who have not answered and still take part: whom a link may be given to."""
    rows = survey.invitations.filter(answered_on=None, participation__person__erased_at=None)
    return unblocked(rows, "participation__person").select_related("participation__person", "survey__organization")
