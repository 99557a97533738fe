"""Who may: the inbox is one's own; the outbox of the whole product is the administrator's."""

import rules

from organizations.rules import has_membership, is_administrator

rules.add_perm("notifications.read_inbox", rules.is_authenticated)
rules.add_perm("notifications.list_letters", has_membership & is_administrator)
rules.add_perm("notifications.retry_letter", has_membership & is_administrator)
