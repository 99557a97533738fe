"""What the tests of the plan share: drafts as plain data, the fixtures' documents, a roadmap on its way."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from roadmaps.drafts import ActivityDraft, ResponsibleDraft, RoadmapDraft, SectionDraft, StampDraft
from roadmaps.models import Roadmap
from roadmaps.selectors.plan import roadmap_draft, with_occurrences, with_plan
from roadmaps.services import approval
from roadmaps.services.drafting import create_roadmap

from ..factories import NOW

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "roadmaps"
SLUGS = ("kaleidoskop", "dinskaya", "kingisepp-dshi", "hibiny", "aban")


def source_document(slug: str) -> RoadmapDraft:
    return RoadmapDraft.from_dict(json.loads((FIXTURES / f"{slug}.json").read_text(encoding="utf-8")))


def draft(**fields) -> RoadmapDraft:
    """Two sections of two activities for the school year 2026–2027; `fields` replace the roadmap's own."""
    return replace(
        RoadmapDraft(
            title="Дорожная карта школы на 2026–2027 учебный год",
            level="institution",
            track="students",
            period_from=date(2026, 9, 1),
            period_to=date(2027, 8, 31),
            stamps=(
                StampDraft(
                    "agreed", "СОГЛАСОВАНО", "А. Н. Грецкий", "Председатель", "протокол № 1", date(2026, 8, 30)
                ),
            ),
            sections=(
                SectionDraft(
                    "1",
                    "Подготовка",
                    activities=(
                        ActivityDraft(
                            "1.1", "Назначение куратора", "до 15.09.2026", result="Приказ", document_kind="order"
                        ),
                        ActivityDraft(
                            "1.2",
                            "Анкетирование",
                            "Сентябрь - октябрь 2026",
                            steps=("учеников", "учителей"),
                            responsible=(ResponsibleDraft("role", "Куратор"), ResponsibleDraft("text", "Наставники")),
                        ),
                    ),
                ),
                SectionDraft(
                    "2",
                    "Работа пар",
                    activities=(
                        ActivityDraft("2.1", "Встречи", "раз в месяц"),
                        ActivityDraft("2.2", "Отчёт", "до 15.05.2027"),
                    ),
                ),
            ),
        ),
        **fields,
    )


def drafted(world, **fields) -> Roadmap:
    return create_roadmap(draft(**fields), organization=world.a1, by=world.curator, at=NOW)


def submitted(world, **fields) -> Roadmap:
    roadmap = drafted(world, **fields)
    approval.submit_roadmap(roadmap, by=world.curator, at=NOW)
    return roadmap


def approved(world, **fields) -> Roadmap:
    roadmap = submitted(world, **fields)
    approval.approve_roadmap(roadmap, number=None, signed_on=NOW.date(), by=world.director, at=NOW)
    return roadmap


def fetched(roadmap: Roadmap) -> Roadmap:
    """The roadmap as a page reads it."""
    return with_occurrences(with_plan(Roadmap.objects.filter(pk=roadmap.pk))).get()


def draft_of(roadmap: Roadmap) -> RoadmapDraft:
    return roadmap_draft(fetched(roadmap))
