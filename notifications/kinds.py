"""Kinds of notifications: the apps above register theirs in `ready()`, people choose among the optional ones."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Kind:
    """What a notification is about.

    An `optional` kind can be switched off, and its letters carry the link for that. An `urgent` one goes at once, at
    any hour and on any day.
    """

    code: str
    label: str | Promise
    optional: bool = False
    urgent: bool = False


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Adds a kind under its code; the same code again replaces it, so that a reload does not double it."""
    _kinds[kind.code] = kind


def all_kinds() -> list[Kind]:
    """Every kind, in the order in which the apps have registered them."""
    return list(_kinds.values())


def kind_of(code: str) -> Kind:
    """The kind with the code; one that nobody registers any more is told as a mandatory one."""
    return _kinds.get(code) or Kind(code, _("Other"))
