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

rules.add_perm("notifications.read_inbox", rules.is_authenticated)
rules.add_perm("notifications.list_letters", has_membership & is_administrator)
rules.add_perm("notifications.retry_letter", has_membership & is_administrator)
rules.add_perm(
    "notifications.change_escalation",
    within_scope & (is_administrator | in_own_organization & (keeps_programme | is_director)),
)
