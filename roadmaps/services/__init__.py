"""Verbs. What a person asks of a roadmap: drafting, editing, approval, versions; execution of what was approved."""
