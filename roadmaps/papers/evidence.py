"""By which document something was done, in the words of a report."""

from ..models import Evidence, Occurrence
from .wording import counted

Kind = Evidence.Kind
NONE = "не приложен"


def evidence_words(occurrence: Occurrence, *, in_full: bool) -> str:
    """Each piece of evidence on a line; without `in_full` orders by number and date, the rest counted."""
    evidence = list(occurrence.evidence.all())
    if not evidence:
        return NONE if occurrence.standing == Occurrence.State.DONE else ""
    if in_full:
        return ";\n".join(_in_full(each) for each in evidence)
    named = [f"Приказ {each.order}" for each in evidence if each.kind == Kind.ORDER]
    others = len(evidence) - len(named)
    if others:
        named.append(f"Приложено: {counted(others, 'документ', 'документа', 'документов')}")
    return ";\n".join(named)


def _in_full(evidence: Evidence) -> str:
    if evidence.kind == Kind.ORDER:
        return f"Приказ {evidence.order} «{evidence.order.title}»"
    if evidence.kind == Kind.FILE:
        return " – ".join(filter(None, (evidence.note, f"Файл «{evidence.file.name}»")))
    return " – ".join(filter(None, (evidence.note, evidence.link)))
