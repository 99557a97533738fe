"""The roadmaps of the demo: the five source documents as approved on paper, and this school year's, made from them."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from core.calendar import SchoolYear
from organizations.models import Membership, Organization, Role
from roadmaps.drafts import ActivityDraft, ResponsibleDraft, RoadmapDraft
from roadmaps.models import Roadmap
from roadmaps.services import approval, drafting

from .fixtures import SOURCES, demo_data, source_roadmap

# How the paper of a source document was approved: number and date of the order where the document names one, else the
# first day of its period; the signer as the document has it.
APPROVED_ON_PAPER = {
    "kaleidoskop": (None, date(2022, 4, 15), "А.Е. Шульга", "Директор"),
    "dinskaya": ("344", date(2021, 7, 30), "М.А. Ежкова", "Начальник управления образования"),
    "kingisepp-dshi": (None, date(2022, 3, 1), "", "Директор"),
    "hibiny": ("246", date(2021, 7, 1), "", "Директор"),
    "aban": (None, date(2023, 9, 1), "", "Руководитель управления образования"),
}

MUNICIPAL = ("руководители ОО", "руководители образовательных организаций", "ОО", "УО", "МКУ ИМС")


def load_sources(organizations: dict[str, Organization], *, at: datetime) -> list[Roadmap]:
    """The source documents that are not in the database yet, each in its organisation."""
    made = []
    for slug in SOURCES:
        organization = organizations[slug]
        if organization.roadmaps.exists():
            continue
        roadmap = drafting.create_roadmap(source_roadmap(slug), organization=organization, by=None, at=at)
        number, signed_on, name, position = APPROVED_ON_PAPER[slug]
        approval.record_historical_approval(
            roadmap, number=number, signed_on=signed_on, signer_name=name, signer_position=position, at=at
        )
        made.append(roadmap)
    return made


def this_years_draft(model: str, organization: Organization, on: date) -> RoadmapDraft:
    """The source document `model` made over for the organisation and the school year of the day `on`."""
    year = SchoolYear.of(on)
    plan = demo_data("this_year")[model]
    words = {"y": year.start_year, "y1": year.start_year + 1, "organization": organization.short_name}
    source = source_roadmap(model)
    old_name = Organization.objects.get(slug=model).short_name
    people = _staff(organization)

    def renew(activity: ActivityDraft) -> ActivityDraft:
        phrase = plan["deadlines"].get(activity.number, activity.deadline).format(**words)
        return replace(
            activity,
            deadline=phrase,
            result=activity.result.replace(old_name, organization.short_name),
            title=activity.title.replace("на период 2022-2024 гг.", f"на {year} учебный год"),
            responsible=_responsible(activity, people),
            remarks=(),
        )

    return replace(
        source,
        title=plan["title"].format(**words),
        level=organization.level,
        track=plan["track"],
        period_from=year.starts,
        period_to=year.ends,
        stamps=(),
        sections=tuple(
            replace(section, activities=tuple(map(renew, section.activities)), remarks=())
            for section in source.sections
        ),
        remarks=(),
    )


def adopt_on_paper(draft: RoadmapDraft, organization: Organization, *, number: str, on: date, at: datetime) -> Roadmap:
    """This year's roadmap of an organisation that had it approved on paper in September."""
    roadmap = drafting.create_roadmap(draft, organization=organization, by=None, at=at)
    director = _holder(organization, Role.DIRECTOR)
    approval.record_historical_approval(
        roadmap,
        number=number,
        signed_on=min(SchoolYear.of(on).starts + timedelta(days=4), on),
        signer_name=director.signature_name,
        signer_position=organization.head_position,
        at=at,
    )
    return roadmap


def approve_in_the_product(draft: RoadmapDraft, organization: Organization, *, on: date, at: datetime) -> Roadmap:
    """This year's roadmap of a demo account's organisation: submitted by its curator, approved by its director."""
    roadmap = drafting.create_roadmap(draft, organization=organization, by=_keeper(organization), at=at)
    approval.submit_roadmap(roadmap, by=_keeper(organization), at=at)
    approval.approve_roadmap(
        roadmap,
        number=None,
        signed_on=min(SchoolYear.of(on).starts + timedelta(days=4), on),
        by=_holder(organization, Role.DIRECTOR),
        at=at,
    )
    return roadmap


def leave_in_work(draft: RoadmapDraft, organization: Organization, state: str, *, at: datetime) -> Roadmap:
    """A roadmap that is still a draft, submitted, or returned with a remark."""
    roadmap = drafting.create_roadmap(draft, organization=organization, by=_keeper(organization), at=at)
    if state in (Roadmap.State.SUBMITTED, Roadmap.State.RETURNED):
        approval.submit_roadmap(roadmap, by=_keeper(organization), at=at)
    if state == Roadmap.State.RETURNED:
        approval.return_roadmap(
            roadmap,
            remark="Уточните ответственных в разделе 1 и срок пункта 1.2: приказ о рабочей группе уже подписан.",
            by=_holder(organization, Role.DIRECTOR),
            at=at,
        )
    return roadmap


def _holder(organization: Organization, *roles: str):
    return Membership.objects.current().filter(organization=organization, role__in=roles).first().user


def _keeper(organization: Organization):
    return _holder(organization, Role.CURATOR, Role.METHODOLOGIST, Role.COORDINATOR)


def _staff(organization: Organization) -> list[str]:
    """«Белова А. С.» of everybody but the director, curators first."""
    rows = Membership.objects.current().filter(organization=organization).exclude(role=Role.DIRECTOR)
    return [membership.user.list_name for membership in rows.select_related("user").order_by("role", "pk")]


def _responsible(activity: ActivityDraft, people: list[str]) -> tuple[ResponsibleDraft, ...]:
    """Named persons of the source give way to the organisation's own; groups above it to its curator."""
    if not activity.responsible:
        return (ResponsibleDraft("role", "Куратор"),)
    if any(each.text.lower() in map(str.lower, MUNICIPAL) for each in activity.responsible):
        return (ResponsibleDraft("role", "Директор"), ResponsibleDraft("role", "Куратор"))
    named = [each for each in activity.responsible if each.kind == "person"]
    if not named:
        return activity.responsible
    return tuple(ResponsibleDraft("person", name) for name in people[: len(named)])
