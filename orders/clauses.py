"""Clauses between their two lives: blocks of a paper and JSON of a row ({"text", "points": [the same]})."""

from collections.abc import Sequence

from core.documents import Clause


def to_json(clauses: Sequence[Clause | str]) -> list[dict]:
    """Clauses as a row keeps them; a bare string is a clause without points."""
    return [_plain(Clause(clause) if isinstance(clause, str) else clause) for clause in clauses]


def _plain(clause: Clause) -> dict:
    return {"text": clause.text, "points": to_json(clause.points)}


def from_json(rows: Sequence[dict]) -> list[Clause]:
    """Clauses as a paper prints them."""
    return [Clause(row["text"], from_json(row["points"])) for row in rows]
