"""The change of the school year: every step repeated and taken back, another school untouched."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone

from core.calendar import SchoolYear
from core.models import AuditEntry
from orders.models import Order
from orders.services import send_to_sign, sign_draft
from organizations.models import User
from pairing.drafts import OnPaper
from pairing.erasing import erase_from_pairs
from pairing.models import ClassMove, Pairing, Reflection, RollOver, RollOverStep
from pairing.selectors.roll_over import progress_of, roll_over_due, year_ahead
from pairing.selectors.year_change import YearChange
from pairing.services import roll_over as services
from pairing.services.roll_over import RollOverRefused
from pairing.services.year_classes import ClassChoice, move_classes, put_classes_back
from participants.classes import Turn
from participants.drafts import PersonDraft
from participants.models import Consent, Participation, Person
from participants.services.classes import change_class
from participants.services.merging import merge_people

from ..factories import make_consent, make_pairing, make_participation, make_person, make_roadmap
from .people import mentee_of, mentor_of

JUNE = datetime(2027, 6, 10, 10, 0, tzinfo=ZoneInfo("Europe/Moscow"))
DAY = JUNE.date()
YEAR = SchoolYear(2027)
LESSONS_END = date(2027, 5, 31)


@pytest.fixture
def clock(world):
    return {"by": world.curator, "at": JUNE}


def change_of(world, on=DAY) -> YearChange:
    progress = progress_of(world.a1, on)
    return YearChange(world.a1, progress.year, progress.roll_over, on)


def waiting(world) -> dict[str, int]:
    """What needs an order, by where it is made."""
    return {rest.url: rest.number for rest in change_of(world).orders}


def proposals(world) -> dict[int, tuple[str, str]]:
    return {row.pairing.pk: (row.proposed, row.reason) for row in change_of(world).pairs}


def reflect(pairing, participation, goes_on) -> None:
    Reflection.objects.create(pairing=pairing, participation=participation, on=LESSONS_END, goes_on=goes_on)


@pytest.mark.parametrize(
    ("on", "starts"),
    [(date(2027, 5, 1), 2027), (DAY, 2027), (date(2027, 9, 15), 2027), (date(2027, 12, 31), 2027),
     (date(2028, 4, 30), 2027), (date(2028, 5, 1), 2028)],
)  # fmt: skip
def test_from_may_on_the_next_school_year_is_prepared(on, starts):
    assert year_ahead(on) == SchoolYear(starts)


def test_pairs_are_proposed_by_dates_classes_and_reflections(world):
    ending = make_pairing(mentor_of(world.a1, "Абова"), mentee_of(world.a1, "Бобова"))
    longer = make_pairing(mentor_of(world.a1, "Вовина"), mentee_of(world.a1, "Гагина"), ends_on=date(2028, 5, 31))
    ready = make_pairing(mentor_of(world.a1, "Дедова"), mentee_of(world.a1, "Ежова"))
    tired = make_pairing(mentor_of(world.a1, "Жукова"), mentee_of(world.a1, "Зимина"), ends_on=date(2028, 5, 31))
    leaving = make_pairing(mentor_of(world.a1, "Ильина"), mentee_of(world.a1, "Котова"), ends_on=date(2028, 5, 31))
    Person.objects.filter(last_name="Ильина").update(class_group="11 «Б»")
    for pairing, mentor_ready in ((ready, True), (tired, False)):
        reflect(pairing, pairing.mentor, mentor_ready)
        reflect(pairing, pairing.mentees.get(), True)
    make_pairing(mentor_of(world.a1, "Лосева"), mentee_of(world.a1, "Мухина"), state="draft")
    found = proposals(world)
    assert {number: proposed for number, (proposed, _why) in found.items()} == {
        ending.pk: "finish", longer.pk: "go_on", ready.pk: "go_on", tired.pk: "finish", leaving.pk: "finish"
    }  # fmt: skip
    assert "31 мая 2027" in found[ending.pk][1]


def test_a_class_already_changed_does_not_make_a_pupil_a_graduate(world, clock):
    pairing = make_pairing(mentor_of(world.a1, "Абова"), mentee_of(world.a1, "Бобова"), ends_on=date(2028, 5, 31))
    change_all(world, clock)
    assert Person.objects.get(last_name="Абова").class_group == "11 «А»"
    assert proposals(world)[pairing.pk][0] == "go_on"


def test_decisions_are_kept_and_carried_out_once(world, clock):
    User.objects.filter(pk=world.curator.pk).update(last_name="Кураторова")
    world.curator.last_name = "Иванова"  # a name that the declension is sure of
    world.curator.save()
    finishing = make_pairing(mentor_of(world.a1, "Абова"), mentee_of(world.a1, "Бобова"))
    going_on = make_pairing(mentor_of(world.a1, "Вовина"), mentee_of(world.a1, "Гагина"))
    decisions = {finishing: "finish", going_on: "go_on"}
    assert services.decide_pairs(world.a1, YEAR, decisions, **clock) == 2
    assert services.decide_pairs(world.a1, YEAR, decisions, **clock) == 0
    roll_over = RollOver.objects.get()
    results, extension = (
        services.draft_results(roll_over, **clock),
        services.draft_extension(roll_over, ends_on=date(2028, 5, 31), **clock),
    )
    assert (results.kind, extension.kind) == ("results", "change_pairs")
    assert "Бобова" in str(results.tables) and "Гагина" not in str(results.tables)
    assert "Гагина" in str(extension.tables) and "31.05.2028" in str(extension.tables)
    assert waiting(world)[reverse("orders:list")] == 2
    with pytest.raises(RollOverRefused):
        services.complete_decided(roll_over, last_day=DAY, **clock)
    assert (finishing.ending, going_on.last_day) == (None, LESSONS_END)
    for order in (results, extension):
        send_to_sign(order, **clock)
        sign_draft(order, by=world.director, at=JUNE)
    assert (finishing.ending.kind, finishing.last_day, going_on.last_day) == (
        "completed", LESSONS_END, date(2028, 5, 31)
    )  # fmt: skip


def test_decisions_are_carried_out_without_drafts_too(world, clock):
    finishing = make_pairing(mentor_of(world.a1, "Абова"), mentee_of(world.a1, "Бобова"))
    going_on = make_pairing(mentor_of(world.a1, "Вовина"), mentee_of(world.a1, "Гагина"))
    services.decide_pairs(world.a1, YEAR, {finishing: "finish", going_on: "go_on"}, **clock)
    roll_over = RollOver.objects.get()
    outcomes = services.complete_decided(roll_over, last_day=DAY, **clock)
    assert (outcomes.done, outcomes.doubts) == (1, [])
    finishing.refresh_from_db()
    assert (finishing.ending.kind, finishing.last_day) == ("completed", LESSONS_END)
    with pytest.raises(RollOverRefused):
        services.complete_decided(roll_over, last_day=DAY, **clock)

    issue = OnPaper("77-од", DAY)
    assert services.extend_decided(roll_over, ends_on=date(2028, 5, 31), issue=issue, **clock).done == 1
    going_on.refresh_from_db()
    assert (going_on.ending, going_on.last_day) == (None, date(2028, 5, 31))
    assert Pairing.objects.active(date(2027, 9, 20)).get() == going_on
    with pytest.raises(RollOverRefused):
        services.extend_decided(roll_over, ends_on=date(2028, 5, 31), issue=issue, **clock)
    assert Order.objects.filter(number="77-од").count() == 1


def test_one_paper_order_extends_many(world, clock):
    pairs = [make_pairing(mentor_of(world.a1, f"А{n}ова"), mentee_of(world.a1, f"Б{n}ова")) for n in "бвг"]
    services.decide_pairs(world.a1, YEAR, dict.fromkeys(pairs, "go_on"), **clock)
    issue = OnPaper("78-од", DAY)
    outcomes = services.extend_decided(RollOver.objects.get(), ends_on=date(2028, 5, 31), issue=issue, **clock)
    assert outcomes.done == 3 and Order.objects.filter(number="78-од").count() == 1


def test_an_impossible_extension_is_refused_with_its_reason(world, clock):
    pairing = make_pairing(mentor_of(world.a1), mentee_of(world.a1))
    services.decide_pairs(world.a1, YEAR, {pairing: "go_on"}, **clock)
    with pytest.raises(RollOverRefused):
        ends_on, issue = date(2029, 5, 31), OnPaper("1-од", DAY)
        services.extend_decided(RollOver.objects.get(), ends_on=ends_on, issue=issue, **clock)
    assert not Order.objects.filter(number="1-од", kind="change_pairs").exists()


def change_all(world, clock, **turns):
    """Everything as it is proposed, but for people named by `turns`."""
    choices = [
        ClassChoice(person, turns.get(person.last_name, row.next.turn), row.next.group)
        for row in change_of(world).classes
        for person in row.people
    ]
    return move_classes(world.a1, YEAR, choices, **clock)


@pytest.fixture
def school(world) -> dict[str, Participation]:
    """One learner of each kind of class, a teacher, and a learner of another school."""
    groups = {
        "Пятова": "5 «Б»",
        "Девятова": "9 «А»",
        "Выпускова": "11 «А»",
        "Садова": "Группа «Солнышко»",
        "Безова": "",
    }
    found = {}
    for name, group in groups.items():
        found[name] = mentee_of(world.a1, name, birth_on=date(2012, 5, 14), class_group=group)
    make_person(world.a1, last_name="Учителева", kind="employee", class_group="", position="учитель")
    make_person(world.a2, last_name="Чужова", class_group="5 «Б»")
    return found


def groups_of(organization) -> dict[str, str]:
    return dict(Person.objects.filter(organization=organization).values_list("last_name", "class_group"))


def test_classes_go_up_graduates_leave_the_rest_is_left(world, clock, school):
    moved = change_all(world, clock)
    assert (moved.up, moved.graduated, moved.stayed, moved.doubts) == (2, 1, 1, [])
    assert groups_of(world.a1) == {
        "Пятова": "6 «Б»", "Девятова": "10 «А»", "Выпускова": "11 «А»", "Садова": "Группа «Солнышко»", "Безова": "",
        "Учителева": "",
    }  # fmt: skip
    graduate = Participation.objects.get(person__last_name="Выпускова")
    assert (graduate.leaving, graduate.left_on, graduate.person.archived_on) == ("graduated", DAY, DAY)
    processing = Consent.objects.valid_on(DAY + timedelta(days=1)).filter(kind="processing")
    assert not processing.filter(person=graduate.person).exists()
    assert groups_of(world.a2) == {"Чужова": "5 «Б»"}
    assert progress_of(world.a1, DAY).steps.keys() == {"classes"}
    trail = AuditEntry.objects.get(verb="rollover.classes_moved")
    assert trail.changes == {"up": 2, "graduated": 1, "stayed": 1, "in_doubt": 0} and "Пятова" not in str(trail)


def test_a_second_run_moves_nobody_twice_nor_those_entered_later(world, clock, school):
    choices = [
        ClassChoice(person, row.next.turn, row.next.group) for row in change_of(world).classes for person in row.people
    ]
    move_classes(world.a1, YEAR, choices, **clock)
    assert move_classes(world.a1, YEAR, choices, **clock).up == 0
    assert change_of(world).classes == []
    late = make_person(world.a1, last_name="Новикова", class_group="6 «Б»")
    Person.objects.filter(pk=late.pk).update(created_at=JUNE + timedelta(hours=1))
    assert change_of(world).classes == []
    assert groups_of(world.a1)["Пятова"] == "6 «Б»"


def test_the_next_year_moves_them_again(world, clock, school):
    change_all(world, clock)
    rows = YearChange(world.a1, SchoolYear(2028), None, date(2028, 6, 1)).classes
    assert [row.group for row in rows] == ["Группа «Солнышко»", "6 «Б»", "10 «А»"]


def test_a_graduate_whom_a_pair_holds_waits_for_its_end(world, clock):
    graduate = mentor_of(world.a1, "Выпускова")
    Person.objects.filter(pk=graduate.person_id).update(class_group="11 «А»")
    pairing = make_pairing(graduate, mentee_of(world.a1, "Котова"))
    moved = change_all(world, clock)
    assert [person.last_name for person, _why in moved.doubts] == ["Выпускова"]
    assert sum(len(row.held) for row in change_of(world).classes if row.next.turn == Turn.GRADUATES) == 1
    services.decide_pairs(world.a1, YEAR, {pairing: "finish"}, **clock)
    services.complete_decided(RollOver.objects.get(), last_day=DAY, **clock)
    assert change_all(world, clock).graduated == 1
    assert change_of(world).classes == []


def test_somebody_who_repeats_the_class_or_leaves_after_the_ninth(world, clock, school):
    moved = change_all(world, clock, Пятова=Turn.STAYS, Девятова=Turn.GRADUATES)
    assert (moved.up, moved.graduated, moved.stayed) == (0, 2, 2)
    assert groups_of(world.a1)["Пятова"] == "5 «Б»"
    assert change_of(world).classes == []


def test_the_change_is_taken_back(world, clock, school):
    before = groups_of(world.a1)
    valid = set(Consent.objects.valid_on(DAY + timedelta(days=1)).values_list("pk", flat=True))
    change_all(world, clock)
    outcome = put_classes_back(RollOver.objects.get(), **clock)
    assert (outcome.restored, outcome.kept) == (4, 0)
    assert groups_of(world.a1) == before and not ClassMove.objects.exists()
    back = Participation.objects.get(person__last_name="Выпускова")
    assert (back.left_on, back.leaving, back.person.archived_on) == (None, "", None)
    assert set(Consent.objects.valid_on(DAY + timedelta(days=1)).values_list("pk", flat=True)) == valid
    with pytest.raises(RollOverRefused):
        put_classes_back(RollOver.objects.get(), **clock)
    assert change_all(world, clock).up == 2


def test_what_somebody_changed_since_stays(world, clock, school):
    change_all(world, clock)
    change_class(Person.objects.get(last_name="Пятова"), "6 «В»", **clock)
    outcome = put_classes_back(RollOver.objects.get(), **clock)
    assert (outcome.restored, outcome.kept) == (3, 1)
    assert groups_of(world.a1)["Пятова"] == "6 «В»"
    assert "Пятова" not in {person.last_name for row in change_of(world).classes for person in row.people}


def test_classes_are_forgotten_with_the_person(world, clock, school):
    change_all(world, clock)
    person = school["Пятова"].person
    assert "класс до и после перевода на новый учебный год" in erase_from_pairs(person, JUNE)
    assert not ClassMove.objects.filter(person=person).exists()
    assert put_classes_back(RollOver.objects.get(), **clock).restored == 3


def test_two_cards_of_one_human_are_merged_after_the_change(world, clock, school):
    change_all(world, clock)
    keep, lose = school["Пятова"].person, school["Садова"].person
    keep.refresh_from_db()
    merge_people(keep, lose, draft=PersonDraft.of(keep), seen=keep.revision, **clock)
    assert put_classes_back(RollOver.objects.get(), **clock).restored == 3
    assert groups_of(world.a1)["Пятова"] == "5 «Б»"


def renewals(world, on=DAY) -> dict[str, dict[str, date]]:
    return {
        row.person.last_name: {paper.kind.value: paper.sign_on for paper in row.papers}
        for row in change_of(world, on).renewals
    }


def test_consents_that_do_not_last_through_the_new_year(world):
    learner = {"class_group": "7 «А»"}
    lasting = make_participation(make_person(world.a1, last_name="Долгова", birth_on=date(2016, 5, 14), **learner))
    ending = make_participation(make_person(world.a1, last_name="Концова", birth_on=date(2016, 5, 14), **learner))
    fourteen = make_participation(make_person(world.a1, last_name="Ростова", birth_on=date(2013, 11, 2), **learner))
    adult = make_participation(make_person(world.a1, last_name="Взрослова", birth_on=date(2010, 2, 29 - 1), **learner))
    nothing = make_participation(make_person(world.a1, last_name="Пустова", birth_on=date(2016, 5, 14), **learner))
    graduate = make_participation(make_person(world.a1, last_name="Ушлова", class_group="11 «А»"))
    other = make_participation(make_person(world.a2, last_name="Чужова"))
    for row in (lasting, ending, fourteen, adult):
        make_consent(row.person, "participation", **({"valid_until": date(2027, 12, 31)} if row == ending else {}))
        make_consent(row.person, "processing")
    assert nothing.pk and graduate.pk and other.pk
    assert renewals(world) == {
        "Концова": {"participation": date(2027, 12, 31)},
        "Ростова": {"processing": date(2027, 11, 2), "participation": date(2027, 11, 2)},
        "Взрослова": {"processing": date(2028, 2, 28), "participation": date(2028, 2, 28)},
        "Пустова": {"processing": DAY, "participation": DAY},
    }


def test_a_consent_signed_anew_is_not_asked_for(world):
    row = make_participation(make_person(world.a1, birth_on=date(2016, 5, 14), class_group="3 «А»"))
    make_consent(row.person, "participation")
    make_consent(row.person, "processing", valid_until=date(2027, 12, 31))
    assert renewals(world) == {"Соколова": {"processing": date(2027, 12, 31)}}
    make_consent(row.person, "processing", signed_on=date(2027, 6, 1))
    assert renewals(world) == {}


def test_the_roadmap_of_the_new_year_is_found(world):
    earlier = make_roadmap(world.a1, state="approved")
    assert (change_of(world).roadmaps, change_of(world).earlier_roadmaps) == ([], [earlier])
    assert reverse("roadmaps:list") in {rest.url for rest in change_of(world).rest}
    new = make_roadmap(
        world.a1, period_from=date(2027, 9, 1), period_to=date(2028, 8, 31), state="approved", title="Новая"
    )
    assert change_of(world).roadmaps == [new]
    assert reverse("roadmaps:list") not in {rest.url for rest in change_of(world).rest}


def test_home_speaks_of_it_from_may_to_september_until_all_is_done(world, clock):
    assert roll_over_due(world.curator, date(2027, 4, 30)) is None
    assert roll_over_due(world.methodologist, DAY) is None
    assert roll_over_due(world.director, DAY).done == 0
    for step in RollOverStep.Step:
        services.declare_step(world.a1, YEAR, step, **clock)
    assert RollOver.objects.count() == 1
    assert roll_over_due(world.curator, DAY) is None
    services.reopen_step(RollOver.objects.get(), "consents", **clock)
    assert roll_over_due(world.curator, DAY).done == 3
    with pytest.raises(RollOverRefused):
        services.reopen_step(RollOver.objects.get(), "consents", **clock)


@pytest.fixture
def in_june(monkeypatch):
    """The clock of the edges shows the tenth of June 2027."""
    monkeypatch.setattr(timezone, "now", lambda: JUNE)


def test_the_pages_from_the_first_decision_to_the_last_step(world, as_role, school, in_june):
    mentor = mentor_of(world.a1, "Абова")
    pairing = make_pairing(mentor, school["Пятова"])
    browser = as_role("curator")
    assert browser.get(reverse("home")).context["roll_over"].done == 0
    browser.post(reverse("pairing:roll_over_pairs"), {f"pair-{pairing.pk}": "go_on"})
    page = browser.get(reverse("pairing:roll_over_pairs"))
    assert (page.context["finishing"], page.context["going_on"]) == (0, 1)
    answer = browser.post(reverse("pairing:roll_over_extension"), {"ends_on": "2028-05-31"})
    assert answer.url == Order.objects.get(kind="change_pairs").get_absolute_url()

    form = browser.get(reverse("pairing:roll_over_classes")).context["form"]
    data = {field.html_name: field.value() or "" for field in form}
    answer = browser.post(reverse("pairing:roll_over_classes"), data, follow=True)
    assert len(answer.context["moves"]) == 5 and "6 «Б»" in answer.text
    browser.post(reverse("pairing:roll_over_classes_back"))
    assert groups_of(world.a1)["Пятова"] == "5 «Б»"
    browser.post(reverse("pairing:roll_over_done", args=["roadmap"]))
    progress = browser.get(reverse("pairing:roll_over")).context["progress"]
    assert progress.steps.keys() == {"pairs", "roadmap"}
    assert browser.get(reverse("pairing:roll_over_done", args=["nothing"])).status_code == 404


def test_a_class_that_goes_up_needs_a_name(world, as_role, school, in_june):
    browser = as_role("curator")
    form = browser.get(reverse("pairing:roll_over_classes")).context["form"]
    data = {field.html_name: "" if field.html_name.startswith("group-") else field.value() or "" for field in form}
    answer = browser.post(reverse("pairing:roll_over_classes"), data)
    assert len(answer.context["form"].errors) == 2 and not RollOver.objects.exists()


def test_blanks_of_everybody_in_one_file_are_in_the_trail(world, as_role, in_june):
    row = make_participation(make_person(world.a1, birth_on=date(2016, 5, 14), class_group="3 «А»"))
    make_consent(row.person, "participation")
    make_consent(row.person, "processing", valid_until=date(2027, 12, 31))
    url = reverse("pairing:roll_over_consents")
    answer = as_role("curator").get(url, {"format": "docx"})
    assert answer["Content-Disposition"].startswith("attachment")
    assert AuditEntry.objects.filter(verb="consents.printed", subject_id=str(row.person_id)).exists()
    Consent.objects.all().delete()
    Participation.objects.all().delete()
    assert as_role("curator").get(url, {"format": "pdf"}).context["refusal"]
