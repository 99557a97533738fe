"""The shape of input: the plan and its execution."""
