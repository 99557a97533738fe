"""Who may ask for which report; what a report shows is limited by what its asker may see anyway."""

import rules

from organizations.rules import (
    at_level,
    has_membership,
    is_director,
    keeps_programme,
    oversees,
    within_scope,
)

rules.add_perm("reports.list_reports", has_membership)
rules.add_perm("reports.view_run", rules.is_authenticated)
rules.add_perm("reports.ask_roadmap", has_membership)
rules.add_perm("reports.ask_execution", has_membership & within_scope)
rules.add_perm("reports.ask_municipal_execution", oversees | is_director & at_level("municipality", "region"))
rules.add_perm("reports.ask_order_register", is_director | keeps_programme)
