"""Nouns: organisations and what befell them, users, memberships, invitations, saved views."""

from .invitations import Invitation
from .people import LEVEL_ROLES, Membership, Role, User
from .saved_views import SavedView
from .tree import Organization, OrganizationChange, TimeZone

__all__ = [
    "LEVEL_ROLES",
    "Invitation",
    "Membership",
    "Organization",
    "OrganizationChange",
    "Role",
    "SavedView",
    "TimeZone",
    "User",
]
