"""Who of an institution is told of its pairs: the curators, the directors where there is no curator."""

from collections import defaultdict

from organizations.models import Membership, Role


def keepers() -> dict[int, set[int]]:
    """The users of every open organisation; none where nobody keeps its pairs."""
    by_role: dict[int, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    held = Membership.objects.current().filter(role__in=(Role.CURATOR, Role.DIRECTOR), organization__closed_on=None)
    for organization, role, user in held.values_list("organization", "role", "user"):
        by_role[organization][role].add(user)
    found = {place: roles.get(Role.CURATOR) or roles[Role.DIRECTOR] for place, roles in by_role.items()}
    return defaultdict(set, found)
