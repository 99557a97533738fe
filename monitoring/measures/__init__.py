"""What is counted: every named count, and the facts of an institution for each of them.

A measure module has `facts(work) -> Iterator[Fact]` over what `work.load` brought in a fixed number of queries.
"""

from collections.abc import Iterator, Sequence

from organizations.models import Organization

from ..models import CountingRules, Fact
from . import partners, people, practice, surveys
from .names import MEASURES, Measure, measure
from .work import load

__all__ = ["MEASURES", "Measure", "facts_of", "measure"]

MODULES = (people, partners, practice, surveys)


def facts_of(institutions: Sequence[Organization], rules: dict[int, CountingRules]) -> Iterator[Fact]:
    """The facts of institutions, each by its own rules of counting (by number of the institution), not yet saved."""
    work = load(institutions, rules)
    for module in MODULES:
        yield from module.facts(work)
