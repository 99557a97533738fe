"""The whole sheet: head, what runs at the foot, and the parts of the document."""

from core.documents import qr
from core.documents.blocks import Document
from core.documents.pdf.blocks import markup
from core.documents.pdf.html import Element, serialise, tag
from core.documents.values import in_utc, plain


def page(document: Document) -> str:
    """The document as HTML text."""
    title = Element("title")
    title.text = plain(document.title).replace("\n", " ")
    head = tag(
        "head",
        title,
        tag("meta", name="author", content=document.author),
        tag("meta", name="dcterms.created", content=in_utc(document.created_at).isoformat(timespec="seconds")),
    )
    apart = " front" if document.bundle else ""
    parts = [
        tag("section", *(markup(block) for block in blocks), class_=orientation + apart)
        for orientation, blocks in document.sheets()
    ]
    return serialise(tag("html", head, tag("body", *_foot(document), *parts), lang="ru"))


def _foot(document: Document) -> list[Element]:
    foot = []
    if document.footer:
        foot.append(tag("div", document.footer, class_="footer"))
    if document.qr:
        code = qr.modules(document.qr)
        foot.append(tag("div", tag("div", document.qr_text, "\n", document.qr), _drawing(code), class_="qr"))
    return foot


def _drawing(code: list[list[bool]]) -> Element:
    """The code as one path of unit squares with the quiet zone round it."""
    size = len(code)
    path = "".join(f"M{x} {y}h1v1h-1z" for y, line in enumerate(code) for x, dark in enumerate(line) if dark)
    return tag(
        "svg",
        tag("path", d=path),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {size} {size}",
        shape_rendering="crispEdges",
    )
