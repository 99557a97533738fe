"""Who may: the state of the whole product is its administrators' concern, the first steps are an institution's."""

import rules

from organizations.rules import is_administrator, is_curator, is_director

rules.add_perm("mentorship.view_status", is_administrator)
rules.add_perm("mentorship.hide_first_steps", is_curator | is_director)
