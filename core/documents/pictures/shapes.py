"""The shapes that drawings are made of."""

from core.documents.html import Element, tag

SVG = {"xmlns": "http://www.w3.org/2000/svg"}
_ACROSS, _HIGH = 100, 6


def bar(part: float, fill: str) -> Element:
    """A bar over `part` of its room, drawn out as wide as the room is. For eyes only: the figure stands beside."""
    width = min(max(part, 0), 1) * _ACROSS
    return tag(
        "svg",
        shape("rect", width=f"{width:.2f}", height=_HIGH, fill=f"#{fill}") if width else None,
        viewBox=f"0 0 {_ACROSS} {_HIGH}",
        preserveAspectRatio="none",
        aria_hidden="true",
        **SVG,
    )


def shape(name: str, **attributes: str | float) -> Element:
    """A shape with its attributes, of which nought is one too."""
    return tag(name, **{key: str(value) for key, value in attributes.items()})
