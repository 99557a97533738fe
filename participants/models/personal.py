"""The wall around names: rows about people are for the institution that keeps them, never for those above it."""

from django.db import models

from core.tenancy import TenantQuerySet
from organizations.models import Organization, Role

KEEPERS_OF_NAMES = (Role.CURATOR, Role.DIRECTOR)


def names_path(user) -> str | None:
    """The path of the institution whose names this user may read; None for everybody but its curator and director."""
    acting = getattr(user, "acting", None)
    if acting is None or acting.role not in KEEPERS_OF_NAMES or acting.organization is None:
        return None
    return acting.organization.path if acting.organization.level == Organization.Level.INSTITUTION else None


class PersonalQuerySet(TenantQuerySet):
    """Rows that name or describe a person. `visible_to` does not go down the tree (domain.md 5.7, 5.10 no. 6)."""

    def visible_to(self, user):
        """The rows of the institution in which the person acts as curator or director; none for anybody else.

        An institution merged into it hangs below it, and its people with it.
        """
        return self.within(names_path(user))


def personal_manager(path: str, base: type[PersonalQuerySet] = PersonalQuerySet) -> models.Manager:
    """A manager for a model about people whose organisation's path is reached by `path`."""
    return type(f"{base.__name__}Over", (base,), {"tenant_path": path}).as_manager()
