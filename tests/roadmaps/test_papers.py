"""The papers of a roadmap: what stands where, in the words of the source documents."""

from datetime import date

import pytest

from core.documents import Document, KeyValues, Note, Paragraph, Signature, Stamps, Steps, Table, render
from organizations.models import Membership
from roadmaps.models import Activity, ApprovalStamp, Occurrence, Responsible, Roadmap, Section
from roadmaps.papers import execution_document, roadmap_document
from roadmaps.papers.wording import counted, date_on_its_own_line, unbroken
from roadmaps.selectors.as_of import in_force_on

from ..core.documents.papers import pdf_pages, pdf_sizes
from ..factories import NOW, make_roadmap
from ..orders.factories import make_paper_order

DUE = date(2027, 4, 15)
LATER = date(2027, 5, 1)
EARLIER = date(2027, 4, 16)


def blocks(document: Document, kind: type) -> list:
    return [block for block in document.blocks if isinstance(block, kind)]


def rows(table: Table) -> list[list]:
    return [[cell.text for cell in table.cells(row)] for row in table.rows]


@pytest.fixture
def roadmap(world) -> Roadmap:
    return make_roadmap(world.a1, title="Дорожная карта школы")


def add_stamp(roadmap: Roadmap, **fields) -> None:
    ApprovalStamp.objects.create(roadmap=roadmap, **fields)


def plan(roadmap: Roadmap) -> Table:
    (table,) = blocks(roadmap_document(roadmap), Table)
    return table


# --- the plan ------------------------------------------------------------------------------------------------------


def test_the_table_has_the_columns_of_the_paper(roadmap):
    Responsible.objects.create(activity=Activity.objects.first(), kind="role", text="Куратор")
    assert [column.title for column in plan(roadmap).columns] == [
        "№ п/п",
        "Наименование мероприятия",
        "Срок реализации",
        "Ответственный исполнитель",
        "Результат. Вид документа",
    ]


def test_a_column_that_nobody_filled_is_left_out(roadmap):
    Activity.objects.update(result="")
    assert [column.title for column in plan(roadmap).columns][2:] == ["Срок реализации"]


def test_a_place_stands_beside_the_deadline(roadmap):
    Activity.objects.filter(number="1.1").update(place="актовый зал")
    table = plan(roadmap)
    assert table.columns[2].title == "Сроки / место проведения"
    assert rows(table)[1][2] == "до 15.04.2027\nактовый зал"


def test_a_stage_has_its_task_and_its_result(roadmap):
    Section.objects.update(title="Этап 1. Подготовка условий", goal="создать условия", result="дорожная карта")
    assert rows(plan(roadmap))[:3] == [
        ["Этап 1. Подготовка условий"],
        ["Задача этапа – создать условия"],
        ["Результат этапа – дорожная карта"],
    ]


def test_steps_stand_under_their_activity(roadmap):
    Activity.objects.filter(number="1.1").update(title="Встречи:", steps=["знакомство", "пробная"])
    assert rows(plan(roadmap))[1][1] == Steps("Встречи:", ["знакомство", "пробная"])


def test_people_stand_under_each_other_and_roles_in_a_line(roadmap):
    first, second = Activity.objects.order_by("pk")
    for text in ("Плохая В.С.", "Антипова Ю.В."):
        Responsible.objects.create(activity=first, kind="person", text=text)
    for text in ("Куратор", "директор"):
        Responsible.objects.create(activity=second, kind="role", text=text)
    table = rows(plan(roadmap))
    assert table[1][3] == "Плохая\u00a0В.С.,\nАнтипова\u00a0Ю.В."
    assert table[2][3] == "Куратор, директор"


def test_stamps_stand_where_the_paper_has_them(roadmap):
    add_stamp(
        roadmap,
        kind="agreed",
        position="Председатель Комитета",
        who="А.Н. Грецкий",
        date=date(2021, 6, 6),
        side="left",
    )
    add_stamp(
        roadmap, kind="approved_by_order", wording="УТВЕРЖЕНО", document="приказом МАОДО ЦДТ от 01.07.2021 № 246"
    )
    (stamps,) = blocks(roadmap_document(roadmap), Stamps)
    assert stamps.left[0].lines == [
        "СОГЛАСОВАНО",
        "Председатель Комитета",
        "____________ А.Н. Грецкий",
        "«06» июня 2021 г.",
    ]
    assert stamps.right[0].lines == ["УТВЕРЖЕНО", "приказом МАОДО ЦДТ\nот 01.07.2021 № 246"]


