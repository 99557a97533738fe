"""Where the demo's data lies."""

import json
from typing import Any

from django.conf import settings

from roadmaps.drafts import RoadmapDraft

FOLDER = settings.BASE_DIR / "fixtures"
SOURCES = ("kaleidoskop", "dinskaya", "kingisepp-dshi", "hibiny", "aban")


def demo_data(name: str) -> Any:
    """fixtures/demo/<name>.json"""
    return json.loads((FOLDER / "demo" / f"{name}.json").read_text(encoding="utf-8"))


def source_roadmap(slug: str) -> RoadmapDraft:
    """One of the five source documents."""
    return RoadmapDraft.from_dict(json.loads((FOLDER / "roadmaps" / f"{slug}.json").read_text(encoding="utf-8")))
