"""Everything that writes, one module for each subject: atomic, audited, keyword-only."""