def test_a_council_agrees_by_its_protocol(roadmap):
    document = "протокол от 30.08.2026 № 1"
    add_stamp(roadmap, kind="adopted", who="Педагогический совет", document=document, date=date(2026, 8, 30))
    (stamps,) = blocks(roadmap_document(roadmap), Stamps)
    assert stamps.right[0].lines == ["ПРИНЯТО", "Педагогический совет", document]


def test_an_unsigned_stamp_leaves_room_for_the_hand(roadmap):
    add_stamp(roadmap, kind="approve", position="Директор", who="И.И. Петров")
    (stamps,) = blocks(roadmap_document(roadmap), Stamps)
    assert stamps.right[0].lines[-1] == "«___» __________ 20__ г."


def test_the_signature_stands_under_the_table(roadmap):
    add_stamp(roadmap, kind="signed", position="Директор", who="А. Е. Шульга", side="bottom")
    document = roadmap_document(roadmap)
    assert document.blocks[-1] == Signature("Директор", "А.\u00a0Е. Шульга")
    assert not blocks(document, Stamps)


def test_an_annex_bears_no_stamp_of_approval(roadmap):
    add_stamp(roadmap, kind="approved_by_order")
    assert blocks(roadmap_document(roadmap), Stamps)
    assert not blocks(roadmap_document(roadmap, as_annex=True), Stamps)


def test_what_is_not_approved_is_marked_as_a_draft(roadmap):
    assert roadmap_document(roadmap).footer == "Проект"
    roadmap.state = "approved"
    assert roadmap_document(roadmap).footer == ""


@pytest.mark.parametrize("format", ["pdf", "docx", "xlsx"])
def test_the_plan_comes_in_every_format(roadmap, format):
    assert render(roadmap_document(roadmap), format)


def test_a_long_plan_repeats_its_header_on_lying_sheets(world):
    roadmap = make_roadmap(world.a1, sections=7, activities=6)
    pdf = render(roadmap_document(roadmap), "pdf")
    pages = pdf_pages(pdf)
    assert len(pages) > 1
    assert all("Наименование мероприятия" in page for page in pages)
    assert len(set(pdf_sizes(pdf))) == 1


@pytest.mark.parametrize("sections", [1, 4])
def test_a_plan_costs_four_queries_whatever_its_length(world, sections, django_assert_num_queries):
    roadmap = Roadmap.objects.select_related("organization").get(pk=make_roadmap(world.a1, sections=sections).pk)
    with django_assert_num_queries(4):
        roadmap_document(roadmap)


# --- its execution -------------------------------------------------------------------------------------------------


@pytest.fixture
def executed(world) -> Roadmap:
    """Four activities due 15.04.2027: done late with an order, overdue, waived, running without a date."""
    order = make_paper_order(world.a1, number="52-од", signed_on=date(2026, 9, 1), title="Об утверждении")
    roadmap = make_roadmap(world.a1, state="approved", activities=4, order=order)
    done, late, waived, running = Activity.objects.filter(section__roadmap=roadmap)
    occurrence = Occurrence.objects.create(
        activity=done, key="a", due=DUE, state="done", done_on=date(2027, 4, 20), closed_at=NOW
    )
    occurrence.evidence.create(kind="order", order=order, added_at=NOW, added_by_name="Куратор")
    occurrence.evidence.create(kind="link", link="https://school.example/1", added_at=NOW, added_by_name="Куратор")
    Occurrence.objects.create(activity=late, key="b", due=DUE)
    Responsible.objects.create(activity=late, kind="person", text="Антипова Ю.В.")
    Occurrence.objects.create(
        activity=waived, key="c", due=DUE, state="not_required", reason="Перенесено", closed_at=NOW
    )
    Occurrence.objects.create(activity=running, key="d", state="in_progress")
    return roadmap


def table_named(document: Document, name: str) -> list[list]:
    (table,) = (table for table in blocks(document, Table) if table.name == name)
    return rows(table)


