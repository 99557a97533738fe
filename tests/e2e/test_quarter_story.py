"""A quarter, as its people live it: opened, filled in by twelve, returned by a cell, accepted, put together.

Two institutions go their whole way in the browser; the others hand in through the same services. A browser cannot be
told another date, so the day goes by through what has been done: it is dated a day back.
"""

import re
from datetime import timedelta
from io import BytesIO

import docx
import openpyxl
import pytest
from django.db.models import F
from django.utils import timezone
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import Locator, expect

from monitoring.models import ReportingPeriod, Submission
from organizations.models import Organization

from ..core.documents.papers import docx_texts, pdf_pages
from ..factories import PASSWORD
from .conftest import Visitor
from .quarter import CHILDREN, INSTITUTIONS, MENTEE, MENTOR, QUARTER, TODAY, WHY, QuarterWorld, make_quarter_world

DAY = timedelta(days=1)
SLOW = 120_000  # milliseconds for a report, which is made before the page answers
LAST = TODAY + timedelta(days=20)
State = Submission.State


@pytest.fixture
def quarter(transactional_db) -> QuarterWorld:
    return make_quarter_world()


def test_from_the_opening_to_the_consolidated_report(quarter, visit, worker):
    world, first, second = quarter.world, quarter.schools[0], quarter.schools[1]
    above = visit(world.methodologist.email)
    period = open_period(above)
    ours, theirs = (visit(quarter.people[each].curator.email) for each in (first, second))
    directors = {each: visit(quarter.people[each].director.email) for each in (first, second)}

    fill_in(ours, period)
    send(ours)
    sign(directors[first], period, first)
    for school in quarter.schools[2:]:
        quarter.hand_in(period, school, timezone.now())
    let_a_day_go_by(period)
    see_who_is_missing(above, period, second)

    fill_in(theirs, period)
    explain_the_jump(theirs)
    send(theirs)
    sign(directors[second], period, second)
    read_the_explanation(above, period)

    return_by_a_cell(above, period, first)
    correct(ours)
    sign(directors[first], period, first)
    see_the_difference(above, period, first)
    for school in quarter.schools[:2]:
        accept(above, period, school)
    quarter.accept_others(period)
    assert numbers_of(above, period) == [INSTITUTIONS, INSTITUTIONS, INSTITUTIONS - 1, INSTITUTIONS]

    shown = figures_on_screen(above, period, quarter.schools)
    check_pdf(take(above, period, "PDF, для печати"), shown)
    check_xlsx(take(above, period, "Таблица Excel"), shown)
    check_docx(take(above, period, "Word, для правки"), shown)


def open_period(above: Visitor) -> ReportingPeriod:
    """The quarter that has ended last is offered; only the days of handing in are set."""
    above.open("/monitoring/")
    link(above, "Новый период").click()
    days = {"opens_on": TODAY - 9 * DAY, "due_on": TODAY, "late_after": TODAY, "closes_on": LAST}
    for name, day in days.items():
        above.page.fill(f"[name={name}]", day.isoformat())
    press(above, "Открыть период")
    period = ReportingPeriod.objects.latest("pk")
    assert (period.code, period.indicators.count()) == (str(QUARTER), 10)
    expect(above.page.locator("main tbody tr")).to_have_count(INSTITUTIONS)
    return period


def fill_in(curator: Visitor, period: ReportingPeriod) -> None:
    """From the first page to the figures: what was counted stays, what nobody counts is entered with a reason."""
    curator.open("/")
    curator.page.locator("main").get_by_role("link", name=period.title).first.click()
    link(curator, "Рассчитать показатели").click()
    press(curator, "Рассчитать показатели")
    expect(curator.page.locator("main")).to_contain_text("Нет числа")
    link(curator, "Заполнить показатели").click()
    numbers = curator.page.locator("input[name^=numerator_]")
    for place in range(numbers.count()):
        if not numbers.nth(place).input_value():
            numbers.nth(place).fill("0")
            curator.page.locator("input[name^=reason_]").nth(place).fill(WHY)
    press(curator, "Сохранить")


def explain_the_jump(curator: Visitor) -> None:
    """The check does not let it through to the director before it is explained."""
    main = curator.page.locator("main")
    expect(main).to_contain_text(re.compile("Было 3, стало 6: изменение больше чем на 33 %"))
    expect(main.get_by_role("link", name="Направить на подпись")).to_have_count(0)
    link(curator, "Заполнить показатели").click()
    jumped = curator.page.locator(".figure-entry", has_text="изменение больше чем")
    for place in range(jumped.count()):
        jumped.nth(place).get_by_label("Примечание").fill("Открыт кружок робототехники, три новые пары")
    press(curator, "Сохранить")
    expect(main).to_contain_text("Открыт кружок робототехники")


