"""Papers of a roadmap: the plan as it is approved, the report on its execution. Rows in, blocks out; no clock."""

from .execution import execution_document
from .plan import roadmap_document

__all__ = ["execution_document", "roadmap_document"]
