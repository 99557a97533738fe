"""QR codes as vector drawings."""

from core.documents import qr
from core.documents.html import Element, tag


def code(content: str) -> Element:
    """The code as one path of unit squares with the quiet zone round it."""
    squares = qr.modules(content)
    size = len(squares)
    path = "".join(f"M{x} {y}h1v1h-1z" for y, line in enumerate(squares) for x, dark in enumerate(line) if dark)
    return tag(
        "svg",
        tag("path", d=path),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {size} {size}",
        shape_rendering="crispEdges",
    )
