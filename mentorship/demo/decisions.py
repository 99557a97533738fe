"""How a roadmap of the demo came to where it is: approved on paper or in the product, waiting, returned, renewed."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from django.utils import timezone

from organizations.models import Organization, Role
from roadmaps.drafts import ActivityDraft, RoadmapDraft
from roadmaps.models import Activity, Roadmap
from roadmaps.selectors.plan import activity_draft
from roadmaps.services import approval, drafting, editing, versions

from .fixtures import SOURCES, source_roadmap
from .moments import working_day, working_hour
from .organizations import holder, keeper
from .register import next_number

# How the paper of a source document was approved: number and date of the order where the document names one, else the
# first day of its period; the signer as the document has it.
APPROVED_ON_PAPER = {
    "kaleidoskop": (None, date(2022, 4, 15), "А.Е. Шульга", "Директор"),
    "dinskaya": ("344", date(2021, 7, 30), "М.А. Ежкова", "Начальник управления образования"),
    "kingisepp-dshi": (None, date(2022, 3, 1), "", "Директор"),
    "hibiny": ("246", date(2021, 7, 1), "", "Директор"),
    "aban": (None, date(2023, 9, 1), "", "Руководитель управления образования"),
}
REMARK = "Уточните ответственных в разделе 1 и срок пункта 1.2: приказ о рабочей группе уже подписан."
ADDED = "Анкетирование участников программы о ходе работы пар и групп"
DAY = timedelta(days=1)


def load_sources(tree: dict[str, Organization], *, at: datetime) -> list[Roadmap]:
    """The source documents that are not in the database yet, each in its organisation."""
    made = []
    for slug in SOURCES:
        if tree[slug].roadmaps.exists():
            continue
        number, signed_on, name, position = APPROVED_ON_PAPER[slug]
        moment = working_hour(signed_on, now=at)
        roadmap = drafting.create_roadmap(source_roadmap(slug), organization=tree[slug], by=None, at=moment)
        approval.record_historical_approval(
            roadmap, number=number, signed_on=signed_on, signer_name=name, signer_position=position, at=moment
        )
        made.append(roadmap)
    return made


def approve_on_paper(draft: RoadmapDraft, organization: Organization, *, adopted: Roadmap | None, at: datetime):
    """A roadmap whose order was signed early in its school year and entered from paper."""
    signed_on = _early(draft, organization, at)
    moment = working_hour(signed_on, now=at)
    roadmap = drafting.create_roadmap(draft, organization=organization, made_from=adopted, by=None, at=moment)
    approval.record_historical_approval(
        roadmap,
        number=next_number(organization, signed_on),
        signed_on=signed_on,
        signer_name=holder(organization, Role.DIRECTOR).signature_name,
        signer_position=organization.head_position,
        at=moment,
    )
    return roadmap


def approve_in_the_product(draft: RoadmapDraft, organization: Organization, *, at: datetime) -> Roadmap:
    """Submitted by whoever keeps the programme, approved by the head, both early in the school year."""
    signed_on = _early(draft, organization, at)
    roadmap = submit(draft, organization, at=working_hour(signed_on - DAY, now=at))
    approval.approve_roadmap(
        roadmap,
        number=next_number(organization, signed_on),
        signed_on=signed_on,
        by=holder(organization, Role.DIRECTOR),
        at=working_hour(signed_on, now=at),
    )
    return roadmap


def make_draft(draft: RoadmapDraft, organization: Organization, *, at: datetime) -> Roadmap:
    return drafting.create_roadmap(draft, organization=organization, by=keeper(organization), at=at)


def submit(draft: RoadmapDraft, organization: Organization, *, at: datetime) -> Roadmap:
    roadmap = make_draft(draft, organization, at=at)
    approval.submit_roadmap(roadmap, by=keeper(organization), at=at)
    return roadmap


def submit_and_return(draft: RoadmapDraft, organization: Organization, *, at: datetime) -> Roadmap:
    roadmap = submit(draft, organization, at=at - DAY)
    _return(roadmap, at=at)
    return roadmap


def propose_changes(roadmap: Roadmap, *, at: datetime) -> Roadmap:
    """The next version of an approved roadmap, with a later date and one activity more, awaiting approval."""
    person = keeper(roadmap.organization)
    version = versions.start_new_version(roadmap, by=person, at=at)
    rows = Activity.objects.filter(section__roadmap=version).select_related("section__roadmap__organization")
    first = rows.order_by("section__position", "position").first()
    later = replace(activity_draft(first), deadline=f"до 25.09.{version.period_from.year}")
    editing.edit_activity(first, later, seen=first.revision, by=person, at=at)
    section = version.sections.last()
    added = ActivityDraft(
        number=f"{section.number}.{section.activities.count() + 1}",
        title=ADDED,
        deadline=f"до 20.04.{version.period_to.year}",
        responsible=activity_draft(first).responsible,
        result="Справка по итогам анкетирования",
        document_kind="survey",
        uid=str(version.chain),
    )
    editing.add_activity(section, added, by=person, at=at)
    approval.submit_roadmap(version, by=person, at=at)
    return version


def propose_and_return(roadmap: Roadmap, *, at: datetime) -> Roadmap:
    version = propose_changes(roadmap, at=at - DAY)
    _return(version, at=at)
    return version


def _return(roadmap: Roadmap, *, at: datetime) -> None:
    approval.return_roadmap(roadmap, remark=REMARK, by=holder(roadmap.organization, Role.DIRECTOR), at=at)


def _early(draft: RoadmapDraft, organization: Organization, at: datetime) -> date:
    """One of the first working days of the period."""
    return min(working_day(draft.period_from + (2 + organization.pk % 6) * DAY), timezone.localdate(at))
