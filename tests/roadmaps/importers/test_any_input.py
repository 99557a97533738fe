"""Whatever comes in, the importer answers with a reading that accounts for every record, or with its own refusal."""

import io
import zipfile
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roadmaps.importers import ImportRefused, Role, SourceDocument, read_file, read_pasted, understand
from roadmaps.importers.source import Cell, Line, Paragraph, Row, Table

from .originals import rebuilt, seed
from .papers import WRITERS

PERIOD = (date(2023, 9, 1), date(2024, 8, 31))
CALM = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))
WORDS = st.sampled_from(
    [
        *("", "№", "1", "1.", "1.1", "2.3.", "IV", "Этап 2.", "Мероприятие", "Срок", "Ответственный", "Результат"),
        *("Раздел", "до 15.04.2022", "Май", "ежегодно", "Куратор", "Иванова И.И.", "Приказ № 5", "- шаг;", "•", "---"),
        *(
            "1) один 2) два",
            "УТВЕРЖДАЮ",
            "План мероприятий на 2023 год",
            "Задача этапа - цель",
            "показателей»",
            "«начало",
        ),
        *("(", "а:", "\t", "|", "<p>текст</p>", "<ul><li>x", "**", "&amp;", "Примечание:", "Директор А.А. Петров"),
        "Приложение 1 к приказу",
    ]
)
TEXTS = st.one_of(WORDS, st.text(max_size=30), st.lists(WORDS, max_size=5).map(" ".join))
LINES = st.builds(
    Line, TEXTS, marker=st.sampled_from(["", "", "•", "1.", "а)"]), level=st.integers(0, 3), bold=st.booleans()
)


@st.composite
def rows(draw) -> Row:
    cells, column = [], 0
    for _ in range(draw(st.integers(1, 7))):
        span = draw(st.sampled_from([1, 1, 1, 2, 4]))
        above = draw(st.sampled_from([False, False, False, True]))
        lines = () if above else tuple(draw(st.lists(LINES, max_size=3)))
        cells.append(Cell(lines, column, span, above))
        column += span
    return Row(tuple(cells), "строка", draw(st.booleans()))


DOCUMENTS = st.lists(
    st.one_of(
        st.builds(Paragraph, st.lists(LINES, min_size=1, max_size=3).map(tuple), st.just("абзац"), st.booleans()),
        st.builds(Table, st.lists(rows(), max_size=8).map(tuple)),
    ),
    max_size=6,
).map(lambda blocks: SourceDocument("docx", tuple(blocks)))


def check(read, *given_) -> None:
    try:
        reading = understand(read(*given_), otherwise=PERIOD)
    except ImportRefused:
        return
    assert reading.source_rows == len(reading.placed) + len(reading.not_placed)
    assert reading.draft.title
    assert all(section.title for section in reading.draft.sections)
    assert all(row.title for section in reading.draft.sections for row in section.activities)


@CALM
@given(st.binary(max_size=2_000))
def test_any_bytes(data):
    check(read_file, data)


@CALM
@given(st.lists(st.lists(TEXTS, max_size=7).map("\t".join), max_size=12).map("\n".join))
def test_any_lines(text):
    check(read_pasted, text)


@CALM
@given(st.text(max_size=400))
def test_any_text(text):
    check(read_pasted, text)


@settings(CALM, max_examples=300)
@given(DOCUMENTS)
def test_any_document(source):
    check(lambda: source)


@CALM
@given(DOCUMENTS, st.dictionaries(st.integers(0, 8), st.sampled_from(list(Role)), max_size=6))
def test_any_columns_by_hand(source, roles):
    try:
        understand(source, roles=roles, otherwise=PERIOD)
    except ImportRefused:
        return


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return {kind: write(rebuilt("kaleidoskop")) for kind, write in WRITERS.items()}


@pytest.mark.parametrize("kind", WRITERS)
@settings(CALM, max_examples=40)
@given(data=st.data())
def test_spoilt_files(kind, files, data):
    """Bytes changed, cut out and put in."""
    spoilt = bytearray(files[kind])
    for _ in range(data.draw(st.integers(1, 12))):
        at = data.draw(st.integers(0, len(spoilt) - 1))
        spoilt[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=20))
    check(read_file, bytes(spoilt))


@settings(CALM, max_examples=40)
@given(data=st.data())
@pytest.mark.parametrize(("kind", "part"), [("docx", "word/document.xml"), ("xlsx", "xl/worksheets/sheet1.xml")])
def test_spoilt_parts(kind, part, files, data):
    """The same inside the container, where the checksums of the archive do not help."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(files[kind])) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            content = source.read(name).decode("utf-8", "replace") if name == part else source.read(name)
            if name == part:
                at = data.draw(st.integers(0, len(content)))
                piece = data.draw(
                    st.sampled_from(["", "<w:tc>", "</w:tr>", "<w:vMerge/>", 'w:val="9999"', "<c t='s'>", "999999"])
                )
                content = (content[:at] + piece + content[at + data.draw(st.integers(0, 30)) :]).encode()
            target.writestr(name, content)
    check(read_file, stream.getvalue())


@CALM
@given(data=st.data())
def test_seeds_with_lines_lost_and_shuffled(data):
    lines = seed(data.draw(st.sampled_from(["kaleidoskop", "hibiny", "dinskaya"]))).decode().split("\n")
    kept = data.draw(st.lists(st.sampled_from(lines), max_size=60))
    check(read_pasted, "\n".join(kept))
