"""Who may, and the predicates that the apps above build theirs from.

A right follows from the membership one acts as: its role and its place in the tree.
"""

import rules

from .models import Organization, Role


def acting_as(*roles: str):
    """A predicate: the person acts in one of these roles."""

    @rules.predicate(f"acting_as:{','.join(roles)}")
    def check(user) -> bool:
        acting = getattr(user, "acting", None)
        return bool(acting and acting.role in roles)

    return check


def at_level(*levels: str):
    """A predicate: the person acts in an organisation of one of these levels."""

    @rules.predicate(f"at_level:{','.join(levels)}")
    def check(user) -> bool:
        acting = getattr(user, "acting", None)
        return bool(acting and acting.organization and acting.organization.level in levels)

    return check


@rules.predicate
def has_membership(user) -> bool:
    return getattr(user, "acting", None) is not None


@rules.predicate
def in_own_organization(user, subject) -> bool:
    """The row belongs to the very organisation the person acts in; true for pages that concern no row."""
    if subject is None:
        return True
    acting = getattr(user, "acting", None)
    if acting is None or acting.organization_id is None:
        return False
    return owner_id(subject) == acting.organization_id


@rules.predicate
def within_scope(user, subject) -> bool:
    """The row's organisation lies at or below the person's place in the tree; true for pages that concern no row."""
    if subject is None:
        return True
    scope = getattr(user, "scope_path", None)
    return scope is not None and _owner(subject).path.startswith(scope)


def _owner(subject) -> Organization:
    return subject if isinstance(subject, Organization) else subject.organization


def owner_id(subject) -> int:
    """The number of the organisation a row belongs to."""
    return subject.pk if isinstance(subject, Organization) else subject.organization_id


is_curator = acting_as(Role.CURATOR)
is_director = acting_as(Role.DIRECTOR)
is_executor = acting_as(Role.EXECUTOR)
is_methodologist = acting_as(Role.METHODOLOGIST)
is_coordinator = acting_as(Role.COORDINATOR)
is_administrator = acting_as(Role.ADMINISTRATOR)
keeps_programme = is_curator | is_methodologist | is_coordinator
"""Those who keep their own organisation's programme going: the curator of an institution, the methodologist of a
municipality, the coordinator of a region."""
oversees = is_methodologist | is_coordinator | is_administrator
"""Those who look over the institutions below."""
