"""The order in which the demo is made, and what becomes of whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import cycle

from django.db.models import F
from django.utils import timezone

from core.calendar import SchoolYear
from notifications.models import Notification
from notifications.services import announce
from notifications.sources import due_on
from organizations.models import Membership, Organization
from roadmaps.models import Roadmap
from roadmaps.services.approval import archive_roadmap
from roadmaps.services.models import publish_model

from . import (
    answers,
    banks,
    closing,
    decisions,
    exchange,
    meetings,
    organizations,
    pairs,
    partners,
    reporting,
    sharing,
    sites,
    surveys,
    training,
)
from .drafts import Renewal
from .fixtures import SOURCES, demo_data, models
from .life import Life, Temper, close_history
from .moments import working_hour

PASSWORD = organizations.PASSWORD
ACCOUNTS = {
    "curator@kaleidoskop.example": "куратор, МБУДО ЦТ «Калейдоскоп»",
    "director@kaleidoskop.example": "директор, МБУДО ЦТ «Калейдоскоп»",
    "executor@kaleidoskop.example": "ответственный за мероприятия, МБУДО ЦТ «Калейдоскоп»",
    "curator@hibiny.example": "куратор, МАОДО ЦДТ «Хибины»",
    "director@hibiny.example": "директор, МАОДО ЦДТ «Хибины»",
    "curator@kingisepp-dshi.example": "куратор, МБУДО «Кингисеппская ДШИ»",
    "director@kingisepp-dshi.example": "директор, МБУДО «Кингисеппская ДШИ»",
    "methodist@dinskaya.example": "методист, Динской район",
    "methodist@aban.example": "методист, Абанский район",
    "region@krasnodar.example": "региональный координатор, Краснодарский край",
    "admin@example.org": "администратор",
}
FATES = (
    Temper.LATE,
    Temper.STEADY,
    decisions.submit,
    Temper.EXEMPLARY,
    decisions.submit_and_return,
    None,
    decisions.make_draft,
)
"""What becomes of this year's roadmaps of the institutions around, in turn; None: nobody has made one yet."""

PARTS = (banks, pairs, meetings, partners, training, answers, closing, sharing, surveys, sites, reporting, exchange)
"""What is made once the roadmaps are there, in this order: pairs are matched of banks, mentors offered last."""

IN_WORK_SINCE = timedelta(days=2)
READ_AFTER = timedelta(days=7)
REPORTED = timedelta(days=30)  # after the end of a school year its roadmap goes to the archive


@dataclass
class Made:
    """How many rows a loading added."""

    organizations: int = 0
    people: int = 0
    roadmaps: int = 0


def load(*, at: datetime) -> Made:
    """Makes what is not there yet."""
    before = _present()
    tree = organizations.load(at=at)
    for roadmap in decisions.load_sources(tree, at=at):
        close_history(roadmap, at=at)
    for organization, model, fate in places(tree):
        make_programmes(organization, model, fate, at=at)
    _publish_models(at=at)
    for part in PARTS:
        part.load(tree, at=at)
    after = _present()
    made = Made(*(getattr(after, name) - getattr(before, name) for name in Made.__dataclass_fields__))
    if made.roadmaps:
        _fill_inboxes(tree, at=at)
    return made


def places(tree: dict[str, Organization]) -> Iterator[tuple[Organization, str, object]]:
    """Whoever keeps a programme of this year, with the source document it is made from and its fate; municipalities
    before their institutions.
    """
    fates = cycle(FATES)
    for region in demo_data("organizations"):
        for municipality in region["municipalities"]:
            if municipality["slug"] in SOURCES:
                yield tree[municipality["slug"]], municipality["slug"], Temper.STEADY
            for node in municipality["institutions"]:
                fate = Temper.STEADY if node["slug"] in SOURCES else next(fates)
                yield tree[node["slug"]], node.get("model", municipality["model"]), fate


def make_programmes(organization: Organization, model: str, fate, *, at: datetime) -> None:
    """This school year's roadmap by its fate; the owners of the source documents have last year's as well."""
    year = SchoolYear.of(timezone.localdate(at))
    if organization.slug in SOURCES and not _has(organization, last := SchoolYear(year.start_year - 1)):
        _make_last_year(Renewal(models()[model], organization, last), at=at)
    if fate is not None and not _has(organization, year):
        _make_this_year(Renewal(models()[model], organization, year), fate, at=at)


def _has(organization: Organization, year: SchoolYear) -> bool:
    return organization.roadmaps.filter(period_from=year.starts).exists()


def _make_last_year(renewal: Renewal, *, at: datetime) -> None:
    roadmap = decisions.approve_on_paper(renewal.draft(), renewal.organization, adopted=None, at=at)
    Life(roadmap, renewal, now=at).live(Temper.STEADY, on=renewal.year.ends)
    reported = renewal.year.ends + REPORTED
    if reported <= timezone.localdate(at):
        person = organizations.keeper(renewal.organization)
        archive_roadmap(roadmap, by=person, at=working_hour(reported, now=at), remark="Отчёт за учебный год сдан.")


def _make_this_year(renewal: Renewal, fate, *, at: datetime) -> None:
    organization, draft = renewal.organization, renewal.draft()
    if not isinstance(fate, Temper):
        fate(draft, organization, at=at - IN_WORK_SINCE)
        return
    if organization.slug in SOURCES:
        roadmap = decisions.approve_in_the_product(draft, organization, at=at)
    else:
        roadmap = decisions.approve_on_paper(draft, organization, adopted=_municipal(renewal), at=at)
    Life(roadmap, renewal, now=at).live(fate, on=timezone.localdate(at))
    _make_something_to_decide(roadmap, renewal.year, at=at - IN_WORK_SINCE)


def _municipal(renewal: Renewal) -> Roadmap | None:
    """The roadmap of the municipality, when the institution's own is made from the same document."""
    parent = renewal.organization.parent
    same = parent.roadmaps.filter(period_from=renewal.year.starts) if parent.slug == renewal.model.slug else ()
    return next(iter(same), None)


def _publish_models(*, at: datetime) -> None:
    """What institutions have adopted was offered to them as a model."""
    adopted = Roadmap.objects.approved().filter(adoptions__isnull=False, published_as_model_on=None).distinct()
    for roadmap in adopted.select_related("organization", "order"):
        offered = working_hour(roadmap.order.signed_on, now=at)
        publish_model(roadmap, by=organizations.keeper(roadmap.organization), at=offered)


def _make_something_to_decide(roadmap: Roadmap, year: SchoolYear, *, at: datetime) -> None:
    """What the directors with demo accounts find on their desks: a new roadmap, a changed one, one sent back."""
    organization = roadmap.organization
    match organization.slug:
        case "kaleidoskop":
            for_staff = Renewal(models()["kingisepp-dshi"], organization, year)
            decisions.submit(for_staff.draft(), organization, at=at)
        case "hibiny":
            decisions.propose_changes(roadmap, at=at)
        case "kingisepp-dshi":
            decisions.propose_and_return(roadmap, at=at)


def _fill_inboxes(tree: dict[str, Organization], *, at: datetime) -> None:
    """What is due today stands in the inboxes at once; its letters are the sweep's. Old news has been read."""
    announce(due_on(timezone.localdate(at), failed=set()), at=at)
    old = Notification.objects.filter(organization__in=tree.values(), created_at__lt=at - READ_AFTER, read_at=None)
    old.update(read_at=F("created_at"))


def _present() -> Made:
    return Made(Organization.objects.count(), Membership.objects.count(), Roadmap.objects.count())
