"""Lists as tables, one module a subject."""
