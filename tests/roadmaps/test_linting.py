"""Each rule of roadmaps.linting: where it speaks and where it is silent."""

from datetime import date

import pytest

from roadmaps.drafts import ActivityDraft, RemarkDraft, ResponsibleDraft, RoadmapDraft, SectionDraft, StampDraft
from roadmaps.linting import LintWarning, collect_warnings, lint

CURATOR = ResponsibleDraft("role", "Куратор")


def row(number: str = "1.1", title: str = "Формирование базы наставников", **cells) -> ActivityDraft:
    """A row that no rule objects to."""
    flawless = {"deadline": "до 15.04.2022", "responsible": (CURATOR,), "result": "Приказ"}
    return ActivityDraft(number, title, **{**flawless, **cells})


def roadmap(*rows: ActivityDraft, **fields) -> RoadmapDraft:
    """A roadmap of one section with these rows, or of the `sections` given."""
    fields.setdefault("sections", (SectionDraft("1", "Нормативное регулирование", activities=rows),))
    return RoadmapDraft("Дорожная карта", "institution", "students", date(2022, 1, 1), date(2022, 12, 31), **fields)


def found(draft: RoadmapDraft, **options) -> list[tuple[str, str]]:
    return [(warning.where, warning.code) for warning in lint(draft, **options)]


def responsible(*texts: str, kind: str = "text") -> tuple[ResponsibleDraft, ...]:
    return tuple(ResponsibleDraft(kind, text) for text in texts)


def test_nothing_to_say_of_a_sound_roadmap():
    assert lint(roadmap(row("1.1"), row("1.2"))) == ()


def test_nothing_to_say_of_an_empty_draft():
    assert lint(roadmap(sections=())) == ()


class TestDates:
    @pytest.mark.parametrize(
        "deadline", ["до 15.04.2023", "31.12.2021", "Декабрь 2020 – май 2021", "31.12.2022 далее до 2025 г. ежегодно"]
    )
    def test_outside_the_period(self, deadline):
        assert found(roadmap(row(deadline=deadline))) == [("activity 1.1", "outside_period")]

    @pytest.mark.parametrize(
        "deadline",
        [
            "31.12.2022",
            "01.01.2022",
            "Декабрь 2021 – май 2022",
            "до 15.04. ежегодно",
            "В течение года",
            "Раз в квартал",
        ],
    )
    def test_within_the_period(self, deadline):
        assert found(roadmap(row(deadline=deadline))) == []

    def test_what_the_reading_of_the_phrase_warns_of(self):
        draft = roadmap(row(deadline="до 15.04.2022, далее ежегодно"))
        assert found(draft) == [("activity 1.1", "nothing_in_period")]

    def test_a_torn_phrase_gives_no_dates_to_question(self):
        assert found(roadmap(row(deadline="по 15.04.2023 года)"))) == [("activity 1.1", "torn_row")]

    def test_due_before_the_approving_order(self):
        stamps = (StampDraft("approved_by_order", date=date(2022, 7, 30)),)
        draft = roadmap(row("1.1", deadline="20.07.2022"), row("1.2", deadline="30.07.2022"), stamps=stamps)
        assert found(draft) == [("activity 1.1", "before_approval")]

    def test_due_before_an_approval_that_the_stamps_do_not_date(self):
        assert found(roadmap(row(deadline="20.07.2022")), approved_on=date(2022, 7, 30)) == [
            ("activity 1.1", "before_approval")
        ]

    @pytest.mark.parametrize("deadline", ["До 15.06. ежегодно", "в течение года", "ежеквартально"])
    def test_what_recurs_simply_begins_after_the_approval(self, deadline):
        assert found(roadmap(row(deadline=deadline)), approved_on=date(2022, 7, 30)) == []

    def test_an_agreement_approves_nothing(self):
        stamps = (StampDraft("agreed", "СОГЛАСОВАНО", date=date(2022, 7, 30)),)
        assert found(roadmap(row(deadline="20.07.2022"), stamps=stamps)) == []

    def test_a_phrase_that_cannot_be_read(self):
        [warning] = lint(roadmap(row(deadline="ъъъ")))
        assert warning.code == "deadline_unclear"
        assert "«ъъъ»" in warning.message

    @pytest.mark.parametrize("deadline", ["ъъъ", "до 15.04.2023", "20.01.2022", ""])
    def test_dates_set_by_a_person_are_not_questioned(self, deadline):
        by_hand = ({"opens": None, "due": "2022-04-15"},)
        draft = roadmap(row("1.1", deadline=deadline, dates_by_hand=by_hand), row("1.2"))
        assert found(draft, approved_on=date(2022, 2, 1)) == []


