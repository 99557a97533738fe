"""Numbered points 1., 1.1., 1.1.1. as Word's own numbering, so that an inserted point renumbers the rest."""

from docx.oxml.ns import qn
from docx.shared import Mm

from core.documents.layout import FIRST_LINE_INDENT
from core.documents.word.xml import child

LEVELS = 9


def new_list(file) -> int:
    """The id of a new list that counts from one."""
    numbering = file.part.numbering_part.element
    scheme = _free_id(numbering, "w:abstractNum", "w:abstractNumId")
    _add_scheme(numbering, scheme)
    number = _free_id(numbering, "w:num", "w:numId")
    child(child(numbering, "w:num", numId=number), "w:abstractNumId", val=scheme)
    return number


def number_paragraph(paragraph, list_id: int, level: int) -> None:
    """Make the paragraph a point of the list; levels are counted from nought."""
    numbers = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    numbers.get_or_add_ilvl().val = level
    numbers.get_or_add_numId().val = list_id


def _free_id(numbering, tag: str, attribute: str) -> int:
    return max((int(element.get(qn(attribute))) for element in numbering.findall(qn(tag))), default=0) + 1


def _add_scheme(numbering, scheme: int) -> None:
    element = child(numbering, "w:abstractNum", abstractNumId=scheme)
    numbering.insert(0, element)  # schemes stand before the lists that use them
    child(element, "w:multiLevelType", val="multilevel")
    for level in range(LEVELS):
        definition = child(element, "w:lvl", ilvl=level)
        child(definition, "w:start", val=1)
        child(definition, "w:numFmt", val="decimal")
        child(definition, "w:suff", val="space")
        child(definition, "w:lvlText", val="".join(f"%{part + 1}." for part in range(level + 1)))
        child(definition, "w:lvlJc", val="left")
        child(child(definition, "w:pPr"), "w:ind", left=0, firstLine=int(Mm(FIRST_LINE_INDENT).twips))