def test_the_report_counts_as_of_its_day(executed):
    document = execution_document(executed, LATER)
    figures = {label: count for label, count, _share in table_named(document, "Сводка")}
    assert figures == {"Выполнено": 1, "В работе": 0, "Просрочено": 1, "Предстоит": 0, "Не требуется": 1, "Всего": 3}
    assert "срок наступил по 2 из них: выполнено 1 (50\u00a0%), просрочено 1." in blocks(document, Paragraph)[0].text


def test_what_was_done_later_is_overdue_on_an_earlier_day(executed):
    figures = {label: count for label, count, _share in table_named(execution_document(executed, EARLIER), "Сводка")}
    assert (figures["Выполнено"], figures["Просрочено"]) == (0, 2)


def test_what_is_done_is_shown_with_its_documents(executed):
    (done,) = table_named(execution_document(executed, LATER), "Выполнено")
    assert done[2:] == [
        DUE,
        "20.04.2027\n(позже на 5\u00a0дней)",
        "Приказ № 52-од от 01.09.2026 «Об утверждении»;\nhttps://school.example/1",
    ]


def test_to_those_above_only_orders_are_named(executed):
    (done,) = table_named(execution_document(executed, LATER, evidence_in_full=False), "Выполнено")
    assert done[-1] == "Приказ № 52-од от 01.09.2026;\nПриложено: 1\u00a0документ"


def test_what_is_late_is_shown_with_days_and_people(executed):
    (late,) = table_named(execution_document(executed, LATER), "Просрочено")
    assert late[3:5] == [16, "Антипова\u00a0Ю.В."]


def test_what_has_no_date_and_what_is_waived_stand_apart(executed):
    document = execution_document(executed, LATER)
    assert table_named(document, "Без срока")[0][3] == "в работе"
    assert table_named(document, "Не требуется")[0][-1] == "Перенесено"


def test_what_comes_is_shown_for_three_months(executed):
    document = execution_document(executed, date(2027, 3, 1))
    assert len(table_named(document, "Предстоит")) == 2
    early = execution_document(executed, date(2026, 10, 1))
    assert "В эти дни контрольных сроков нет." in [block.text for block in blocks(early, Paragraph)]
    assert "После 01.01.2027 – ещё 3\u00a0контрольных срока." in [block.text for block in blocks(early, Note)]


def test_the_report_names_the_approving_order_and_who_signs(executed, world):
    Membership.objects.filter(user=world.curator).update(position="методист")
    document = execution_document(executed, LATER)
    (facts,) = blocks(document, KeyValues)
    assert ("Утверждена:", "приказом от 01.09.2026 г. № 52-од") in facts.items
    assert blocks(document, Signature) == [Signature("Директор", "М. П. Director")]
    assert blocks(document, Note)[-1].text == "Исполнитель: Curator Мария Петровна, методист"


def test_a_roadmap_without_dates_is_reported_on_too(world):
    document = execution_document(make_roadmap(world.a1, state="approved"), LATER)
    assert "Контрольные сроки дорожной картой не установлены." in [block.text for block in blocks(document, Paragraph)]


@pytest.mark.parametrize("format", ["pdf", "docx", "xlsx"])
def test_the_report_comes_in_every_format(executed, format):
    assert render(execution_document(executed, LATER), format)


def test_of_a_chain_the_latest_approved_version_is_in_force(world):
    old = make_roadmap(world.a1, state="archived")
    new = make_roadmap(world.a1, state="approved", chain=old.chain, version=2)
    make_roadmap(world.a1, state="draft", chain=old.chain, version=3)
    assert list(in_force_on(Roadmap.objects.all(), LATER)) == [new]
    assert not in_force_on(Roadmap.objects.all(), date(2030, 1, 1))


# --- words ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "said"), [(1, "1 срок"), (3, "3 срока"), (11, "11 сроков"), (12, "12 сроков"), (21, "21 срок")]
)
def test_numbers_agree_with_their_nouns(number, said):
    assert counted(number, "срок", "срока", "сроков") == said.replace(" ", "\u00a0")


def test_initials_stay_with_their_surname():
    assert unbroken("Плохая В.С., Антипова Ю.В.") == "Плохая\u00a0В.С., Антипова\u00a0Ю.В."


def test_a_short_document_stays_on_one_line():
    assert date_on_its_own_line("приказом от 01.07.2021 № 246") == "приказом от 01.07.2021 № 246"
