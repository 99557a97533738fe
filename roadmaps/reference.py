"""The model roadmaps that come with the product (fixtures/models/): reference data for every organisation.

Their wording names no institution and their deadlines no year, so one file serves every school year. Rows keep the
`uid` of the file wherever they are adopted: by it the adopted row is known again. Pure reading, no table.
"""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.conf import settings

from .drafts import RoadmapDraft

FOLDER = settings.BASE_DIR / "fixtures" / "models"


@dataclass(frozen=True)
class ReferenceModel:
    """One file: `name` and `about` are for the choice among models, `title` is how the roadmap calls itself."""

    code: str
    name: str
    about: str
    title: str
    track: str
    sections: tuple[dict[str, Any], ...]

    def draft(self, *, level: str, period_from: date, period_to: date) -> RoadmapDraft:
        """The model as the roadmap of an organisation of this level for this period."""
        return RoadmapDraft.from_dict(
            {
                "title": self.title,
                "level": level,
                "track": self.track,
                "period_from": period_from.isoformat(),
                "period_to": period_to.isoformat(),
                "sections": self.sections,
            }
        )

    @property
    def size(self) -> int:
        """The number of activities."""
        return sum(len(section["activities"]) for section in self.sections)


def reference_models() -> list[ReferenceModel]:
    """Every model, those for students first."""
    return sorted(_by_code().values(), key=lambda model: (model.track != "students", model.name))


def reference_model(code: str) -> ReferenceModel | None:
    """The model of this code; None when there is no such file."""
    return _by_code().get(code)


@cache
def _by_code() -> dict[str, ReferenceModel]:
    read = (json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json")))
    return {data["code"]: ReferenceModel(**{**data, "sections": tuple(data["sections"])}) for data in read}
