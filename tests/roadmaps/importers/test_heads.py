"""The order that approves a roadmap with its own title, and whom the roadmap is for."""

import pytest

from roadmaps.importers import Reading, read_file, understand
from roadmaps.importers.understanding.stamps import order_stamp, stamps_in

from .papers import Paper, table, write_docx

GRID = table(
    ("№", "Мероприятие", "Срок", "Ответственный"), ("1", "Издание приказа о кураторе", "май 2024", "Директор")
)
ABOUT = "«О внедрении модели наставничества в МБОУ «СОШ № 5» в 2023 году»"


@pytest.mark.parametrize(
    ("text", "document"),
    [
        (f"УТВЕРЖДЕНО приказом от 01.09.2023 № 15 {ABOUT}", f"приказом от 01.09.2023 № 15 {ABOUT}"),
        (f"УТВЕРЖДЕНА приказом МБОУ «СОШ № 5» от 01.09.2023 № 15-ОД {ABOUT} Директор А.А. Орлова", None),
        ("УТВЕРЖДЕНО приказом от 01.09.2023 № 15", "приказом от 01.09.2023 № 15"),
        ("Приложение 1 к приказу № 15 от 18.02.2022 «Об итогах»", "приказу № 15 от 18.02.2022 «Об итогах»"),
        ("УТВЕРЖДЕНО приказом от 01.09.2023 № 15 «О внедрении без конца", "приказом от 01.09.2023 № 15"),
    ],
)
def test_the_title_that_follows_the_number_in_quotes(text, document):
    [stamp] = stamps_in([text])
    assert stamp.document == (document or f"приказом МБОУ «СОШ № 5» от 01.09.2023 № 15-ОД {ABOUT}")


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ((ABOUT, "В целях развития"), f" {ABOUT}"),
        (("«О внедрении модели", "наставничества»", "Приказываю:"), " «О внедрении модели наставничества»"),
        (("О внедрении модели", "в 2023 году", "На основании письма"), " «О внедрении модели в 2023 году»"),
        (("Об итогах", "1. Утвердить план."), " «Об итогах»"),
        (("О внедрении модели",), ""),
        (("В целях развития", "приказываю:"), ""),
    ],
)
def test_the_title_of_an_order_that_the_document_begins_with(lines, title):
    stamp = order_stamp(["ПРИКАЗ", "от 01.09.2023", "№ 15", "г. Апатиты", *lines])
    assert stamp.document == f"приказ от 01.09.2023 № 15{title}"


def test_a_long_title_is_shortened_to_what_a_stamp_holds():
    [stamp] = stamps_in([f"УТВЕРЖДЕНО приказом от 01.09.2023 № 15 «О {'внедрении ' * 60}»"])
    assert len(stamp.document) <= 300
    assert stamp.document.endswith("…»")


def read(title: str, *stamp: str) -> Reading:
    return understand(read_file(write_docx(Paper(f"{title} на 2023-2024 учебный год", (GRID,), (stamp, ("",))))))


@pytest.mark.parametrize(
    ("title", "stamp", "track"),
    [
        ("Дорожная карта наставничества обучающихся", "", "students"),
        ("План наставничества педагогических работников", "", "staff"),
        ("План наставничества педагогов и обучающихся", "", "both"),
        ("Дорожная карта", "УТВЕРЖДЕНО приказом от 01.09.2023 № 15 «О наставничестве педагогов»", "staff"),
    ],
)
def test_whom_it_is_for(title, stamp, track):
    reading = read(title, stamp)
    assert reading.draft.track == track
    assert "track_assumed" not in {doubt.code for doubt in reading.doubts}


def test_a_title_that_does_not_say_whom_it_is_for_is_doubted():
    assert "track_assumed" in {doubt.code for doubt in read("Дорожная карта наставничества").doubts}
