"""Tenancy: every row belongs to a node of the organisation tree, and every query starts from `visible_to(user)`.

The tree keeps a materialised path ("0000001" region, "00000010000007" municipality, ...): a node sees what lies below
it. This module knows only that a user has `scope_path`: None for somebody who sees nothing, "" for the whole tree.
"""

from django.db import models
from django.db.models.functions import Concat, Substr


def below(field: str, path: str | None) -> models.Q:
    """The condition that the path in `field` is `path` or lies below it; never for None, always for "".

    Paths are digits, so that a range says it: any collation keeps their order, an index finds it, and PostgreSQL can
    weigh how few rows it leaves, which it cannot of a prefix.
    """
    if not path:
        return models.Q() if path == "" else models.Q(pk__in=[])
    following = f"{int(path) + 1:0{len(path)}d}"
    return models.Q(**{f"{field}__gte": path, f"{field}__lt": following})


class TenantQuerySet(models.QuerySet):
    """A queryset whose rows reach their organisation's path by the lookup `tenant_path`."""

    tenant_path = "organization__path"

    def visible_to(self, user) -> "TenantQuerySet":
        """The rows of the organisations that the user's present membership covers."""
        return self.within(getattr(user, "scope_path", None))

    def within(self, path: str | None) -> "TenantQuerySet":
        """The rows at or below a node of the tree; none for None, all for ""."""
        return self.none() if path is None else self.filter(below(self.tenant_path, path))


def tenant_manager(path: str, base: type[TenantQuerySet] = TenantQuerySet) -> models.Manager:
    """A manager for a model whose organisation's path is reached by `path` ("roadmap__organization__path")."""
    return type(f"{base.__name__}Over", (base,), {"tenant_path": path}).as_manager()


def relocate(model: type[models.Model], field: str, before: str, after: str) -> None:
    """Rewrites the paths kept in `field` when the node at `before`, with all below it, comes to hang at `after`."""
    moved = model._base_manager.filter(below(field, before))
    moved.update(**{field: Concat(models.Value(after), Substr(field, len(before) + 1))})
