"""Who keeps the programme in an organisation: whom to call about its figures."""

from collections.abc import Iterable

from organizations.models import Membership, Organization, Role

KEEPERS = (Role.CURATOR, Role.METHODOLOGIST, Role.COORDINATOR)


def keepers_of(organizations: Iterable[Organization]) -> dict[int, str]:
    """By number of the organisation: «Егоров И. А., 8 (86130) 4-12-34»; several on a line each. One query."""
    held = Membership.objects.filter(organization__in=organizations).current().with_role(*KEEPERS)
    found: dict[int, list[str]] = {}
    for membership in held.select_related("user").order_by("user__last_name", "pk"):
        user = membership.user
        words = ", ".join(filter(None, (user.list_name, user.phone)))
        found.setdefault(membership.organization_id, []).append(words)
    return {number: "\n".join(dict.fromkeys(words)) for number, words in found.items()}
