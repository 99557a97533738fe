"""Pages: `tree` of organisations, `people` and the audit trail, `invitations`, `account` for one's own things."""
