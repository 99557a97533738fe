"""Who may: the state of the whole product is its administrators' concern."""

import rules

from organizations.rules import is_administrator

rules.add_perm("mentorship.view_status", is_administrator)