class TestEmptyCells:
    @pytest.mark.parametrize(
        ("cell", "empty", "code"),
        [("deadline", "", "no_deadline"), ("responsible", (), "no_responsible"), ("result", "", "no_result")],
    )
    def test_one_row_lacks_what_the_others_have(self, cell, empty, code):
        assert found(roadmap(row("1.1"), row("1.2", **{cell: empty}))) == [("activity 1.2", code)]
        assert found(roadmap(row("1.1", **{cell: empty}))) == [("activity 1.1", code)]

    @pytest.mark.parametrize(
        ("cell", "empty", "code"),
        [("deadline", "", "no_deadline"), ("responsible", (), "no_responsible"), ("result", "", "no_result")],
    )
    def test_a_document_without_the_column_is_told_once(self, cell, empty, code):
        rows = [row(f"1.{i}", **{cell: empty}) for i in range(1, 5)]
        assert found(roadmap(*rows)) == [("roadmap", code)]

    def test_section_without_activities(self):
        sections = (SectionDraft("1", "Подготовка", activities=(row(),)), SectionDraft("2", "Работа"))
        assert found(roadmap(sections=sections)) == [("section 2", "empty_section")]


class TestGroups:
    @pytest.mark.parametrize(
        "names",
        [
            ("руководители ОО",),
            ("Наставники ОО",),
            ("члены проекта",),
            ("Руководители УО, ОО", "кураторы в ОО"),
            ("классные руководители",),
            ("все педагоги",),
        ],
    )
    def test_a_group_is_nobody_in_particular(self, names):
        [warning] = lint(roadmap(row(responsible=responsible(*names))))
        assert (warning.where, warning.code) == ("activity 1.1", "group_responsible")
        assert ", ".join(names) in warning.message

    @pytest.mark.parametrize("name", ["Руководитель ОО", "зам. директора по ОиИД", "электроник", "педагог-психолог"])
    def test_one_person_answers(self, name):
        assert found(roadmap(row(responsible=responsible(name, kind="role")))) == []

    def test_a_person_or_unit_stands_beside_the_group(self):
        person = ResponsibleDraft("person", "Плохая В.С.")
        unit = ResponsibleDraft("unit", "УО")
        for other in (person, unit):
            assert found(roadmap(row(responsible=(other, *responsible("руководители ОО"))))) == []


class TestTornRows:
    @pytest.mark.parametrize(
        "cells",
        [
            {"title": "Проведение семинаров по реализации и"},
            {"title": "Формирование базы (анкеты наставников"},
            {"title": "Организация работы пар:"},
            {"title": "Разработка организационно-"},
            {"title": "Организация работы пар:", "steps": ("встреча-знакомство", "подведение итогов работы в")},
            {"deadline": "1 апреля, 1 июля соответствующего года)"},
            {"result": "Анкеты (сведения о кандидате, его опыте и"},
        ],
    )
    def test_a_phrase_that_breaks_off(self, cells):
        assert ("activity 1.1", "torn_row") in found(roadmap(row("1.1", **cells), row("1.2")))

    @pytest.mark.parametrize(
        "cells",
        [
            {"title": "приказ о закреплении наставнических пар"},
            {"title": "1) сбор заявок; 2) формирование пар"},
            {"title": "а) сбор заявок (п. 5); б) приказ(ы)"},
            {"title": "Организация работы пар:", "steps": ("встреча-знакомство",)},
            {"result": "Пособия, статьи и т.д."},
        ],
    )
    def test_a_whole_phrase(self, cells):
        assert found(roadmap(row("1.1", **cells), row("1.2"))) == []

    def test_the_tail_of_a_row_is_told_once(self):
        tail = ActivityDraft("1.2", "информационные ресурсы в сети Интернет")
        [warning] = lint(roadmap(row("1.1"), tail, row("1.3")))
        assert (warning.where, warning.code) == ("activity 1.2", "torn_row")
        assert "восстановить по оригиналу" in warning.message

    def test_a_torn_section_head(self):
        section = SectionDraft(
            "1", "Этап 1. Подготовка", "создание условий", "карта, в которой прописан ход и", (row(),)
        )
        assert found(roadmap(sections=(section,))) == [("section 1", "torn_row")]


