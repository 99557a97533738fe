"""The order in which the demo is made."""

from dataclasses import dataclass
from datetime import datetime
from itertools import cycle

from django.utils import timezone

from organizations.models import Membership, Organization, Role
from roadmaps.models import Roadmap

from . import organizations, programmes
from .fixtures import demo_data
from .life import Temper, close_history, live_through

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
NAMED = ("kaleidoskop", "hibiny", "kingisepp-dshi")
"""Institutions with demo accounts: their roadmap of this year was approved in the product, by its own order."""

FATES = (Temper.LATE, Temper.STEADY, Roadmap.State.SUBMITTED, Temper.EXEMPLARY, Roadmap.State.RETURNED, None)
"""What becomes of the roadmaps of the institutions around, in turn; None: nobody has made one yet."""


@dataclass
class Made:
    """How many rows a loading added."""

    organizations: int = 0
    people: int = 0
    roadmaps: int = 0


def load(*, at: datetime) -> Made:
    """Makes what is not there yet."""
    on = timezone.localdate(at)
    before = Made(Organization.objects.count(), Membership.objects.count(), Roadmap.objects.count())
    tree = organizations.load(on=on, at=at)
    for roadmap in programmes.load_sources(tree, at=at):
        close_history(roadmap, at=at)
    fates = cycle(FATES)
    for model, institution in _institutions(tree):
        fate = Temper.STEADY if institution.slug in NAMED else next(fates)
        if fate is not None and not _has_present_roadmap(institution, on):
            _make_present(institution, model, fate, at=at)
    return Made(
        Organization.objects.count() - before.organizations,
        Membership.objects.count() - before.people,
        Roadmap.objects.count() - before.roadmaps,
    )


def _institutions(tree: dict[str, Organization]):
    """(source document that serves as model, institution), in the order of the fixture."""
    for region in demo_data("organizations"):
        for municipality in region["municipalities"]:
            for institution in municipality["institutions"]:
                yield municipality["model"], tree[institution["slug"]]


def _has_present_roadmap(organization: Organization, on) -> bool:
    return organization.roadmaps.filter(period_from__lte=on, period_to__gte=on).exists()


def _make_present(institution: Organization, model: str, fate, *, at: datetime) -> None:
    on = timezone.localdate(at)
    draft = programmes.this_years_draft(model, institution, on)
    if not isinstance(fate, Temper):
        programmes.leave_in_work(draft, institution, fate, at=at)
        return
    if institution.slug in NAMED:
        roadmap = programmes.approve_in_the_product(draft, institution, on=on, at=at)
    else:
        number = f"{140 + institution.pk}-од"
        roadmap = programmes.adopt_on_paper(draft, institution, number=number, on=on, at=at)
    curator = Membership.objects.current().filter(organization=institution, role=Role.CURATOR).first()
    live_through(roadmap, fate, on=on, by=curator.user, at=at)
