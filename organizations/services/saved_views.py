"""A person keeps the filters of a list under a name. Personal conveniences like these leave no audit trail."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import Refused

from ..models import SavedView, User

MOST_PER_LIST = 20


class ViewRefused(Refused):
    """The view cannot be saved in this way."""


@transaction.atomic
def save_view(view: SavedView, *, by: User) -> SavedView:
    """Keeps `view` as one of `by`'s own. Raises ViewRefused: the name is taken, or the list has too many views."""
    others = list(SavedView.objects.select_for_update().filter(user=by, path=view.path))
    if any(other.name == view.name for other in others):
        raise ViewRefused(_("This list already has a view of that name. Think of another one."))
    if len(others) >= MOST_PER_LIST:
        raise ViewRefused(
            _("A list keeps %(most)d views at most. Forget one that is not needed.") % {"most": MOST_PER_LIST}
        )
    view.user = by
    view.save()
    return view


@transaction.atomic
def forget_view(view: SavedView) -> None:
    """Drops a saved view; the rows of the list stay as they are."""
    view.delete()
