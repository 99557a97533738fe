"""The pages of the banks, from the click to the row."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from core.models import AuditEntry
from participants.models import (
    BankSettings,
    MentoringForm,
    Participation,
    Person,
    Programme,
    Representative,
    TargetGroupCount,
    Topic,
)

from ..factories import TODAY, make_consent, make_participation, make_person

TEACHER = {"kind": "employee", "last_name": "Орлова", "first_name": "Вера"}


@pytest.fixture
def form(db):
    return MentoringForm.objects.get(code="pupil-pupil")


@pytest.fixture
def curator(as_role):
    return as_role("curator")


@pytest.fixture
def answers(form):
    return {
        "kind": "learner", "last_name": "Соколова", "first_name": "Дарья", "patronymic": "Олеговна",
        "birth_on": "2012-05-14", "class_group": "8 «А»", "form": form.pk, "joined_on": TODAY.isoformat(),
        "representative_name": "Соколова Анна Ивановна", "relation": "mother",
    }  # fmt: skip


def page(client, name: str, *args, **query) -> str:
    return client.get(reverse(f"participants:{name}", args=args), query).content.decode()


def test_the_quick_form_enters_a_person_a_role_and_a_representative(curator, answers, form):
    topic = Topic.objects.filter(kind="area").first()
    response = curator.post(reverse("participants:person_add", args=["mentee"]), answers | {"areas": [topic.pk]})
    person = Person.objects.get()
    assert response.url == person.get_absolute_url()
    assert person.participations.get().areas.get() == topic
    assert person.representatives.get().full_name == "Соколова Анна Ивановна"
    card = curator.get(response.url).content.decode()
    assert "Соколова Анна Ивановна" in card
    assert topic.title in card


def test_everything_wrong_is_marked_at_once(curator, answers):
    wrong = {
        "birth_on": "2031-01-01", "experience_since": "2032-01-01", "joined_on": "2033-01-01",
        "patronymic": "Олеговна\u202e\u200b", "representative_name": "<b>x</b>", "representative_phone": "9",
    }  # fmt: skip
    response = curator.post(reverse("participants:person_add", args=["mentee"]), answers | wrong)
    marked = set(response.context["form"].errors)
    assert marked == {
        "patronymic",
        "representative_name",
        "representative_phone",
        "birth_on",
        "experience_since",
        "joined_on",
    }
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "passes"),
    [
        ("last_name", "Д’Артаньян-Оглы", True),
        ("last_name", "Сокол0ва", False),
        ("first_name", "Дарья\u00ad", True),
        ("representative_name", "Отдел опеки и попечительства № 2", True),
        ("representative_phone", "8 (81555) 2-34-56", True),
    ],
)
def test_names_and_telephones_look_like_themselves(curator, answers, field, value, passes):
    curator.post(reverse("participants:person_add", args=["mentee"]), answers | {field: value})
    assert Person.objects.exists() is passes


def test_fields_say_whom_they_ask(curator):
    shown = page(curator, "person_add", "mentor")
    for told in ("kind:learner", "kind:external", "kind:employee external", "kind:learner external"):
        assert f'data-only-for="{told}"' in shown


def test_a_likely_double_is_asked_about_before_it_is_entered(curator, world, answers):
    known = make_person(world.a1, patronymic="")
    make_person(world.a2, last_name="Соколова", first_name="Дарьяна")
    url = reverse("participants:person_add", args=["mentee"])
    asked = curator.post(url, answers).content.decode()
    assert known.get_absolute_url() in asked
    assert "Дарьяна" not in asked
    assert Person.objects.filter(organization=world.a1).count() == 1
    curator.post(url, answers | {"another": "on"})
    assert Person.objects.filter(organization=world.a1).count() == 2


@pytest.mark.parametrize("wrong", [{"last_name": ""}, {"form": ""}, {"birth_on": "2099-01-01"}, {"joined_on": "x"}])
def test_what_is_wrong_is_said_and_nothing_is_written(curator, answers, wrong):
    response = curator.post(reverse("participants:person_add", args=["mentee"]), answers | wrong)
    assert "error-summary" in response.content.decode()
    assert not Person.objects.exists()


def test_an_unknown_role_is_not_found(curator, world):
    assert curator.get(reverse("participants:person_add", args=["friend"])).status_code == 404
    person = make_person(world.a1)
    assert curator.get(reverse("participants:participation_add", args=[person.pk, "friend"])).status_code == 404


def test_looking_at_a_card_is_in_its_history(curator, world):
    person = make_person(world.a1)
    for _turn in range(3):
        curator.get(person.get_absolute_url())
    assert AuditEntry.objects.filter(verb="person.viewed").count() == 1
    assert str(world.curator) in page(curator, "person_history", person.pk)


def test_a_stale_form_shows_the_other_change_instead_of_overwriting(curator, world):
    person = make_person(world.a1)
    url = reverse("participants:person_edit", args=[person.pk])
    values = {"kind": "learner", "last_name": "Соколова", "first_name": "Дарья", "seen": 1}
    assert curator.post(url, values | {"phone": "8 900 111-11-11", "case_genitive": "Соколовой Дарьи"}).url
    stale = curator.post(url, values | {"phone": "8 900 222-22-22"}).content.decode()
    assert "8 900 111-11-11" in stale
    person.refresh_from_db()
    assert (person.phone, person.declension) == ("8 900 111-11-11", {"genitive": "Соколовой Дарьи"})
    assert curator.post(url, values | {"phone": "8 900 222-22-22", "seen": 2}).status_code == 302


def test_a_stale_participation_shows_topics_in_words(curator, world, form):
    participation = make_participation(make_person(world.a1))
    topics = list(Topic.objects.filter(kind="area")[:2])
    url = reverse("participants:participation_edit", args=[participation.pk])
    values = {"form": form.pk, "joined_on": "2026-09-01", "mode": "any", "seen": 1}
    assert curator.post(url, values | {"areas": [topics[0].pk], "times": ["mon-day"]}).status_code == 302
    stale = curator.post(url, values | {"areas": [topics[1].pk]}).content.decode()
    assert topics[0].title in re.search(r"<tbody>.*?</tbody>", stale, re.DOTALL)[0]
    assert list(Participation.objects.get().areas.all()) == [topics[0]]


def test_a_mentor_is_entered_with_what_only_mentors_have(curator, world, form):
    person = make_person(world.a1, **TEACHER)
    url = reverse("participants:participation_add", args=[person.pk, "mentor"])
    values = {"form": form.pk, "joined_on": TODAY.isoformat(), "mode": "any", "capacity": 3, "seen": 1}
    assert "wished_age_to" in curator.post(url, values | {"wished_age_from": 15, "wished_age_to": 11}).content.decode()
    assert curator.post(url, values | {"achievements": "Победитель конкурса"}).status_code == 302
    made = person.participations.get()
    assert (made.role, made.capacity, made.achievements) == ("mentor", 3, "Победитель конкурса")
    assert "Победитель конкурса" in curator.get(person.get_absolute_url()).content.decode()


def test_leaving_coming_back_and_the_archive(curator, world):
    person = make_person(world.a1)
    participation = make_participation(person)
    url = reverse("participants:participation_leave", args=[participation.pk])
    curator.post(url, {"on": TODAY.isoformat(), "leaving": "moved", "note": "Переехала"})
    assert "Переехала" in curator.get(person.get_absolute_url()).content.decode()
    curator.post(reverse("participants:person_archive", args=[person.pk]))
    assert person.get_full_name() not in page(curator, "mentees", stage="left")
    assert person.get_full_name() in page(curator, "mentees", stage="all")
    curator.post(reverse("participants:person_restore", args=[person.pk]))
    curator.post(reverse("participants:participation_return", args=[participation.pk]))
    assert person.get_full_name() in page(curator, "mentees")


def test_representatives_come_change_and_go(curator, world):
    person = make_person(world.a1)
    values = {"full_name": "Соколова Анна", "relation": "mother"}
    curator.post(reverse("participants:representative_add", args=[person.pk]), values)
    representative = Representative.objects.get()
    edit = reverse("participants:representative_edit", args=[representative.pk])
    curator.post(edit, values | {"phone": "8 900 000-00-00"})
    assert Representative.objects.get().phone == "8 900 000-00-00"
    curator.post(reverse("participants:representative_delete", args=[representative.pk]))
    assert not Representative.objects.exists()
    assert AuditEntry.objects.filter(verb__startswith="representative.", subject_id=str(person.pk)).count() == 3


def test_filters_find_whom_they_should(curator, world):
    other = MentoringForm.objects.get(code="pedagogue-pedagogue")
    pupil = make_person(world.a1, last_name="Ёлкина", class_group="2 «Б»")
    teacher = make_person(world.a1, **TEACHER, position="учитель музыки")
    make_participation(pupil)
    make_participation(teacher, form=other)
    for query, shown in (
        ({"q": "елкина"}, pupil),
        ({"q": "МУЗЫКИ"}, teacher),
        ({"track": "teachers"}, teacher),
        ({"form": other.pk}, teacher),
        ({"group": "2 «Б»"}, pupil),
        ({"stage": "consent", "q": "ёлк"}, pupil),
    ):
        found = page(curator, "mentees", **query)
        hidden = pupil if shown is teacher else teacher
        assert shown.get_full_name() in found, query
        assert hidden.get_full_name() not in found, query
    assert teacher.get_full_name() not in page(curator, "mentors")


def test_the_search_as_one_types_gets_the_rows_alone(curator, world):
    make_participation(make_person(world.a1))
    response = curator.get(reverse("participants:mentees"), {"q": "сок"}, headers={"HX-Request": "true"})
    assert "<html" not in response.content.decode()
    assert "Соколова" in response.content.decode()


def test_many_at_once(curator, world, form):
    rows = [make_participation(make_person(world.a1, first_name=name)) for name in ("Анна", "Вера")]
    far = make_participation(make_person(world.b1, last_name="Чужая"))
    query = "?" + "&".join(f"pk={row.pk}" for row in [*rows, far])
    other = MentoringForm.objects.get(code="student-pupil")
    url = reverse("participants:chosen_programme") + query
    assert "Чужая" not in curator.get(url).content.decode()
    assert curator.post(url, {"form": other.pk}).status_code == 302
    leave = reverse("participants:chosen_leave") + query
    assert curator.post(leave, {"on": TODAY.isoformat(), "leaving": "graduated"}).status_code == 302
    assert set(Participation.objects.filter(form=other, leaving="graduated")) == set(rows)
    assert curator.post(reverse("participants:chosen_leave"), {}).status_code == 404
    too_early = (rows[0].joined_on - timedelta(days=1)).isoformat()
    curator.post(reverse("participants:participation_return", args=[rows[0].pk]))
    refused = curator.post(leave, {"on": too_early, "leaving": "graduated"}).content.decode()
    assert "error-summary" in refused


def test_questionnaires_of_many_are_marked_by_one_day_and_known_days_stay(curator, world):
    known = TODAY - timedelta(days=40)
    rows = [make_participation(make_person(world.a1), questionnaire_on=day) for day in (known, None, None)]
    url = reverse("participants:chosen_questionnaires") + "?" + "&".join(f"pk={row.pk}" for row in rows)
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert "error-summary" in curator.post(url, {"on": tomorrow.isoformat()}).content.decode()
    assert curator.post(url, {"on": TODAY.isoformat()}).status_code == 302
    days = Participation.objects.order_by("pk").values_list("questionnaire_on", flat=True)
    assert list(days) == [known, TODAY, TODAY]


def test_a_file_of_the_bank_leaves_out_those_without_consent_and_is_recorded_for_each(curator, world):
    with_consent, without = make_person(world.a1), make_person(world.a1, last_name="Безсогласная")
    for person in (with_consent, without):
        make_participation(person)
    for kind in ("processing", "participation"):
        make_consent(with_consent, kind)
    assert names_in(curator) == {with_consent.get_full_name()}
    assert AuditEntry.objects.filter(verb="bank.exported").count() == 1
    assert AuditEntry.objects.get(verb="person.exported").subject_id == str(with_consent.pk)
    BankSettings.objects.create(organization=world.a1, without_consent="warn")
    assert names_in(curator) == {with_consent.get_full_name(), without.get_full_name()}


def names_in(client) -> set[str]:
    response = client.get(reverse("participants:mentees"), {"download": "xlsx"})
    sheet = load_workbook(BytesIO(response.getvalue())).active
    cells = {str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value}
    return {person.get_full_name() for person in Person.objects.all() if person.get_full_name() in cells}


def test_a_programme_is_added_changed_closed_and_opened_again(curator, world, form):
    values = {
        "title": "Вместе", "form": form.pk, "starts_on": "2026-09-01", "ends_on": "2027-05-31",
        "meetings_a_month": 2, "seen": 1,
    }  # fmt: skip
    add = reverse("participants:programme_add")
    assert "error-summary" in curator.post(add, values | {"ends_on": "2026-01-01"}).content.decode()
    text = SimpleUploadedFile("Программа.pdf", b"%PDF-1.7\n%%EOF")
    assert curator.post(add, values | {"text": text}).status_code == 302
    programme = Programme.objects.get()
    assert programme.document.name == "Программа.pdf"
    edit = reverse("participants:programme_edit", args=[programme.pk])
    assert curator.post(edit, values | {"title": "Вместе навсегда"}).status_code == 302
    assert Programme.objects.get().title == "Вместе навсегда"
    make_participation(make_person(world.a1), programme=programme)
    other = MentoringForm.objects.get(code="student-pupil")
    refused = curator.post(edit, values | {"form": other.pk, "seen": 2}).content.decode()
    assert "error-summary" in refused
    curator.post(reverse("participants:programme_close", args=[programme.pk]))
    assert "Вместе навсегда" not in page(curator, "programmes")
    assert "Вместе навсегда" in page(curator, "programmes", state="closed")
    curator.post(reverse("participants:programme_reopen", args=[programme.pk]))
    assert "Вместе навсегда" in page(curator, "programmes")


def test_words_of_ones_own_are_added_and_taken_out_of_use(curator, world):
    add = reverse("participants:topic_add")
    curator.post(add, {"kind": "interest", "title": "Регби"})
    assert "error-summary" in curator.post(add, {"kind": "interest", "title": "РЕГБИ"}).content.decode()
    assert "error-summary" in curator.post(add, {"kind": "interest", "title": "Шахматы"}).content.decode()
    topic = Topic.objects.get(title="Регби")
    assert "Регби" in page(curator, "reference")
    curator.post(reverse("participants:topic_hide", args=[topic.pk]))
    assert "Регби" not in page(curator, "reference")
    own = {"title": "Выпускник – ученик", "track": "students", "mentor_side": "student", "mentee_side": "learner"}
    curator.post(reverse("participants:form_add"), own)
    form = MentoringForm.objects.get(organization=world.a1)
    curator.post(reverse("participants:form_hide", args=[form.pk]))
    assert not MentoringForm.objects.get(pk=form.pk).is_active
    common = Topic.objects.filter(organization=None).first()
    assert curator.get(reverse("participants:topic_hide", args=[common.pk])).status_code == 404


@pytest.mark.parametrize(
    ("field", "good", "bad"),
    [("operator_inn", "7707083893", "7707083894"), ("operator_ogrn", "1027700132195", "1027700132196")],
)
def test_settings_check_the_numbers_of_the_operator(curator, world, field, good, bad):
    url = reverse("participants:settings")
    values = {"without_consent": "warn", "seen": 1}
    assert "error-summary" in curator.post(url, values | {field: bad}).content.decode()
    assert curator.post(url, values | {field: good}).status_code == 302
    saved = BankSettings.objects.get(organization=world.a1)
    assert (getattr(saved, field), saved.without_consent) == (good, "warn")
    assert "error-summary" in curator.post(url, values).content.decode(), "the form was opened before the change"


def test_target_groups_are_counted_by_day(curator, world):
    url = reverse("participants:target_groups")
    curator.post(url, {"on": TODAY.isoformat(), "gifted": 7, "disability": ""})
    curator.post(url, {"on": TODAY.isoformat(), "gifted": 8})
    assert TargetGroupCount.objects.get().learners == 8
    tomorrow = (TODAY + timedelta(days=4000)).isoformat()
    assert "error-summary" in curator.post(url, {"on": tomorrow, "gifted": 8}).content.decode()


def test_home_leads_to_what_the_banks_need(curator, world):
    make_participation(make_person(world.a1))
    home = curator.get(reverse("home")).content.decode()
    assert reverse("participants:mentees") + "?consents=missing" in home
