"""The two rights that belong to no app."""

import rules

rules.add_perm("core.anyone", rules.always_allow)
rules.add_perm("core.signed_in", rules.is_authenticated)
