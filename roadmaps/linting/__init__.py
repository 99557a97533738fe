"""What is doubtful in a roadmap: rules over a `RoadmapDraft`, in Russian for the person who will mend it.

`lint` runs the rules alone; `collect_warnings` joins them with the remarks stored in the draft (what a reader of the
original saw and no rule can see), in document order. A rule is silent where a remark with the same code already
speaks, so each defect is said once. Nothing is corrected: the wording stays as the document has it.

A new rule is one function in `checks` and its line in `CHECKS`. Pure Python, no Django.
"""

from .above import Above, wording_of
from .places import LintWarning
from .run import collect_warnings, lint

__all__ = ["Above", "LintWarning", "collect_warnings", "lint", "wording_of"]
