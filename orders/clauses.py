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


def to_lines(clauses: Sequence[dict], level: int = 1) -> list[tuple[int, str]]:
    """The clauses of a row one under another, each with its depth: 1 for «1.», 2 for «1.1.»."""
    lines = []
    for clause in clauses:
        lines.append((level, clause["text"]))
        lines += to_lines(clause["points"], level + 1)
    return lines


def from_lines(lines: Sequence[tuple[int, str]]) -> list[Clause]:
    """The clauses that such lines mean; a line deeper than the one before it by more than one is put just under it."""
    roots: list[dict] = []
    path: list[dict] = []
    for level, text in lines:
        node = {"text": text, "points": []}
        del path[max(0, min(level, len(path) + 1) - 1) :]
        (path[-1]["points"] if path else roots).append(node)
        path.append(node)
    return from_json(roots)
