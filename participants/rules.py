"""Who may. Names are for the curator and the director of the very institution; those above read numbers.

Rows about people are hidden from everybody else by `PersonalQuerySet.visible_to` already: here the same is said again
for the pages that concern no row.
"""

import rules

from organizations.models import Organization
from organizations.rules import at_level, has_membership, is_curator, is_director, is_executor, oversees, within_scope

keeps_names = (is_curator | is_director) & at_level(Organization.Level.INSTITUTION)
"""The curator and the director of an institution; the director may do what the curator may."""
above_institutions = at_level(Organization.Level.MUNICIPALITY, Organization.Level.REGION)
reads_numbers = has_membership & ~is_executor
"""Everybody with a role of their own to play: what holds no name is open to them down the tree."""

# --- people and their participations (M) ---------------------------------------------------------------------------
for name in (
    "list_people",
    "view_person",
    "add_person",
    "change_person",
    "merge_people",
    "change_bank_settings",
    "change_target_groups",
):
    rules.add_perm(f"participants.{name}", keeps_names & within_scope)
rules.add_perm("participants.compare_counts", oversees | is_director & above_institutions)
rules.add_perm("participants.list_programmes", reads_numbers)
rules.add_perm("participants.view_programme", reads_numbers & within_scope)
rules.add_perm("participants.read_programme", keeps_names & within_scope)
rules.add_perm("participants.change_programme", keeps_names & within_scope)
rules.add_perm("participants.change_reference", keeps_names & within_scope)

# --- consents and the personal-data desk (C) -------------------------------------------------------------------------
for name in (
    "list_consents",
    "add_consent",
    "withdraw_consent",
    "print_consents",
    "change_consent_texts",
    "list_requests",
    "handle_request",
    "list_incidents",
    "handle_incident",
):
    rules.add_perm(f"participants.{name}", keeps_names & within_scope)

# --- partners, the School of mentors, questionnaires, assessments, shared mentors (Q) --------------------------------
for name in ("partner", "course"):
    rules.add_perm(f"participants.list_{name}s", reads_numbers)
    rules.add_perm(f"participants.view_{name}", reads_numbers & within_scope)
for name in (
    "change_partner",
    "change_course",
    "ask_questionnaire",
    "assess_people",
    "change_parameters",
    "list_offers",
    "offer_mentor",
    "ask_for_mentor",
):
    rules.add_perm(f"participants.{name}", keeps_names & within_scope)

# --- uploads and official tables (X) -------------------------------------------------------------------------------
for name in ("import_bank", "export_bank"):
    rules.add_perm(f"participants.{name}", keeps_names & within_scope)
