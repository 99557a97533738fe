"""Who may: the inbox and its wishes are one's own; the outbox of the whole product is the administrator's; the days of
escalation are set by whoever keeps an organisation's programme going, and by its director.
"""

import rules

from organizations.rules import (
    has_membership,
    in_own_organization,
    is_administrator,
    is_director,
    keeps_programme,
    within_scope,
)


@rules.predicate
def above_the_tree(user) -> bool:
    """Acts for the whole system, not for a region: whoever names an address makes the server call it."""
    return user.scope_path == ""


rules.add_perm("notifications.read_inbox", rules.is_authenticated)
rules.add_perm("notifications.list_deliveries", has_membership & is_administrator)
rules.add_perm("notifications.retry_delivery", has_membership & is_administrator)
rules.add_perm("notifications.keep_webhooks", is_administrator & above_the_tree)
rules.add_perm(
    "notifications.change_escalation",
    within_scope & (is_administrator | in_own_organization & (keeps_programme | is_director)),
)
rules.add_perm("notifications.keep_calendar", has_membership)
