"""The five source documents: their drafts and their original texts in tests/data/seeds."""

import json
import re
from pathlib import Path

from roadmaps.drafts import ActivityDraft, RoadmapDraft

ROOT = Path(__file__).resolve().parents[2]
SLUGS = ("kaleidoskop", "dinskaya", "kingisepp-dshi", "hibiny", "aban")
COLUMNS = {  # the order of the cells after the one that holds number and title
    "kaleidoskop": ("deadline", "responsible", "result"),
    "dinskaya": ("deadline", "responsible", "result"),
    "hibiny": ("deadline", "responsible", "result"),
    "aban": ("result", "deadline", "responsible"),
}


def draft_of(slug: str) -> RoadmapDraft:
    return RoadmapDraft.from_dict(json.loads(fixture_text(slug)))


def fixture_text(slug: str) -> str:
    return (ROOT / "fixtures" / "roadmaps" / f"{slug}.json").read_text(encoding="utf-8")


def original_lines(slug: str) -> list[str]:
    """The document's roadmap alone: of order № 344 only annex 1, up to the planned results of annex 2."""
    text = (ROOT / "tests" / "data" / "seeds" / f"{slug}.txt").read_text(encoding="utf-8")
    if slug == "dinskaya":
        text = text[text.index("**План мероприятий") : text.index("**Планируемые результаты")]
    return [clean(line) for line in text.split("\n")]


def clean(text: str) -> str:
    """Without mark-up and with single spaces; the tabs between cells stay."""
    text = re.sub(r"</?[bi]>|\*\*", "", text)
    text = re.sub(r"<[^>]+>", " ", text)
    return re.sub(r"[^\S\t]+", " ", text).strip(" ")


def words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text)


def activities(draft: RoadmapDraft) -> dict[str, ActivityDraft]:
    return {activity.number: activity for section in draft.sections for activity in section.activities}


def cells(activity: ActivityDraft) -> list[tuple[str, str]]:
    """Every text of a row with the name of its cell."""
    return [
        ("title", activity.title),
        *(("step", step) for step in activity.steps),
        ("deadline", activity.deadline),
        *(("responsible", item.text) for item in activity.responsible),
        ("result", activity.result),
    ]


def everything_said(draft: RoadmapDraft) -> list[str]:
    """Every text but the stamps, which have their own test."""
    said = [draft.title]
    for section in draft.sections:
        said += [section.title, section.goal, section.result]
        said += [text for activity in section.activities for _, text in cells(activity)]
    return said
