"""Who may. Pairs name children: they are for the curator and the director of the very institution, like the banks.

A private note of a meeting says something of a child that concerns whoever leads the pair: the curator alone reads it,
the director decides by papers. It stands in no paper and no file.
"""

import rules

from organizations.rules import in_own_organization, is_curator, is_director, oversees, within_scope
from participants.rules import above_institutions, keeps_names

for name in (
    "list_pairs",
    "view_pair",
    "change_pair",
    "order_pairs",
    "match_people",
    "record_wishes",
    "roll_over",
    "list_meetings",
    "record_meetings",
):
    rules.add_perm(f"pairing.{name}", keeps_names & within_scope)
rules.add_perm("pairing.read_private_notes", keeps_names & is_curator & within_scope)
rules.add_perm("pairing.give_links", keeps_names & within_scope)
for name in ("list_plans", "view_plan", "change_plan", "approve_plans"):
    rules.add_perm(f"pairing.{name}", keeps_names & within_scope)
rules.add_perm("pairing.release_pairs", keeps_names & in_own_organization)
rules.add_perm("pairing.compare_counts", oversees | is_director & above_institutions)

# --- events and the end of the programme: events name nobody, of cases only practices without names go up -----------
looks_over = oversees | is_director & above_institutions
for name in ("change_event", "record_reflections", "list_awards", "issue_awards", "change_case"):
    rules.add_perm(f"pairing.{name}", keeps_names & within_scope)
for name in ("list_events", "view_event", "list_cases", "view_case"):
    rules.add_perm(f"pairing.{name}", (keeps_names | looks_over) & within_scope)
