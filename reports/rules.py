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
consolidates = (oversees | is_director) & at_level("municipality", "region")
rules.add_perm("reports.ask_consolidated", consolidates)
rules.add_perm("reports.ask_analytic_note", consolidates)
reports_on_own = (is_director | keeps_programme) & at_level("institution", "municipality", "region")
rules.add_perm("reports.ask_indicators", reports_on_own)
rules.add_perm("reports.ask_readiness", reports_on_own)
rules.add_perm("reports.ask_site_monitoring", reports_on_own)
rules.add_perm("reports.ask_stage_note", reports_on_own & at_level("institution", "municipality"))
rules.add_perm("reports.ask_order_register", is_director | keeps_programme)
