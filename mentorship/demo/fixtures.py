"""Where the demo's data lies."""

import json
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.conf import settings

from roadmaps.drafts import RoadmapDraft

FOLDER = settings.BASE_DIR / "fixtures"
SOURCES = ("kaleidoskop", "dinskaya", "kingisepp-dshi", "hibiny", "aban")


@dataclass(frozen=True)
class Model:
    """How a source document becomes the programme of a school year.

    Texts may hold {organization}, {year} («2026–2027»), {y} and {y1}, its two calendar years.
    """

    slug: str
    title: str
    track: str
    own_title: str = ""  # for the organisation whose document it is, where the title would read badly
    names: list[str] = field(default_factory=list)  # how the document calls its own organisation
    activities: dict[str, dict[str, str]] = field(default_factory=dict)  # number -> fields that change
    orders: dict[str, str | None] = field(default_factory=dict)  # number -> title; None: the order approving the plan
    waived: dict[str, str] = field(default_factory=dict)  # number -> why it is not required


def demo_data(name: str) -> Any:
    """fixtures/demo/<name>.json"""
    return json.loads((FOLDER / "demo" / f"{name}.json").read_text(encoding="utf-8"))


@cache
def models() -> dict[str, Model]:
    """By the short code of the organisation whose document it is."""
    return {slug: Model(slug, **data) for slug, data in demo_data("programmes").items()}


@cache
def source_roadmap(slug: str) -> RoadmapDraft:
    """One of the five source documents."""
    return RoadmapDraft.from_dict(json.loads((FOLDER / "roadmaps" / f"{slug}.json").read_text(encoding="utf-8")))
