"""WHO: the organisation tree (region > municipality > institution), users, memberships with roles, invitations.

A person may hold several memberships in several places; at any moment they act as one of them (`user.acting`), and
both what they see (`user.scope_path`) and what they may do (rules.py) follow from it. Stands on core.
"""