def read_the_explanation(above: Visitor, period: ReportingPeriod) -> None:
    """What jumped stands on the board with the words of the institution."""
    above.open(period.get_absolute_url())
    jumps = above.page.locator("section[aria-labelledby=jumps]")
    expect(jumps).to_contain_text("Открыт кружок робототехники, три новые пары")
    expect(jumps.locator(".tone-bad")).to_have_count(0)


def send(curator: Visitor) -> None:
    link(curator, "Направить на подпись").click()
    press(curator, "Отправить руководителю")


def sign(director: Visitor, period: ReportingPeriod, school: Organization) -> None:
    """From the first page to the signature under a password."""
    director.open("/")
    director.page.locator("main").get_by_role("link", name=period.title).first.click()
    link(director, "Подписать и сдать").click()
    director.page.fill("[name=password]", PASSWORD)
    press(director, "Подписать и сдать")
    submission = newest(period, school)
    assert submission.state == State.SUBMITTED
    expect(director.page.locator(".hash")).to_have_text(submission.sha256)


def let_a_day_go_by(period: ReportingPeriod) -> None:
    """The term has passed; what was handed in came before it had."""
    days = ("opens_on", "due_on", "late_after", "closes_on")
    ReportingPeriod.objects.filter(pk=period.pk).update(**{name: F(name) - DAY for name in days})
    Submission.objects.filter(period=period).update(submitted_at=F("submitted_at") - DAY)


def see_who_is_missing(above: Visitor, period: ReportingPeriod, school: Organization) -> None:
    """By name, on the board and in a report made meanwhile."""
    above.open(period.get_absolute_url())
    expect(above.page.locator(".notice")).to_have_text(f"Срок прошёл, не сдали: {school.short_name}.")
    assert numbers_of(above, period) == [INSTITUTIONS, INSTITUTIONS - 1, INSTITUTIONS - 1, 0]
    text = words(pdf_pages(take(above, period, "PDF, для печати")))
    assert f"Не сдали отчёт и в итоги не вошли: {school.short_name}." in text


def return_by_a_cell(above: Visitor, period: ReportingPeriod, school: Organization) -> None:
    open_answer(above, period, school)
    link(above, "Вернуть").click()
    above.page.get_by_label(re.compile(r"^Замечание, 1\. ")).fill("Сверьте с приказом № 1-од")
    press(above, "Вернуть с замечаниями")
    expect(above.page.locator("tr", has_text=school.short_name).first).to_contain_text("возвращено")
    versions = Submission.objects.filter(period=period, organization=school)
    assert [each.state for each in versions] == [State.RETURNED, State.RETURNED]
    assert [each.is_editable for each in versions] == [True, False]  # the newest first


def correct(curator: Visitor) -> None:
    """The returned cell alone is marked; the remark is answered, the number corrected with a reason."""
    curator.open("/")
    curator.page.locator("main a[href^='/monitoring/submissions/']").first.click()
    returned = curator.page.locator("tr.is-returned")
    expect(returned).to_have_count(1)
    expect(returned).to_contain_text("Дети 10–19 лет – наставляемые")
    link(curator, "Ответить").click()
    curator.page.fill("[name=answer]", "Одна пара закреплена приказом № 2-од, исправлено")
    press(curator, "Сохранить")
    link(curator, "Заполнить показатели").click()
    entry = curator.page.locator(".figure-entry.is-returned")
    entry.get_by_label("Числитель").fill("3")
    entry.get_by_label("Почему другое число").fill("Приказ № 2-од внесён позже отчётной даты")
    entry.get_by_label("Примечание").fill("Уточнено по приказу")
    press(curator, "Сохранить")
    send(curator)


def see_the_difference(above: Visitor, period: ReportingPeriod, school: Organization) -> None:
    open_answer(above, period, school)
    main = above.page.locator("main")
    expect(main).to_contain_text("Изменено по сравнению с предыдущей версией")
    expect(main.locator(".change-numbers").first).to_have_text("2 / 100 → 3 / 100")
    expect(main).to_contain_text("Одна пара закреплена приказом № 2-од, исправлено")
    assert Submission.objects.get(period=period, organization=school, version=1).frozen["figures"][0]["value"] == "2"


def accept(above: Visitor, period: ReportingPeriod, school: Organization) -> None:
    open_answer(above, period, school)
    link(above, "Принять").click()
    press(above, "Принять")
    assert newest(period, school).state == State.ACCEPTED


