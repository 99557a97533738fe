"""Pages: the plan and its execution."""
