"""A roadmap as plain data: what a file, a form or a fixture says before it becomes rows.

Every way in (fixtures/roadmaps/*.json, the importers, «copy from the municipality») ends in a `RoadmapDraft`, and
`roadmaps.services.drafting.create_roadmap` is the only door from a draft to the database. Pure Python, no Django.
Wordings are kept exactly as the source has them, slips included; what is wrong with them is said in `remarks`.
"""

import datetime
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class StampDraft:
    """An approval stamp: `wording` as printed («УТВЕРЖЕНО»), `document` its ground («приказом … № 246»).

    `kind` is approve, approved_by_order, agreed, adopted, considered or signed, as in `ApprovalStamp.Kind`.
    """

    kind: str
    wording: str = ""
    who: str = ""  # a person («А.Н. Грецкий») or a body («Педагогический совет»)
    position: str = ""
    document: str = ""
    date: datetime.date | None = None
    side: str = "right"  # left | right | bottom (the signature under the table)


@dataclass(frozen=True)
class ResponsibleDraft:
    """One responsible out of a cell: a named person, a role («куратор»), a unit («МКУ ИМС») or free text."""

    kind: str  # person | role | unit | text
    text: str


@dataclass(frozen=True)
class RemarkDraft:
    """Something wrong in the source document, kept beside the wording it concerns and never corrected silently."""

    code: str
    message: str  # Russian, says what is wrong and what to do


@dataclass(frozen=True)
class EventDraft:
    """An event of the deadline and what it is tied to: a source and parameter of roadmaps/events/."""

    event: str  # as the phrase has it: «издания приказа о внедрении»
    source: str
    parameter: str = ""
    suggested: bool = False  # by the words; nobody has confirmed it


@dataclass(frozen=True)
class ActivityDraft:
    number: str
    title: str
    deadline: str = ""
    place: str = ""
    steps: tuple[str, ...] = ()
    responsible: tuple[ResponsibleDraft, ...] = ()
    result: str = ""
    document_kind: str = ""  # a value of roadmaps.models.DocumentKind or ""
    note: str = ""
    remarks: tuple[RemarkDraft, ...] = ()
    dates_by_hand: tuple[dict, ...] = ()  # {"opens": ISO date or None, "due": ISO date}, instead of the phrase's
    events: tuple[EventDraft, ...] = ()
    uid: str = ""  # of the row that this one is a version or a copy of; empty gives a new one


@dataclass(frozen=True)
class SectionDraft:
    number: str
    title: str
    goal: str = ""  # «Задача этапа»
    result: str = ""  # «Результат этапа»
    activities: tuple[ActivityDraft, ...] = ()
    remarks: tuple[RemarkDraft, ...] = ()
    uid: str = ""


@dataclass(frozen=True)
class RoadmapDraft:
    title: str
    level: str  # institution | municipality | region
    track: str  # students | staff | both
    period_from: datetime.date
    period_to: datetime.date
    stamps: tuple[StampDraft, ...] = ()
    sections: tuple[SectionDraft, ...] = ()
    remarks: tuple[RemarkDraft, ...] = ()

    def to_dict(self) -> dict:
        """The draft as JSON-ready data; dates are ISO 8601 strings."""
        return _isoformat(asdict(self))

    @classmethod
    def from_dict(cls, data: dict) -> "RoadmapDraft":
        """Reads what `to_dict` writes. Raises KeyError or TypeError on a missing or unknown key."""
        data = dict(data)
        data["period_from"] = datetime.date.fromisoformat(data["period_from"])
        data["period_to"] = datetime.date.fromisoformat(data["period_to"])
        data["stamps"] = tuple(_stamp(item) for item in data.get("stamps", ()))
        data["sections"] = tuple(_section(item) for item in data.get("sections", ()))
        data["remarks"] = _remarks(data)
        return cls(**data)


def _isoformat(value):
    if isinstance(value, dict):
        return {key: _isoformat(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_isoformat(item) for item in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


def _stamp(data: dict) -> StampDraft:
    day = data.get("date")
    return StampDraft(**{**data, "date": datetime.date.fromisoformat(day) if day else None})


def _remarks(data: dict) -> tuple[RemarkDraft, ...]:
    return tuple(RemarkDraft(**item) for item in data.get("remarks", ()))


def _section(data: dict) -> SectionDraft:
    activities = tuple(_activity(item) for item in data.get("activities", ()))
    return SectionDraft(**{**data, "activities": activities, "remarks": _remarks(data)})


def _activity(data: dict) -> ActivityDraft:
    return ActivityDraft(
        **{
            **data,
            "steps": tuple(data.get("steps", ())),
            "responsible": tuple(ResponsibleDraft(**item) for item in data.get("responsible", ())),
            "remarks": _remarks(data),
            "dates_by_hand": tuple(data.get("dates_by_hand", ())),
            "events": tuple(EventDraft(**item) for item in data.get("events", ())),
        }
    )