def open_answer(above: Visitor, period: ReportingPeriod, school: Organization) -> None:
    above.open(period.get_absolute_url())
    above.page.locator("main tbody").get_by_role("link", name=school.short_name, exact=True).click()


def numbers_of(above: Visitor, period: ReportingPeriod) -> list[int]:
    """Expected, submitted, in time, accepted."""
    above.open(period.get_absolute_url())
    return [int(number) for number in above.page.locator("dl.figures dd").all_inner_texts()[:4]]


def figures_on_screen(above: Visitor, period: ReportingPeriod, schools: list[Organization]) -> dict[str, list[int]]:
    """By name of the institution its mentees of 10 to 19 and children of that age, as the methodologist reads them."""
    shown = {}
    for school in schools:
        above.open(newest(period, school).get_absolute_url())
        cells = above.page.locator(".figures-table tbody tr").first.locator("td.number").all_inner_texts()
        shown[school.short_name] = [int(cell) for cell in cells[:2]]
    assert list(shown.values())[:2] == [[3, 100], [6, 100]]
    return shown


def take(above: Visitor, period: ReportingPeriod, format: str) -> bytes:
    """The consolidated report, asked for on the page of the period."""
    above.open(period.get_absolute_url())
    menu = above.page.locator("details.menu", has_text="Сводный отчёт")
    menu.locator("summary").click()
    menu.get_by_role("button", name=format).click(timeout=SLOW)
    with above.page.expect_download() as download:
        link(above, "Скачать").click()
    return download.value.path().read_bytes()


def check_pdf(pdf: bytes, shown: dict[str, list[int]]) -> None:
    text = words(pdf_pages(pdf))
    for school, (part, whole) in shown.items():
        assert re.search(rf"{school} .{{0,120}}?принят", text), school
        assert f"{whole} {part} {part / whole:.1%}".replace(".", ",").replace("%", " %") in text
    parts, wholes = total_of(shown)
    assert f"{wholes:,} {parts} ".replace(",", " ") in text
    assert f"В отчёте {INSTITUTIONS} организаций: сдали отчёт {INSTITUTIONS}, из них принято {INSTITUTIONS}." in text
    assert "Не сдали отчёт" not in text
    no_names(text)


def check_xlsx(workbook: bytes, shown: dict[str, list[int]]) -> None:
    """Every institution's own figures in its line, live sums below and shares beside them."""
    book = openpyxl.load_workbook(BytesIO(workbook))
    sheet = book["Сводная форма"]
    lines = {row[1].value: row for row in sheet.iter_rows() if row[1].value in (*shown, "Итого")}
    place = next(cell.column for cell in lines["Школа № 1"] if cell.value == CHILDREN["children_10_19"]) - 1
    assert {name: [lines[name][place + 1].value, lines[name][place].value] for name in shown} == shown
    first, last = (lines[name][place + 1].coordinate for name in (f"Школа № {n}" for n in (1, INSTITUTIONS)))
    assert lines["Итого"][place + 1].value == f"=SUM({first}:{last})"
    assert sheet.print_title_rows and sheet.freeze_panes
    no_names(" ".join(texts_of(each) for each in book))


def check_docx(file: bytes, shown: dict[str, list[int]]) -> None:
    text = words(docx_texts(docx.Document(BytesIO(file))))
    for school in shown:
        assert school in text
    parts, wholes = total_of(shown)
    assert f"{parts / wholes:.1%}".replace(".", ",").replace("%", " %") in text
    no_names(text)


def total_of(shown: dict[str, list[int]]) -> tuple[int, int]:
    parts, wholes = zip(*shown.values(), strict=True)
    return sum(parts), sum(wholes)


def texts_of(sheet: Worksheet) -> str:
    return " ".join(str(value) for row in sheet.iter_rows(values_only=True) for value in row if value is not None)


def no_names(text: str) -> None:
    assert not [name for name in (MENTOR, MENTEE) if name in text]


def words(pages: list[str]) -> str:
    return " ".join(" ".join(pages).replace("\xa0", " ").split())


def newest(period: ReportingPeriod, school: Organization) -> Submission:
    return Submission.objects.filter(period=period, organization=school).first()


def link(visitor: Visitor, name: str) -> Locator:
    return visitor.page.locator("main").get_by_role("link", name=name, exact=True).first


def press(visitor: Visitor, name: str) -> None:
    visitor.page.locator("main").get_by_role("button", name=name, exact=True).first.click()
    visitor.page.wait_for_load_state()
