"""Who signs a report and who has drawn it up: the present head and keeper of the programme."""

from collections.abc import Iterator

from core.documents import Note, Signature
from organizations.models import Membership, Organization, Role

KEEPERS = (Role.CURATOR, Role.METHODOLOGIST, Role.COORDINATOR)


def head_signature(organization: Organization) -> Signature:
    """The head's signature; without a director in the product only the room for one."""
    director = _first(organization, Role.DIRECTOR)
    return Signature(organization.head_position, director.user.signature_name if director else "")


def executor_note(organization: Organization) -> Iterator[Note]:
    """«Исполнитель: Иванова Мария Петровна, куратор», at the foot as GOST R 7.0.97-2025 places it."""
    keeper = _first(organization, *KEEPERS)
    if keeper:
        position = keeper.position or keeper.get_role_display()
        yield Note(f"Исполнитель: {keeper.user.get_full_name()}, {position}")


def _first(organization: Organization, *roles: str) -> Membership | None:
    memberships = Membership.objects.current().filter(organization=organization).with_role(*roles)
    return memberships.select_related("user").first()
