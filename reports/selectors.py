"""Questions about runs and askers."""

from organizations.models import Membership, Organization, Role, User

from .models import ReportRun

RECENT = 5
KEEPERS = {
    Organization.Level.INSTITUTION: Role.CURATOR,
    Organization.Level.MUNICIPALITY: Role.METHODOLOGIST,
    Organization.Level.REGION: Role.COORDINATOR,
}


def recent_runs(user) -> list[ReportRun]:
    """What the person has asked for lately, the latest first."""
    return list(ReportRun.objects.visible_to(user).select_related("file")[:RECENT])


def asker_of(run: ReportRun) -> User | None:
    """The person who asked, acting as they did then; none when that membership is no longer in force."""
    memberships = Membership.objects.current().select_related("user", "organization")
    membership = memberships.filter(pk=run.membership_id, user=run.asked_by_id).first()
    if membership is None:
        return None
    membership.user.acting = membership
    return membership.user


def keeper_of(organization: Organization) -> User:
    """Nobody in particular, who sees what the keeper of the organisation's programme sees: commands ask so."""
    keeper = User(is_active=False)  # has no row, so no rights but those of the role
    keeper.acting = Membership(user=keeper, organization=organization, role=KEEPERS[organization.level])
    return keeper
