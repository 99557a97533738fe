"""Numbers from outside (TypedCount): as they stood on a day, put together up the tree, entered before.

A number that a territory has said itself holds for it; otherwise it is that of what lies below, added up. An
institution merged into another keeps its own number until the day of the merger, so that past days stay as they were.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from organizations.models import Organization
from organizations.models.tree import steps_to

from ..models import TypedCount

Counts = dict[str, int | None]
SCHOOLS = TypedCount.Name.SCHOOLS.value


@dataclass(frozen=True)
class Outside:
    """The numbers of a node, and by name the paths of those below that they are the sum of, unless it is its own."""

    numbers: Counts
    summed: dict[str, frozenset[str]]

    def silent(self, names: Iterable[str], institutions: Iterable[Organization]) -> list[Organization]:
        """The institutions for which nobody has said one of the numbers, while others have."""
        asked = [self.summed[name] for name in names if name in self.summed]
        return [each for each in institutions if any(paths.isdisjoint(steps_to(each.path)) for paths in asked)]


def outside_of(organization: Organization, on: date) -> Outside:
    """The numbers of a node and of everything below it, nothing twice; two queries."""
    said = _said(organization, on)
    numbers = complete(_put_together(organization, *said).get(organization.path, {}))
    if numbers[SCHOOLS] is None:
        numbers[SCHOOLS] = schools_at(organization, on).count()
    return Outside(numbers, _summed(organization.path, said[0]))


def _summed(node: str, said: Mapping[str, dict[str, int]]) -> dict[str, frozenset[str]]:
    """By name who at or below the node has said it, where the node itself has not said it for all."""
    paths: dict[str, set[str]] = defaultdict(set)
    for path, numbers in said.items():
        for name in numbers:
            paths[name].add(path)
    return {name: frozenset(each) for name, each in paths.items() if node not in each}


def outside_of_children(organization: Organization, on: date) -> dict[str, Outside]:
    """By path the numbers of each child with those below it, and of the organisation what it says of itself alone.

    Two queries, whatever the number of children.
    """
    step = len(organization.path) + Organization.PATH_STEP
    schools = Counter(path[:step] for path in schools_at(organization, on).values_list("path", flat=True))
    own, institutions = _said(organization, on)
    together = _put_together(organization, own, institutions)
    below: dict[str, dict[str, dict[str, int]]] = defaultdict(dict)
    for path, said in own.items():
        below[path[:step]][path] = said
    found = defaultdict(lambda: Outside(complete({SCHOOLS: 0}), {}))
    for path in (below.keys() | schools.keys()) - {organization.path}:
        numbers = complete({SCHOOLS: schools[path]} | together.get(path, {}))
        found[path] = Outside(numbers, _summed(path, below.get(path, {})))
    found[organization.path] = Outside(complete({SCHOOLS: schools.total()} | own.get(organization.path, {})), {})
    return found


def _put_together(
    organization: Organization, own: dict[str, dict[str, int]], institutions: set[str]
) -> dict[str, dict[str, int]]:
    """By path, of the organisation and everything below it that has numbers or has them below."""
    below: dict[str, Counter[str]] = defaultdict(Counter)
    found: dict[str, dict[str, int]] = {}
    paths = {step for path in own for step in steps_to(path) if step.startswith(organization.path)}
    for path in sorted(paths, key=len, reverse=True):
        said = own.get(path, {})
        if path in institutions:
            below[path].update(said)
            found[path] = dict(below[path])
        else:
            found[path] = {**below[path], **said}
        below[path[: -Organization.PATH_STEP]].update(found[path])
    return found


def complete(numbers: Mapping[str, int | None]) -> Counts:
    """With every name, None where the number is not known."""
    return {name: numbers.get(name) for name in TypedCount.Name.values}


def schools_at(organization: Organization, on: date) -> QuerySet[Organization]:
    """The schools at or below a node that worked on the day: their number, where nobody has said another."""
    schools = Organization.objects.within(organization.path).institutions().filter(kind=Organization.Kind.SCHOOL)
    return schools.filter(Q(closed_on=None) | Q(closed_on__gt=on))


def in_force(organization: Organization, on: date) -> list[tuple[str, TypedCount | None]]:
    """Each number by its name in words, with the organisation's own latest entry on or before the day."""
    latest = {row.name: row for row in known_on(organization, on).select_related("entered_by")}
    return [(label, latest.get(name)) for name, label in TypedCount.Name.choices]


def latest_on(organization: Organization, on: date) -> list[TypedCount]:
    """The organisation's own latest entry of each number that it has."""
    return list({row.name: row for row in known_on(organization, on)}.values())


def history(organization: Organization) -> list[TypedCount]:
    """Everything that the organisation has entered, the newest first."""
    rows = TypedCount.objects.filter(organization=organization).select_related("entered_by")
    return list(rows.order_by("-as_of", "-pk"))


def known_on(organization: Organization, on: date) -> QuerySet[TypedCount]:
    """What the organisation itself has said on or before the day, the latest last."""
    return TypedCount.objects.filter(organization=organization, as_of__lte=on).order_by("as_of", "pk")


def _said(organization: Organization, on: date) -> tuple[dict[str, dict[str, int]], set[str]]:
    """By path what each organisation itself said by the day, and the paths of those that are institutions.

    What an institution below had said ends with its work.
    """
    rows = TypedCount.objects.within(organization.path).filter(as_of__lte=on)
    rows = rows.filter(
        Q(organization=organization) | Q(organization__closed_on=None) | Q(organization__closed_on__gt=on)
    )
    found: dict[str, dict[str, int]] = defaultdict(dict)
    institutions = set()
    columns = ("organization__path", "organization__level", "name", "value")
    for path, level, name, value in rows.order_by("as_of", "pk").values_list(*columns):
        found[path][name] = value
        if level == Organization.Level.INSTITUTION:
            institutions.add(path)
    return dict(found), institutions
