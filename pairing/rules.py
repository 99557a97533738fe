"""Who may. Pairs name children: they are for the curator and the director of the very institution, like the banks."""

import rules

from organizations.rules import in_own_organization, is_director, oversees, within_scope
from participants.rules import above_institutions, keeps_names

for name in ("list_pairs", "view_pair", "change_pair", "order_pairs", "match_people", "record_wishes"):
    rules.add_perm(f"pairing.{name}", keeps_names & within_scope)
rules.add_perm("pairing.release_pairs", keeps_names & in_own_organization)
rules.add_perm("pairing.compare_counts", oversees | is_director & above_institutions)
