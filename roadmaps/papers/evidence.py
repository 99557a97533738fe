"""By which document something was done, in the words of a report."""

from collections.abc import Iterator

from ..counting import Counted
from ..models import Evidence, Occurrence
from .wording import counted

Kind = Evidence.Kind
NONE = "не приложен"
MOST_NAMED = 5


def evidence_words(occurrence: Occurrence, *, in_full: bool) -> str:
    """Each piece of evidence on a line; without `in_full` orders by number and date, the rest counted.

    `occurrence.records` is what the product itself counts towards it (selectors.counting).
    """
    evidence, records = list(occurrence.evidence.all()), list(_records(occurrence.records, in_full))
    if not evidence and not records:
        return NONE if occurrence.standing == Occurrence.State.DONE else ""
    if in_full:
        return ";\n".join([*(_in_full(each) for each in evidence), *records])
    named = [f"Приказ {each.order}" for each in evidence if each.kind == Kind.ORDER]
    others = len(evidence) - len(named)
    if others:
        named.append(f"Приложено: {counted(others, 'документ', 'документа', 'документов')}")
    return ";\n".join([*named, *records])


def _records(things: list[Counted], in_full: bool) -> Iterator[str]:
    """The first few by name, the rest as a number."""
    shown = things[:MOST_NAMED] if in_full else []
    yield from (f"{thing.what}, {thing.on:%d.%m.%Y}" for thing in shown)
    rest = len(things) - len(shown)
    if rest:
        yield f"{'И ещё по' if shown else 'По'} данным учёта: {counted(rest, 'раз', 'раза', 'раз')}"


def _in_full(evidence: Evidence) -> str:
    if evidence.kind == Kind.ORDER:
        return f"Приказ {evidence.order} «{evidence.order.title}»"
    if evidence.kind == Kind.FILE:
        return " – ".join(filter(None, (evidence.note, f"Файл «{evidence.file.name}»")))
    return " – ".join(filter(None, (evidence.note, evidence.link)))
