"""The official tables: their columns, who may stand in them, what is recorded, and the round trip through Excel."""

from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from openpyxl import load_workbook

from core.models import AuditEntry
from participants.engagement import Companion, _companion_finders, register_companions
from participants.models import BankImport, BankSettings, MentoringForm, Participation, Person, Representative, Topic
from participants.official import MENTEES, MENTORS, full_columns
from participants.selectors.settings import settings_of
from participants.services import exports, imports

from ..factories import NOW, make_consent, make_participation, make_person, make_world


def consented(person: Person) -> Person:
    for kind in ("processing", "participation", "mentor_duty"):
        make_consent(person, kind)
    return person


def export(organization, **how):
    how = {"role": "mentee", "format": "xlsx", "by": None, "at": NOW, **how}
    return exports.export_bank(organization, **how)


def upload(organization, data: bytes, role: str = "mentee") -> BankImport:
    file = SimpleUploadedFile("банк.xlsx", data)
    batch = imports.begin_import(file, organization=organization, role=role, by=None, at=NOW)
    imports.read_import(batch, clock=lambda: NOW)
    return batch


def rows_of(data: bytes) -> list[list]:
    return [[cell.value for cell in row] for row in load_workbook(BytesIO(data)).active.iter_rows()]


@pytest.fixture
def mentee(world):
    person = consented(make_person(world.a1))
    Representative.objects.create(
        person=person, full_name="Соколова Анна Юрьевна", relation="mother", phone="+7 912 345-67-89"
    )
    return make_participation(person, request="=HYPERLINK(1)", results="+100", case_url="https://school.ru/otzyv")


@pytest.mark.parametrize(("role", "columns", "number"), [("mentee", MENTEES, 13), ("mentor", MENTORS, 16)])
def test_the_official_columns(world, role, columns, number):
    consented_person = consented(make_person(world.a1))
    make_participation(consented_person, role)
    made = rows_of(export(world.a1, role=role).content)
    titles = [title for _field, title, _width in columns]
    assert len(titles) == number
    assert titles in made


def test_a_row_says_what_the_table_asks_for_and_is_no_formula(world, mentee):
    *_head, row = rows_of(export(world.a1).content)
    assert row[:2] == [1, "Соколова Дарья Олеговна"]
    assert row[2] == "Соколова Анна Юрьевна, 8 912 345-67-89"
    assert (row[3], row[4], row[10]) == (2012, "'=HYPERLINK(1)", "'+100")


def test_without_consent_no_name_leaves(world, mentee):
    make_participation(make_person(world.a1, last_name="Скрытая"))
    data = export(world.a1).content
    assert not any("Скрытая" in str(row) for row in rows_of(data))
    assert any("Без действующего согласия: 1" in str(row) for row in rows_of(data))
    BankSettings.objects.create(organization=world.a1, without_consent="warn")
    assert any("Скрытая" in str(row) for row in rows_of(export(world.a1).content))


def test_a_bank_without_consents_is_not_given_out(world):
    make_participation(make_person(world.a1))
    with pytest.raises(exports.ExportRefused):
        export(world.a1)
    assert not AuditEntry.objects.exists()


def test_another_institution_is_not_in_the_file(world, mentee):
    make_participation(consented(make_person(world.a2, last_name="Чужая")))
    assert Person.objects.filter(last_name="Чужая").exists()
    assert not any("Чужая" in str(row) for row in rows_of(export(world.a1).content))


@pytest.mark.parametrize("format", ["xlsx", "docx", "pdf"])
def test_every_format_is_recorded_once_for_all_and_for_each(world, mentee, format):
    made = export(world.a1, format=format, by=world.curator)
    assert made.content[:4] in (b"PK\x03\x04", b"%PDF")
    assert AuditEntry.objects.get(verb="bank.exported").changes == {
        "bank": "mentee", "format": format, "table": "official", "people": 1,
    }  # fmt: skip
    assert AuditEntry.objects.get(verb="person.exported").subject_id == str(mentee.person_id)
    assert "Соколова" not in str(AuditEntry.objects.values())


def test_everything_is_a_table_for_excel_and_not_for_paper(world, mentee):
    names = {export(world.a1, table=table).name for table in (exports.OFFICIAL, exports.FULL)}
    assert names == {"База наставляемых 16.11.2026.xlsx", "База наставляемых, все данные 16.11.2026.xlsx"}
    for format in ("pdf", "docx"):
        with pytest.raises(exports.ExportRefused, match="XLSX, CSV"):
            export(world.a1, table=exports.FULL, format=format)
    made = export(world.a1, table=exports.FULL, format="csv")
    assert (made.name[-4:], made.content_type) == (".csv", "text/csv; charset=utf-8")
    assert [row.verdict for row in upload(world.a1, made.content).rows.all()] == ["same"]


def test_titles_and_order_are_the_institutions_own_and_uploads_know_them(world, mentee):
    columns = [{"field": "full_name", "title": "Ребёнок"}, {"field": "request", "title": "Чего хочет"}]
    chosen = settings_of(world.a1)
    exports.change_columns(chosen, role="mentee", columns=columns, seen=chosen.revision, by=world.director, at=NOW)
    data = export(world.a1).content
    assert rows_of(data)[-2:] == [["Ребёнок", "Чего хочет"], ["Соколова Дарья Олеговна", "'=HYPERLINK(1)"]]
    batch = upload(world.a1, data)
    assert batch.mapping == {"0": "full_name", "1": "request"}
    with pytest.raises(exports.ExportRefused):
        exports.change_columns(chosen, role="mentee", columns=columns[1:], seen=2, by=world.director, at=NOW)