class TestNumbers:
    def numbered(self, *numbers: str) -> list[tuple[str, str]]:
        return found(roadmap(*(row(number) for number in numbers)))

    @pytest.mark.parametrize("numbers", [("1.1", "1.2", "1.3"), ("1", "2"), ("1.1.", "1.2."), ("", ""), ("а", "б")])
    def test_in_order(self, numbers):
        assert self.numbered(*numbers) == []

    def test_gap(self):
        assert self.numbered("1.1", "1.3", "1.4") == [("activity 1.3", "number_order")]
        assert self.numbered("1.2") == [("activity 1.2", "number_order")]

    def test_back(self):
        assert self.numbered("1.1", "1.2", "1.4", "1.3") == [
            ("activity 1.4", "number_order"),
            ("activity 1.3", "number_order"),
        ]

    def test_twice_is_told_once(self):
        assert self.numbered("1.1", "1.2", "1.2", "1.2") == [("activity 1.2", "duplicate_number")]
        assert self.numbered("1.1", "1.2", "1.1", "1.4") == [("activity 1.1", "duplicate_number")]

    def test_missing(self):
        assert self.numbered("1.1", "", "1.2") == [("activity 1/2", "number_missing")]

    def test_of_another_section(self):
        sections = tuple(SectionDraft(n, "Раздел", activities=(row("1.1" if n == "1" else "3.1"),)) for n in "12")
        assert found(roadmap(sections=sections)) == [("activity 3.1", "number_of_other_section")]

    @pytest.mark.parametrize("second", [("1", "2"), ("3", "4")])
    def test_plain_numbers_start_anew_or_run_on(self, second):
        sections = (
            SectionDraft("", "Подготовка", activities=(row("1"), row("2"))),
            SectionDraft("", "Работа", activities=tuple(map(row, second))),
        )
        assert found(roadmap(sections=sections)) == []

    def test_sections_out_of_order(self):
        sections = tuple(SectionDraft(n, "Раздел", activities=(row(f"{n}.1"),)) for n in "134")
        assert found(roadmap(sections=sections)) == [("section 3", "section_order")]


class TestStages:
    def stage_three(self, title: str, goal: str = "поиск наставников", head: str = "Этап 3. Формирование базы"):
        sections = tuple(
            SectionDraft(n, head if n == "3" else "Этап", goal, "", (row(f"{n}.1", title if n == "3" else "Работа"),))
            for n in "123"
        )
        return found(roadmap(sections=sections))

    @pytest.mark.parametrize(
        "title",
        [
            "Мониторинг мероприятий второго этапа",
            "Итоги четвёртого этапа",
            "Итоги четвертого этапа",
            "Мониторинг 2 этапа",
            "Мониторинг 2-го этапа",
        ],
    )
    def test_a_row_copied_from_another_stage(self, title):
        assert self.stage_three(title) == [("activity 3.1", "other_stage")]

    def test_the_message_quotes_the_words(self):
        section = SectionDraft("3", "Этап 3", activities=(row("3.1", "Мониторинг мероприятий второго этапа"),))
        [warning] = (w for w in lint(roadmap(sections=(section,))) if w.code == "other_stage")
        assert "в этапе 3, а в ней сказано «второго этапа»" in warning.message

    @pytest.mark.parametrize(
        "title",
        [
            "Мониторинг мероприятий третьего этапа",
            "Переход от второго этапа к третьему этапу",
            "Проведение первого этапа мониторинга",
            "Итоги первоначального этапа",
            "Подбор на следующем этапе",
        ],
    )
    def test_a_row_of_its_own_stage(self, title):
        assert self.stage_three(title) == []

    def test_sections_that_are_no_stages(self):
        assert self.stage_three("Итоги первого этапа", goal="", head="Мониторинг") == []


