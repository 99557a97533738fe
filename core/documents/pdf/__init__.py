"""PDF through WeasyPrint: blocks -> an element tree -> pages.

The tree is built of elements, never of strings, so a name such as ``<script>`` can only be text. The one stylesheet is
ours, and the fetcher knows nothing but our fonts.
"""

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from core.documents.blocks import Document
from core.documents.pdf.fonts import BundledFonts
from core.documents.pdf.page import page
from core.documents.pdf.stylesheet import stylesheet


def render(document: Document) -> bytes:
    """The document as PDF; tagged, with its title, author and language in the file's properties."""
    fonts, fetcher = FontConfiguration(), BundledFonts()
    style = CSS(string=stylesheet(document), font_config=fonts, url_fetcher=fetcher)
    html = HTML(string=page(document), url_fetcher=fetcher)
    return html.write_pdf(stylesheets=[style], font_config=fonts, pdf_tags=True)
