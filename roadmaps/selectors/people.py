"""The people whom a roadmap can name."""

from organizations.models import Membership, Organization, Role, User

from ..models import Responsible
from ..responsible import person_named, role_named


class Staff:
    """The current members of an organisation, found by the way documents write their names. One query."""

    def __init__(self, organization: Organization):
        memberships = Membership.objects.filter(organization=organization).current().select_related("user")
        self.people: list[User] = sorted({each.user for each in memberships}, key=User.get_full_name)

    def named(self, text: str) -> User | None:
        """The one member whose name the text may be; none when nobody fits or several do."""
        name = person_named(text)
        if name is None:
            return None
        fitting = [each for each in self.people if name.fits(each.last_name, each.first_name, each.patronymic)]
        return fitting[0] if len(fitting) == 1 else None

    @property
    def written(self) -> dict[User, str]:
        """How to write each person so that `named` finds them: with initials, in full where two would look alike."""
        return {
            each: each.list_name if self.named(each.list_name) == each else each.get_full_name()
            for each in self.people
        }

    def responsible(self, *, kind: str, text: str, **fields) -> Responsible:
        """An unsaved row: a person is tied to the member of that name, a role to its code."""
        user = self.named(text) if kind == Responsible.Kind.PERSON else None
        role = role_named(text) if kind == Responsible.Kind.ROLE else ""
        return Responsible(kind=kind, text=text, user=user, role=role if role in Role.values else "", **fields)