def test_pairs_fill_their_columns_when_the_app_above_knows_them(world, mentee):
    register_companions(lambda numbers, on: {mentee.pk: [Companion("Орлов Илья Петрович", "11 «А»")]})
    try:
        *_head, row = rows_of(export(world.a1).content)
    finally:
        _companion_finders.pop()
    assert (row[6], row[8]) == ("Орлов Илья Петрович", "11 «А»")


@pytest.mark.parametrize("people", [1, 4])
def test_a_file_takes_a_fixed_number_of_queries(world, people, django_assert_num_queries):
    for number in range(people):
        make_participation(consented(make_person(world.a1, last_name=f"Соколова{'а' * number}")))
    with django_assert_num_queries(12):
        export(world.a1)


def test_a_change_in_excel_is_exactly_that_change(world, mentee):
    make_participation(consented(make_person(world.a1, last_name="Ким", first_name="Анна")))
    before = list(Participation.objects.values().order_by("pk"))
    book = load_workbook(BytesIO(export(world.a1).content))
    row = next(row for row in book.active.iter_rows() if row[1].value == "Ким Анна Олеговна")
    row[4].value = "Хочет петь"
    content = BytesIO()
    book.save(content)
    batch = upload(world.a1, content.getvalue())
    assert sorted(batch.rows.values_list("verdict", flat=True)) == ["changed", "same"]
    imports.ask_to_accept(batch, by=None, at=NOW)
    imports.accept_import(batch, by=None, clock=lambda: NOW)
    changed = next(one for one in before if one["person_id"] != mentee.person_id)
    changed |= {"request": "Хочет петь", "revision": changed["revision"] + 1}
    assert list(Participation.objects.values().order_by("pk")) == before


LETTERS = st.sampled_from("АБЁаеёжйяЯ")
NAME = st.builds("".join, st.lists(LETTERS, min_size=2, max_size=6))
NAMES = st.one_of(
    NAME, st.builds("{}-{}".format, NAME, NAME), st.builds("О'{}".format, NAME), st.builds("«{}»".format, NAME),
    st.builds("={}".format, NAME), st.builds("'{}".format, NAME),
)  # fmt: skip
TEXTS = st.one_of(
    st.just(""),
    st.builds(
        "{}{}".format,
        st.sampled_from(["=", "+", "-1", "@", "'=", "''+", "'", ""]),
        st.text("абв Ё;,\"'«»=+-@12", max_size=12),
    ),
)
PEOPLE = st.lists(
    st.fixed_dictionaries(
        {
            "names": st.tuples(NAMES, NAMES, st.one_of(st.just(""), NAMES)),
            "birth_on": st.one_of(st.none(), st.dates(date(1950, 1, 1), date(2018, 1, 1))),
            "kind": st.sampled_from(Person.Kind.values),
            "sex": st.sampled_from(["", "f", "m"]),
            "phone": st.sampled_from(["", "+7 912 345-67-89", "8 (81531) 5-12-34"]),
            "email": st.sampled_from(["", "anna@mail.ru"]),
            "texts": st.tuples(TEXTS, TEXTS, TEXTS),
            "ages": st.sampled_from([(None, None), (10, 14), (12, None), (None, 12), (9, 9)]),
            "hours": st.sampled_from([None, Decimal("1.5"), Decimal("2.0")]),
            "topics": st.integers(0, 2),
        }
    ),
    min_size=1,
    max_size=8,
)


class RoundTrip(TestCase):
    """Whatever people are called and whatever they want: export, upload, and nothing is lost or changed."""

    @classmethod
    def setUpTestData(cls):
        cls.world = make_world()
        BankSettings.objects.create(organization=cls.world.a1, without_consent="warn")
        cls.form = MentoringForm.objects.get(code="pupil-pupil")
        cls.topics = list(Topic.objects.filter(kind="area")[:2])

    def fill(self, people):
        for one in people:
            last, first, patronymic = (" ".join(name.split()) for name in one["names"])
            person = make_person(
                self.world.a1, kind=one["kind"], last_name=last, first_name=first, patronymic=patronymic,
                birth_on=one["birth_on"], sex=one["sex"], phone=one["phone"], email=one["email"], class_group="",
            )  # fmt: skip
            request, achievements, interests = one["texts"]
            participation = make_participation(
                person, "mentor", form=self.form, request=request, achievements=achievements,
                interests_text=interests, wished_age_from=one["ages"][0], wished_age_to=one["ages"][1],
                hours_a_week=one["hours"],
            )  # fmt: skip
            participation.areas.set(self.topics[: one["topics"]])

    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(people=PEOPLE)
    def test_everything(self, people):
        self.fill(people)
        batch = upload(self.world.a1, export(self.world.a1, role="mentor", table=exports.FULL).content, "mentor")
        told = [(row.verdict, row.problems, row.raw) for row in batch.rows.all() if row.verdict != "same"]
        assert batch.rows.count() == len(people)
        assert not told

    def test_the_full_table_has_a_column_for_each_field(self):
        assert "card" in {column.field for column in full_columns("mentor")}
