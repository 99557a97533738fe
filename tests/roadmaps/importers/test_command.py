"""`import_roadmap` keeps its contract: one JSON document, exit codes, nothing saved on a dry run or a refusal."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from organizations.models import Organization
from roadmaps.models import Roadmap
from roadmaps.selectors.plan import roadmap_draft

from .originals import draft_of, rebuilt, seed
from .papers import Paper, table, write_docx, write_text
from .test_layouts import FIRST
from .test_originals import rows

CONTRACT = {"title", "level", "track", "period", "status", "stamps", "sections", "warnings"}
ACCOUNT = {"source_rows", "placed_rows", "placed", "not_placed", "doubts", "columns"}


@pytest.fixture
def institution(world) -> Organization:
    return Organization.objects.filter(level="institution").first()


@pytest.fixture
def municipality(world) -> Organization:
    return Organization.objects.filter(level="municipality").first()


def run(file, organization: Organization, *options: str) -> dict:
    out = StringIO()
    call_command("import_roadmap", str(file), f"--organization={organization.slug}", "--json", *options, stdout=out)
    return json.loads(out.getvalue())


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "roadmap.docx"
    path.write_bytes(write_docx(rebuilt("kaleidoskop")))
    return path


def test_saves_a_draft(document, institution):
    told = run(document, institution)
    assert told.keys() >= CONTRACT | ACCOUNT | {"id", "organization"}
    roadmap = Roadmap.objects.get(pk=told["id"])
    assert (roadmap.organization, roadmap.state) == (institution, Roadmap.State.DRAFT)
    assert rows(roadmap_draft(roadmap)) == rows(draft_of("kaleidoskop"))
    assert told["source_rows"] == told["placed_rows"] + len(told["not_placed"]) == 29
    assert [column["role"] for column in told["columns"]] == ["number", "title", "deadline", "responsible", "result"]


def test_dry_run_saves_nothing(document, institution):
    told = run(document, institution, "--dry-run")
    assert told["id"] is None
    assert len(told["sections"]) == 4
    assert not Roadmap.objects.exists()


def test_period_of_the_options_wins(document, institution):
    told = run(document, institution, "--from", "2023-01-01", "--to", "2023-12-31")
    assert told["period"] == {"from": "2023-01-01", "to": "2023-12-31"}


def test_level_is_the_organisation_s(tmp_path, municipality):
    path = tmp_path / "order.txt"
    path.write_bytes(seed("dinskaya"))
    told = run(path, municipality)
    assert told["level"] == "municipality"
    assert [doubt["target"] for doubt in told["doubts"] if doubt["code"] == "row_torn"] == [
        "activity 1.4",
        "activity 3.5",
        "activity 5.1",
    ]


def test_told_as_text(document, institution):
    out = StringIO()
    call_command("import_roadmap", str(document), f"--organization={institution.slug}", "--dry-run", stdout=out)
    assert "1.1 Создание рабочей группы" in out.getvalue()
    assert out.getvalue().strip().endswith("29, размещено: 29, не размещено: 0.")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "нет текста"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "сохранить как"),
        ("Просто письмо".encode(), "не найдена таблица"),
        ("Дорожная карта\nМероприятие\tСрок\tОтветственный\nОбход классов\tпостоянно\tКуратор".encode(), "период"),
    ],
)
def test_refusal_ends_with_one_and_saves_nothing(tmp_path, institution, content, said):
    path = tmp_path / "file"
    path.write_bytes(content)
    with pytest.raises(CommandError) as refused:
        run(path, institution)
    assert refused.value.returncode == 1
    assert said.lower() in str(refused.value).lower()
    assert not Roadmap.objects.exists()


def test_missing_file_and_unknown_organisation_are_refused(tmp_path, document, institution):
    for path, slug in ((tmp_path / "none.docx", institution.slug), (document, "no-such")):
        with pytest.raises(CommandError) as refused:
            call_command("import_roadmap", str(path), f"--organization={slug}", "--json")
        assert refused.value.returncode == 1


def test_half_a_period_is_wrong_usage(document, institution):
    with pytest.raises(CommandError) as refused:
        run(document, institution, "--from", "2023-01-01")
    assert refused.value.returncode == 2
    with pytest.raises(CommandError):
        run(document, institution, "--from", "01.01.2023", "--to", "31.12.2023")


def test_table_of_one_row_is_a_roadmap(tmp_path, institution):
    path = tmp_path / "one.txt"
    grid = table(("Мероприятие", "Срок", "Ответственный", "Результат"), FIRST)
    path.write_bytes(write_text(Paper("Дорожная карта на 2023 год", (grid,))))
    [section] = run(path, institution)["sections"]
    assert [row["title"] for row in section["activities"]] == [FIRST[0]]
