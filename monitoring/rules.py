"""Who may. Figures are of institutions, never of people: those above read them once they are handed in."""

import rules

from organizations.models import Organization
from organizations.rules import (
    acting_as,
    at_level,
    has_membership,
    in_own_organization,
    is_administrator,
    is_coordinator,
    is_curator,
    is_director,
    is_institution,
    is_methodologist,
    within_scope,
)

from .models import Submission
from .selectors.exchange import sender_of

State = Submission.State
above_institutions = at_level(Organization.Level.MUNICIPALITY, Organization.Level.REGION)
asks = (is_methodologist | is_coordinator) & above_institutions
"""Those who ask for figures: the methodologist of a municipality, the coordinator of a region."""
fills_in = is_curator | is_director | is_methodologist
signs = is_director | is_methodologist
reads_figures = fills_in | is_coordinator
"""Everybody who keeps a programme in an organisation of the tree."""


def in_state(*states: str):
    """A predicate: the submission is in one of these states; true for pages that concern no row."""

    @rules.predicate(f"in_state:{','.join(states)}")
    def check(user, submission) -> bool:
        return submission is None or submission.state in states

    return check


@rules.predicate
def is_editable(user, submission) -> bool:
    """The version is being filled in or corrected; true for pages that concern no row."""
    return submission is None or submission.is_editable


@rules.predicate
def asked_by_own(user, submission) -> bool:
    """The very organisation one acts in asked for it."""
    return submission is None or submission.period.organization_id == user.acting.organization_id


@rules.predicate
def asked_of_own(user, period) -> bool:
    """The organisation one acts in is asked: it belongs to the one that asks."""
    acting = user.acting
    return period is None or bool(acting.organization and acting.organization.parent_id == period.organization_id)


@rules.predicate
def is_common_here(user, indicator) -> bool:
    """The indicator is common to all, and so is the place one acts from: above the tree."""
    return indicator is not None and indicator.organization_id is None and user.acting.organization_id is None


rules.add_perm("monitoring.list_periods", has_membership & ~acting_as("executor"))
rules.add_perm("monitoring.view_period", has_membership & ~acting_as("executor"))
rules.add_perm("monitoring.open_period", asks)
rules.add_perm("monitoring.change_period", asks & in_own_organization)
rules.add_perm("monitoring.consolidate_period", (asks | is_director & above_institutions) & in_own_organization)
rules.add_perm("monitoring.begin_submission", fills_in & asked_of_own)
rules.add_perm("monitoring.view_submission", within_scope & ~acting_as("executor"))
own = fills_in & in_own_organization
rules.add_perm("monitoring.change_submission", own & is_editable)
rules.add_perm("monitoring.take_back_submission", own & in_state(State.TO_SIGN))
rules.add_perm("monitoring.sign_submission", signs & in_own_organization & in_state(State.TO_SIGN))
rules.add_perm("monitoring.correct_submission", own & in_state(*Submission.FROZEN))
rules.add_perm("monitoring.decide_submission", asks & asked_by_own & in_state(State.SUBMITTED))
rules.add_perm("monitoring.view_indicators", reads_figures)
rules.add_perm("monitoring.enter_counts", fills_in | asks)
rules.add_perm("monitoring.set_targets", fills_in | asks)
rules.add_perm("monitoring.configure_indicators", asks)
rules.add_perm("monitoring.view_passports", reads_figures | is_administrator)
configures = asks | is_administrator
"""An administrator keeps the common indicators, as all reference data; a territory its own."""
rules.add_perm("monitoring.add_indicator", configures)
rules.add_perm("monitoring.change_indicator", configures & (in_own_organization | is_common_here))

asks_people = (is_curator | is_director) & at_level(Organization.Level.INSTITUTION)
"""Those who survey the participants of an institution, and read who has answered and in which words."""
rules.add_perm("monitoring.list_surveys", has_membership & ~acting_as("executor"))
rules.add_perm("monitoring.view_survey", within_scope & ~acting_as("executor"))
rules.add_perm("monitoring.open_survey", asks_people)
rules.add_perm("monitoring.change_survey", asks_people & in_own_organization)
rules.add_perm("monitoring.list_survey_templates", fills_in)
rules.add_perm("monitoring.change_survey_templates", fills_in & in_own_organization)

rules.add_perm("monitoring.publish_acts", asks_people)
rules.add_perm("monitoring.change_act", asks_people & in_own_organization)
looks_over = (asks | is_director) & above_institutions
rules.add_perm("monitoring.view_sites", looks_over)
rules.add_perm("monitoring.view_site", looks_over & within_scope & is_institution)
rules.add_perm(
    "monitoring.check_site",
    is_methodologist & at_level(Organization.Level.MUNICIPALITY) & within_scope & is_institution,
)


# --- exchange with a platform, templates of one's own -------------------------------------------------------------
@rules.predicate
def sends_here(user, exchange_format) -> bool:
    """The organisation one acts in has rows for the format, which is its own or of a node above, and in use."""
    if exchange_format is None:
        return True
    own = user.acting.organization
    inherits = own is not None and own.path.startswith(exchange_format.organization.path)
    return inherits and exchange_format.archived_on is None and sender_of(exchange_format.of, own)


@rules.predicate
def of_institutions(user, sending) -> bool:
    """The file holds numbers of institutions, which those above may read too."""
    return sending is None or sending.exchange_format.of.is_of_institutions


rules.add_perm("monitoring.list_exchange", reads_figures)
rules.add_perm("monitoring.view_exchange_format", reads_figures)
rules.add_perm("monitoring.add_exchange_format", asks)
rules.add_perm("monitoring.change_exchange_format", asks & in_own_organization)
rules.add_perm("monitoring.send_exchange", reads_figures & sends_here)
rules.add_perm("monitoring.take_sending", reads_figures & (in_own_organization | within_scope & of_institutions))
rules.add_perm("monitoring.mark_sending", reads_figures & in_own_organization)
keeps_templates = (asks | is_director & above_institutions) & in_own_organization
rules.add_perm("monitoring.list_templates", asks | is_director & above_institutions)
rules.add_perm("monitoring.keep_template", asks & in_own_organization)
rules.add_perm("monitoring.fill_template", keeps_templates)
