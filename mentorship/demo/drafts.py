"""A source document made over for an organisation and a school year: its own name, people and dates."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle
from uuid import NAMESPACE_OID, uuid5

from core.calendar import SchoolYear
from organizations.models import Membership, Organization, Role
from roadmaps.drafts import ActivityDraft, ResponsibleDraft, RoadmapDraft, SectionDraft
from roadmaps.responsible import person_named
from roadmaps.shifting import moved

from .fixtures import Model, source_roadmap

ASKED_FROM_ABOVE = {"уо", "мку имс", "оо", "руководители оо", "руководители образовательных организаций"}


class Cast:
    """Who takes whose part: every person of the source gives way to the same one of the organisation throughout."""

    def __init__(self, source: RoadmapDraft, organization: Organization):
        people = [ResponsibleDraft("person", name) for name in _staff(organization)]
        self.parts = dict(zip(_surnames(source), cycle(people), strict=False))
        self.turn = cycle(people)
        self.is_institution = organization.level == Organization.Level.INSTITUTION

    def responsible(self, activity: ActivityDraft) -> tuple[ResponsibleDraft, ...]:
        """An activity without anybody gets one of the staff in turn; what is asked of heads of institutions in
        general becomes the director's and the curator's.
        """
        if not activity.responsible:
            return (next(self.turn),)
        if self.is_institution and ASKED_FROM_ABOVE & {each.text.lower() for each in activity.responsible}:
            return ResponsibleDraft("role", "Директор"), ResponsibleDraft("role", "Куратор")
        played = (self.parts[_surname(each)] if each.kind == "person" else each for each in activity.responsible)
        return tuple(dict.fromkeys(played))


class Renewal:
    """The programme of a school year, made from the source document of `model`."""

    def __init__(self, model: Model, organization: Organization, year: SchoolYear):
        self.model, self.organization, self.year = model, organization, year
        self.source = source_roadmap(model.slug)
        self.cast = Cast(self.source, organization)

    def draft(self) -> RoadmapDraft:
        later = moved(self.source, self.year.start_year - self.source.period_from.year)
        own = self.organization.slug == self.model.slug and self.model.own_title
        return replace(
            later,
            title=self.filled(own or self.model.title),
            level=self.organization.level,
            track=self.model.track,
            period_from=self.year.starts,
            period_to=self.year.ends,
            stamps=(),
            sections=tuple(self._section(section, place) for place, section in enumerate(later.sections, 1)),
            remarks=(),
        )

    def filled(self, text: str) -> str:
        """A text of the model with the organisation and the years filled in."""
        first = self.year.start_year
        return text.format(organization=self.organization.short_name, year=self.year, y=first, y1=first + 1)

    def _section(self, section: SectionDraft, place: int) -> SectionDraft:
        rows = enumerate(section.activities, 1)
        activities = tuple(self._activity(row, uid=self._uid(place, number)) for number, row in rows)
        return replace(section, activities=activities, remarks=(), uid=self._uid(place))

    def _uid(self, *places: int) -> str:
        """The same row has the same name wherever the document was adopted: so adopted rows are known."""
        return str(uuid5(NAMESPACE_OID, "/".join(map(str, (self.model.slug, *places)))))

    def _activity(self, activity: ActivityDraft, *, uid: str) -> ActivityDraft:
        changes = {name: self.filled(text) for name, text in self.model.activities.get(activity.number, {}).items()}
        told = {"title": self._renamed(activity.title), "result": self._renamed(activity.result), **changes}
        return replace(activity, **told, responsible=self.cast.responsible(activity), remarks=(), uid=uid)

    def _renamed(self, text: str) -> str:
        for name in self.model.names:
            text = text.replace(name, self.organization.short_name)
        return text


def _surnames(source: RoadmapDraft) -> list[str]:
    """Of everybody the document names, in the order of appearance."""
    named = (each for section in source.sections for row in section.activities for each in row.responsible)
    return list(dict.fromkeys(_surname(each) for each in named if each.kind == "person"))


def _surname(responsible: ResponsibleDraft) -> str:
    return person_named(responsible.text).surname


def _staff(organization: Organization) -> Iterator[str]:
    """«Белова А. С.» of everybody but the head; who keeps the programme comes first."""
    rows = Membership.objects.current().filter(organization=organization).exclude(role=Role.DIRECTOR)
    members = sorted(rows.select_related("user"), key=lambda member: (member.role == Role.EXECUTOR, member.pk))
    return (member.user.list_name for member in members)
