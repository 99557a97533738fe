"""The fonts of printed papers and the fetcher that serves them and nothing else."""

from pathlib import Path

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

_FOLDER = Path(__file__).resolve().parents[3] / "static" / "fonts" / "documents"
_FACES = {
    "Tinos-Regular.ttf": "normal normal",
    "Tinos-Bold.ttf": "bold normal",
    "Tinos-Italic.ttf": "normal italic",
    "Tinos-BoldItalic.ttf": "bold italic",
}


class BundledFonts(URLFetcher):
    """Serves ``document-font:<file>`` from the bundled fonts; any other address stops the rendering.

    No text of a document can become an address, so a request for one is a fault to be heard of, not to be passed over.
    """

    def fetch(self, url, headers=None):
        scheme, _, name = url.partition(":")
        if scheme != "document-font" or name not in _FACES:
            raise FatalURLFetchingError(f"a document asked for {url!r}")
        return URLFetcherResponse(url, (_FOLDER / name).read_bytes(), {"Content-Type": "font/ttf"})


def font_faces() -> str:
    """The ``@font-face`` rules of the bundled faces."""
    rule = "@font-face {{ font-family: Tinos; src: url(document-font:{}); font-weight: {}; font-style: {}; }}"
    return "\n".join(rule.format(name, *face.split()) for name, face in _FACES.items())
