"""Questions about roadmaps that span tables: the plan, its people, the difference between two versions."""
