"""The tree of the demo and its people: invented names, one password."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from itertools import count

from django.contrib.auth.hashers import make_password

from orders.models import OrderSeries
from organizations.models import Membership, Organization, Role, User
from organizations.services.people import open_desk
from organizations.services.tree import Decision, create_organization

from .fixtures import demo_data
from .moments import working_hour

PASSWORD = "nastavnik-demo"
SINCE = date(2020, 9, 1)

Kind = Organization.Kind
POSITIONS = {
    Role.CURATOR: "заместитель директора по учебно-воспитательной работе",
    Role.EXECUTOR: "методист",
    Role.METHODOLOGIST: "методист информационно-методической службы",
    Role.COORDINATOR: "консультант отдела общего образования",
    Role.ADMINISTRATOR: "администратор информационной системы",
    (Kind.SCHOOL, Role.CURATOR): "заместитель директора по воспитательной работе",
    (Kind.SCHOOL, Role.EXECUTOR): "социальный педагог",
    (Kind.KINDERGARTEN, Role.CURATOR): "старший воспитатель",
    (Kind.KINDERGARTEN, Role.EXECUTOR): "педагог-психолог",
    (Kind.ARTS_SCHOOL, Role.EXECUTOR): "преподаватель",
    (Kind.COLLEGE, Role.EXECUTOR): "мастер производственного обучения",
    (Kind.AUTHORITY, Role.EXECUTOR): "главный специалист",
}
STAFF = {
    Organization.Level.INSTITUTION: (
        ("curator", Role.CURATOR),
        ("director", Role.DIRECTOR),
        ("executor", Role.EXECUTOR),
    ),
    Organization.Level.MUNICIPALITY: (
        ("methodist", Role.METHODOLOGIST),
        ("head", Role.DIRECTOR),
        ("specialist", Role.EXECUTOR),
    ),
    Organization.Level.REGION: (("region", Role.COORDINATOR),),
}


def load(*, at: datetime) -> dict[str, Organization]:
    """The organisations by slug; what was there already is left as it is."""
    names = _names()
    tree: dict[str, Organization] = {}
    _person("admin@example.org", Role.ADMINISTRATOR, None, names)
    for region in demo_data("organizations"):
        _grow(region, None, tree, names, at=at)
    _second_place(tree)
    return tree


def holder(organization: Organization, *roles: str) -> User:
    """The first person who holds one of the roles."""
    rows = Membership.objects.current().filter(organization=organization).with_role(*roles)
    return rows.select_related("user").first().user


def keeper(organization: Organization) -> User:
    """The person who keeps the programme going."""
    return holder(organization, Role.CURATOR, Role.METHODOLOGIST, Role.COORDINATOR)


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
        kind=node.get("kind", Kind.AUTHORITY),
        parent=parent,
        slug=node["slug"],
        full_name=node["full_name"],
        short_name=node["short_name"],
        founder=node.get("founder", parent.full_name if level == "institution" else ""),
        place=node.get("place", parent.place if parent else ""),
        time_zone=node.get("time_zone", ""),
        head_position=node.get("head_position", "Директор"),
    )
    organization = create_organization(organization, Decision(on=SINCE), by=None, at=working_hour(SINCE, now=at))
    pattern = node.get("orders", "{n}-од")
    OrderSeries.objects.create(organization=organization, title="Основная деятельность", pattern=pattern)
    return organization


def _person(email: str, role: str, organization: Organization | None, names: Iterator[dict[str, str]]) -> None:
    name = next(names)
    user, made = User.objects.get_or_create(email=email, defaults={**name, "password": _hash()})
    if not made:
        return
    position = _position(role, organization)
    Membership.objects.create(user=user, organization=organization, role=role, position=position, since=SINCE)
    if organization is None:
        open_desk(user, is_open=True)


def _position(role: str, organization: Organization | None) -> str:
    if role == Role.DIRECTOR:
        return organization.head_position
    kind = organization.kind if organization else None
    return POSITIONS.get((kind, role), POSITIONS[role])


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