class TestStamps:
    @pytest.mark.parametrize(
        ("wording", "intended"),
        [("УТВЕРЖЕНО", "УТВЕРЖДЕНО"), ("Соглосовано", "СОГЛАСОВАНО"), ("УТВЕРЖАЮ", "УТВЕРЖДАЮ")],
    )
    def test_misprint(self, wording, intended):
        [warning] = lint(roadmap(row(), stamps=(StampDraft("agreed"), StampDraft("approve", wording))))
        assert (warning.where, warning.code) == ("stamp 2", "stamp_misprint")
        assert f"«{wording}»" in warning.message
        assert f"«{intended}»" in warning.message

    @pytest.mark.parametrize(
        "wording", ["", "УТВЕРЖДАЮ", "Утверждена", "СОГЛАСОВАНО:", "УТВЕРЖДЕНО приказом", "Приложение 1"]
    )
    def test_well_written(self, wording):
        assert found(roadmap(row(), stamps=(StampDraft("approve", wording),))) == []


class TestRemarks:
    def test_remarks_and_rules_in_document_order(self):
        draft = roadmap(
            row("1.1", deadline="до 15.04.2023", remarks=(RemarkDraft("misprint", "опечатка."),)),
            row("1.2"),
            stamps=(StampDraft("approve", "УТВЕРЖЕНО"),),
            remarks=(RemarkDraft("annex", "приложение потеряно."),),
        )
        warnings = collect_warnings(draft)
        assert [(warning.where, warning.code) for warning in warnings] == [
            ("roadmap", "annex"),
            ("stamp 1", "stamp_misprint"),
            ("activity 1.1", "misprint"),
            ("activity 1.1", "outside_period"),
        ]
        assert warnings[2] == LintWarning("activity 1.1", "misprint", "Мероприятие 1.1: опечатка.")

    def test_a_rule_is_silent_where_a_remark_says_the_same(self):
        remark = RemarkDraft("torn_row", "восстановить по оригиналу.")
        draft = roadmap(row("1.1", "работа с", remarks=(remark,)), row("1.2", "работа с"))
        assert found(draft) == [("activity 1.2", "torn_row")]
        assert len(collect_warnings(draft)) == 2

    def test_the_empty_cells_of_a_row_remarked_as_torn_are_no_news(self):
        torn = ActivityDraft("1.2", "Педагогический совет", remarks=(RemarkDraft("torn_row", "восстановить."),))
        assert found(roadmap(row("1.1"), torn)) == []


@pytest.mark.parametrize(
    ("message", "told"),
    [("Опечатка.", "Дорожная карта: опечатка."), ("УО не указан.", "Дорожная карта: УО не указан.")],
)
def test_a_remark_goes_on_after_the_place(message, told):
    [warning] = collect_warnings(roadmap(row(), remarks=(RemarkDraft("any", message),)))
    assert warning.message == told


def test_messages_name_the_place():
    draft = roadmap(
        row("1.1", result=""), row("", result=""), row("1.2"), stamps=(StampDraft("approve", "УТВЕРЖЕНО"),)
    )
    heads = [warning.message.partition(":")[0] for warning in lint(draft)]
    assert heads == ["Гриф «УТВЕРЖЕНО»", "Мероприятие 1.1", "Строка 2 раздела 1", "Строка 2 раздела 1"]
