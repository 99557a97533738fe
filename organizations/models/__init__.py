"""Nouns: organisations and what befell them, users, memberships, invitations."""

from .invitations import Invitation
from .people import LEVEL_ROLES, Membership, Role, User
from .tree import Organization, OrganizationChange, TimeZone

__all__ = ["LEVEL_ROLES", "Invitation", "Membership", "Organization", "OrganizationChange", "Role", "TimeZone", "User"]
