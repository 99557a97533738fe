"""The tree of the demo and its people: invented names, one password."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from itertools import count

from django.contrib.auth.hashers import make_password

from organizations.models import Membership, Organization, Role, User
from organizations.services.tree import Decision, create_organization

from .fixtures import demo_data

PASSWORD = "nastavnik-demo"
SINCE = date(2020, 9, 1)

POSITIONS = {
    Role.CURATOR: "заместитель директора по воспитательной работе",
    Role.EXECUTOR: "методист",
    Role.METHODOLOGIST: "методист информационно-методической службы",
    Role.COORDINATOR: "консультант отдела общего образования",
    Role.ADMINISTRATOR: "администратор информационной системы",
}
STAFF = {
    Organization.Level.INSTITUTION: (
        ("curator", Role.CURATOR),
        ("director", Role.DIRECTOR),
        ("executor", Role.EXECUTOR),
    ),
    Organization.Level.MUNICIPALITY: (("methodist", Role.METHODOLOGIST), ("head", Role.DIRECTOR)),
    Organization.Level.REGION: (("region", Role.COORDINATOR),),
}


def load(*, on: date, at: datetime) -> dict[str, Organization]:
    """The organisations by slug; what was there already is left as it is."""
    names = _names()
    tree: dict[str, Organization] = {}
    _person("admin@example.org", Role.ADMINISTRATOR, None, names)
    for region in demo_data("organizations"):
        _grow(region, None, tree, names, at=at)
    _second_place(tree)
    return tree


def _grow(node: dict, parent: Organization | None, tree: dict[str, Organization], names, *, at: datetime) -> None:
    organization = Organization.objects.filter(slug=node["slug"]).first() or _create(node, parent, at=at)
    tree[organization.slug] = organization
    for local, role in STAFF[organization.level]:
        _person(f"{local}@{organization.slug}.example", role, organization, names)
    for child in node.get("municipalities", node.get("institutions", ())):
        _grow(child, organization, tree, names, at=at)


def _create(node: dict, parent: Organization | None, *, at: datetime) -> Organization:
    level = "institution" if "kind" in node else "municipality" if parent else "region"
    organization = Organization(
        level=level,
        kind=node.get("kind", Organization.Kind.AUTHORITY),
        parent=parent,
        slug=node["slug"],
        full_name=node["full_name"],
        short_name=node["short_name"],
        founder=parent.full_name if level == "institution" else "",
        place=node.get("place", parent.place if parent else ""),
        head_position=node.get("head_position", "Директор"),
    )
    return create_organization(organization, Decision(on=SINCE), by=None, at=at)


def _person(email: str, role: str, organization: Organization | None, names: Iterator[dict[str, str]]) -> None:
    name = next(names)
    administrator = role == Role.ADMINISTRATOR
    defaults = {**name, "password": _hash(), "is_staff": administrator, "is_superuser": administrator}
    user, made = User.objects.get_or_create(email=email, defaults=defaults)
    if not made:
        return
    position = POSITIONS.get(role) or organization.head_position
    Membership.objects.create(user=user, organization=organization, role=role, position=position, since=SINCE)


@cache
def _hash() -> str:
    """Hashing is slow on purpose; the demo has one password, so it is hashed once."""
    return make_password(PASSWORD)


def _second_place(tree: dict[str, Organization]) -> None:
    """The curator of «Калейдоскоп» also answers for activities in a neighbouring school: something to switch to."""
    curator = User.objects.get(email="curator@kaleidoskop.example")
    Membership.objects.get_or_create(
        user=curator,
        organization=tree["timashevsk-school-1"],
        role=Role.EXECUTOR,
        defaults={"position": "педагог дополнительного образования (совместитель)", "since": SINCE},
    )


def _names() -> Iterator[dict[str, str]]:
    """Full names without end, every third a man's; the same from one loading to the next."""
    data = demo_data("names")
    for number in count():
        kind = data["men"] if number % 3 == 2 else data["women"]
        yield {
            "last_name": kind["last"][number % len(kind["last"])],
            "first_name": kind["first"][(number * 5) % len(kind["first"])],
            "patronymic": kind["patronymic"][(number * 7) % len(kind["patronymic"])],
        }
