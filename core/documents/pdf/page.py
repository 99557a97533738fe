"""The whole sheet: head, what runs at the foot, and the parts of the document."""

from core.documents.blocks import Document
from core.documents.html import Element, serialise, tag
from core.documents.pdf.blocks import markup
from core.documents.pdf.codes import code
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
    apart = " front" if document.two_sided else ""
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
        foot.append(tag("div", tag("div", document.qr_text, "\n", document.qr), code(document.qr), class_="qr"))
    return foot
