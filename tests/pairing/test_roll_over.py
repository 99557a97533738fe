"""The change of the school year: pairs go on or end, consents, the roadmap, the word of it at home."""

from datetime import date

import pytest
from django.urls import reverse

from core.calendar import SchoolYear
from orders.models import Order
from orders.services import send_to_sign, sign_draft
from organizations.models import User
from pairing.drafts import OnPaper
from pairing.models import Pairing, RollOver, RollOverStep
from pairing.selectors.roll_over import roll_over_due, year_ahead
from pairing.services import roll_over as services
from pairing.services.roll_over import RollOverRefused
from participants.models import Person

from ..factories import make_consent, make_pairing, make_participation, make_person, make_roadmap
from .people import mentee_of, mentor_of
from .school_years import DAY, JUNE, LESSONS_END, YEAR, change_all, change_of, reflect


def waiting(world) -> dict[str, int]:
    """What needs an order, by where it is made."""
    return {rest.url: rest.number for rest in change_of(world).orders}


def proposals(world) -> dict[int, tuple[str, str]]:
    return {row.pairing.pk: (row.proposed, row.reason) for row in change_of(world).pairs}


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
