"""Who may, and the predicates that the apps above build theirs from.

A right follows from the membership one acts as: its role and its place in the tree.
"""

import rules

from .models import LEVEL_ROLES, Membership, Organization, Role


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


@rules.predicate
def is_institution(user, subject) -> bool:
    """The organisation is an institution; true for pages that concern no row."""
    return subject is None or subject.level == Organization.Level.INSTITUTION


@rules.predicate
def below_own(user, subject) -> bool:
    """Not the very organisation one acts in: nobody moves, merges or closes the ground under their own feet."""
    return subject is None or user.acting is None or subject.pk != user.acting.organization_id


def grantable_roles(acting: Membership | None, organization: Organization | None) -> tuple[str, ...]:
    """The roles that somebody acting so may give, and end, in an organisation (None: above the tree)."""
    if acting is None:
        return ()
    if organization is None:
        return (Role.ADMINISTRATOR,) if acting.role == Role.ADMINISTRATOR and acting.organization_id is None else ()
    if not organization.path.startswith(acting.scope_path):
        return ()
    return tuple(role for role in LEVEL_ROLES[organization.level] if role in _granted(acting, organization))


def _granted(acting: Membership, organization: Organization) -> set[str]:
    is_own = organization.pk == acting.organization_id
    if acting.role == Role.ADMINISTRATOR:
        return set(Role)
    if acting.role == Role.METHODOLOGIST and not is_own:
        return {Role.CURATOR, Role.DIRECTOR}
    if acting.role == Role.DIRECTOR and is_own:
        return {Role.CURATOR, Role.METHODOLOGIST, Role.COORDINATOR, Role.EXECUTOR}
    if acting.role == Role.CURATOR and is_own:
        return {Role.EXECUTOR}
    return set()


@rules.predicate
def may_grant(user, subject) -> bool:
    """The membership or invitation is of a role that this person may give in its organisation."""
    return subject is None or subject.role in grantable_roles(user.acting, subject.organization)


may_invite = is_administrator | is_methodologist | is_director | is_curator
runs_own = is_director & in_own_organization
runs_below = is_methodologist & is_institution

rules.add_perm("organizations.list_organizations", oversees | is_director)
rules.add_perm("organizations.view_organization", has_membership & within_scope)
rules.add_perm("organizations.add_organization", is_administrator | is_methodologist)
rules.add_perm("organizations.change_organization", within_scope & (is_administrator | runs_below | runs_own))
rules.add_perm("organizations.secure_organization", within_scope & (is_administrator | runs_own))
rules.add_perm("organizations.close_organization", within_scope & below_own & (is_administrator | runs_below))
rules.add_perm("organizations.move_organization", within_scope & below_own & is_administrator)
rules.add_perm("organizations.list_people", oversees | is_director | is_curator)
rules.add_perm("organizations.invite_person", may_invite)
rules.add_perm("organizations.change_invitation", may_invite & may_grant)
rules.add_perm("organizations.end_membership", may_invite & may_grant)
rules.add_perm("organizations.view_audit", is_administrator | is_director)
rules.add_perm("organizations.keep_calendar", is_administrator)
