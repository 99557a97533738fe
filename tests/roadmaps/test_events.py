"""Relative deadlines: which event they wait for, and the dates that appear once it has happened."""

from datetime import date

import pytest
from django.urls import reverse

from core.models import AuditEntry
from orders.models import Order
from orders.services import cancel_order, register_paper_order, sign_order
from roadmaps.drafts import EventDraft
from roadmaps.events.sources import OrderSigned
from roadmaps.models import Activity, EventBinding, Occurrence, Roadmap
from roadmaps.selectors.events import awaited_by, waiting_activities
from roadmaps.selectors.plan import roadmap_draft, with_plan
from roadmaps.services import approval, execution, versions
from roadmaps.services.events import EventRefused, choose_events, notice_events, write_bindings
from roadmaps.services.occurrences import generate_occurrences
from roadmaps.shifting import for_next_period
from roadmaps.tasks import bind_events

from ..factories import NOW, TODAY, make_roadmap

ABOUT = "издания приказа о внедрении целевой модели наставничества"
MONTH_AFTER = f"в течение месяца после {ABOUT}"


def waiting(organization, *phrases: str, **fields) -> list[Activity]:
    """The activities of a roadmap with these deadlines, bound as their words suggest."""
    roadmap = make_roadmap(organization, activities=len(phrases), **fields)
    rows = list(Activity.objects.filter(section__roadmap=roadmap))
    for row, phrase in zip(rows, phrases, strict=True):
        row.deadline = phrase
        row.save()
    rows = [Activity.objects.get(pk=row.pk) for row in rows]
    write_bindings((row, ()) for row in rows)
    return rows


def in_force(organization, *phrases: str) -> list[Activity]:
    rows = waiting(organization, *phrases, state=Roadmap.State.APPROVED)
    generate_occurrences(rows[0].roadmap)
    return rows


def paper_order(world, title: str, on: date, number: str = "7") -> Order:
    return register_paper_order(
        organization=world.a1, number=number, signed_on=on, title=title, by=world.curator, at=NOW
    )


def bound(activity: Activity) -> list[tuple[str, str]]:
    return list(EventBinding.objects.filter(activity=activity).values_list("source", "parameter"))


def windows(activity: Activity) -> list[tuple[date | None, date | None]]:
    return list(activity.occurrences.values_list("opens", "due"))


def sweep(on: date = TODAY) -> int:
    return notice_events(waiting_activities(on), at=NOW)


# --- what the words suggest ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        (MONTH_AFTER, [("order_titled", "внедрении целевой модели наставничества")]),
        ("в течение недели после издания приказа об утверждении дорожной карты", [("roadmap_approved", "")]),
        ("после утверждения дорожной карты", [("roadmap_approved", "")]),
        ("в течение первого месяца", [("period_begins", "")]),
        ("до момента нахождения наставника", []),
        ("в течение 3 рабочих дней", []),
        ("до 15.04.2027", []),
        ("в течение года", []),
    ],
)
def test_the_words_of_a_deadline_suggest_its_event(world, phrase, expected):
    [activity] = waiting(world.a1, phrase)
    assert bound(activity) == expected
    assert all(EventBinding.objects.values_list("suggested", flat=True))


def test_the_words_may_speak_of_another_activity(world):
    named, survey, numbered = waiting(
        world.a1,
        "в течение недели после анкетирования",
        "до 15.10.2026",
        "в течение 10 дней после выполнения пункта 1.2",
    )
    survey.title = "Проведение анкетирования наставников"
    survey.save()
    write_bindings((Activity.objects.get(pk=row.pk), ()) for row in (named, numbered))
    assert bound(named) == [("activity", str(survey.uid))]
    assert bound(numbered) == [("activity", str(survey.uid))]


def test_two_activities_that_fit_suggest_nothing(world):
    waits, first, second = waiting(world.a1, "в течение недели после анкетирования", "до 15.10.2026", "до 15.11.2026")
    Activity.objects.filter(pk__in=[first.pk, second.pk]).update(title="Проведение анкетирования")
    write_bindings([(Activity.objects.get(pk=waits.pk), ())])
    assert bound(waits) == []


# --- dates appear when it has happened -------------------------------------------------------------------------------


def test_an_order_from_paper_starts_the_month(world):
    [activity] = in_force(world.a1, MONTH_AFTER)
    assert windows(activity) == [(None, None)]
    paper_order(world, "О внедрении целевой модели наставничества", date(2026, 10, 5))
    assert sweep() == 1
    assert windows(activity) == [(date(2026, 10, 5), date(2026, 11, 5))]


def test_noticing_twice_changes_nothing(world):
    in_force(world.a1, MONTH_AFTER)
    paper_order(world, "О внедрении целевой модели наставничества", date(2026, 10, 5))
    sweep()
    assert sweep() == 0
    assert Occurrence.objects.count() == 1
    assert AuditEntry.objects.filter(verb="activity.event_noticed").count() == 1


@pytest.mark.parametrize(
    ("title", "on"),
    [
        ("О проведении спартакиады", date(2026, 10, 5)),
        ("О внедрении целевой модели наставничества", date(2025, 10, 5)),
    ],
)
def test_another_order_or_an_old_one_is_not_the_event(world, title, on):
    [activity] = in_force(world.a1, MONTH_AFTER)
    paper_order(world, title, on)
    assert sweep() == 0
    assert windows(activity) == [(None, None)]


def test_an_order_of_a_neighbour_is_not_the_event(world):
    in_force(world.a1, MONTH_AFTER)
    register_paper_order(
        organization=world.a2, number="1", signed_on=date(2026, 10, 5),
        title="О внедрении целевой модели наставничества", by=None, at=NOW,
    )  # fmt: skip
    assert sweep() == 0


def test_a_cancelled_order_takes_its_dates_back(world):
    [activity] = in_force(world.a1, MONTH_AFTER)
    order = paper_order(world, "О внедрении целевой модели наставничества", date(2026, 10, 5))
    sweep()
    cancel_order(order, reason="Ошибка", by=world.director, at=NOW)
    assert sweep() == 1
    assert windows(activity) == [(None, None)]


def test_what_was_touched_stays_when_the_event_moves(world):
    [activity] = in_force(world.a1, MONTH_AFTER)
    order = paper_order(world, "О внедрении целевой модели наставничества", date(2026, 10, 5))
    sweep()
    execution.start_occurrence(activity.occurrences.get(), by=world.curator, at=NOW)
    cancel_order(order, reason="Ошибка", by=world.director, at=NOW)
    sweep()
    assert (date(2026, 10, 5), date(2026, 11, 5)) in windows(activity)


def test_the_timetable_does_it(world):
    [activity] = in_force(world.a1, MONTH_AFTER)
    paper_order(world, "О внедрении целевой модели наставничества", date(2026, 10, 5))
    bind_events()
    assert activity.occurrences.get().due == date(2026, 11, 5)


def test_an_activity_marked_done_starts_the_one_that_waits(world):
    first, second = in_force(world.a1, "до 15.11.2026", "в течение 10 дней после выполнения пункта 1.1")
    execution.mark_done(first.occurrences.get(), done_on=date(2026, 11, 10), by=world.curator, at=NOW)
    assert windows(second) == [(date(2026, 11, 10), date(2026, 11, 20))]
    execution.reopen_occurrence(first.occurrences.get(), by=world.curator, at=NOW)
    assert windows(second) == [(None, None)]


def test_approval_itself_is_an_event(world):
    [activity] = waiting(world.a1, "в течение двух недель после утверждения дорожной карты")
    approval.submit_roadmap(activity.roadmap, by=world.curator, at=NOW)
    approval.approve_roadmap(activity.roadmap, number=None, signed_on=TODAY, by=world.director, at=NOW)
    assert windows(activity) == [(date(2026, 11, 16), date(2026, 11, 30))]


def test_a_phrase_that_names_no_length_opens_and_has_no_last_day(world):
    [activity] = in_force(world.a1, f"после {ABOUT}")
    paper_order(world, "О внедрении целевой модели наставничества", date(2026, 10, 5))
    sweep()
    assert windows(activity) == [(date(2026, 10, 5), None)]
    assert not activity.occurrences.get().is_overdue(date(2027, 8, 31))


def test_what_repeats_goes_on_to_the_end_of_the_period(world):
    [activity] = in_force(world.a1, f"раз в три месяца после {ABOUT}")
    paper_order(world, "О внедрении целевой модели наставничества", date(2026, 10, 5))
    sweep()
    assert [due for _opens, due in windows(activity)] == [date(2027, 1, 5), date(2027, 4, 5), date(2027, 7, 5)]


# --- chosen by a person ----------------------------------------------------------------------------------------------


def test_a_person_says_which_event_it_is_and_when_it_was(world):
    [activity] = in_force(world.a1, "до момента нахождения наставника")
    assert [each.is_open for each in awaited_by(activity)] == [True]
    day = EventDraft("нахождения наставника", "day", "2026-12-01")
    choose_events(activity, [day], by=world.curator, at=NOW)
    activity = Activity.objects.get(pk=activity.pk)
    assert windows(activity) == [(None, date(2026, 12, 1))]
    assert [each.is_open for each in awaited_by(activity)] == [False]
    entry = AuditEntry.objects.get(verb="activity.event_chosen")
    assert entry.actor_name == str(world.curator)


def test_an_event_can_be_let_go(world):
    [activity] = in_force(world.a1, MONTH_AFTER)
    choose_events(activity, [EventDraft(ABOUT, "")], by=world.curator, at=NOW)
    assert bound(activity) == []


@pytest.mark.parametrize("chosen", [EventDraft(ABOUT, "no_such"), EventDraft("чего-то другого", "roadmap_approved")])
def test_an_impossible_event_is_refused(world, chosen):
    [activity] = waiting(world.a1, MONTH_AFTER)
    with pytest.raises(EventRefused):
        choose_events(activity, [chosen], by=world.curator, at=NOW)


def test_an_activity_cannot_wait_for_itself(world):
    [activity] = waiting(world.a1, MONTH_AFTER)
    with pytest.raises(EventRefused):
        choose_events(activity, [EventDraft(ABOUT, "activity", str(activity.uid))], by=world.curator, at=NOW)


# --- versions and copies ---------------------------------------------------------------------------------------------


def test_the_next_version_waits_for_the_same(world):
    [activity] = in_force(world.a1, "до момента нахождения наставника")
    choose_events(activity, [EventDraft("нахождения наставника", "roadmap_approved")], by=world.curator, at=NOW)
    following = versions.start_new_version(activity.roadmap, by=world.curator, at=NOW)
    assert bound(Activity.objects.get(section__roadmap=following)) == [("roadmap_approved", "")]


def test_a_day_entered_by_hand_is_not_copied_to_another_year(world):
    [activity] = in_force(world.a1, "до момента нахождения наставника")
    choose_events(activity, [EventDraft("нахождения наставника", "day", "2026-12-01")], by=world.curator, at=NOW)
    draft = roadmap_draft(with_plan(Roadmap.objects.filter(pk=activity.roadmap.pk)).get())
    [row] = for_next_period(draft, 1).sections[0].activities
    assert row.events == ()


def test_signing_an_order_of_a_kind_is_an_event(world):
    [activity] = in_force(world.a1, "в течение недели после издания приказа")
    wanted = OrderSigned().suggest(activity, "издания приказа об утверждении дорожной карты")
    choose_events(activity, [EventDraft("издания приказа", "order", wanted)], by=world.curator, at=NOW)
    sign_order(
        organization=world.a1, kind=Order.Kind.APPROVE_ROADMAP, title="Об утверждении дорожной карты", preamble="",
        clauses=["Утвердить."], signer=world.director, signer_position="Директор", signed_on=TODAY, number=None,
        at=NOW,
    )  # fmt: skip
    sweep()
    assert windows(activity) == [(date(2026, 11, 16), date(2026, 11, 23))]


# --- pages -----------------------------------------------------------------------------------------------------------


def answers(number: int = 0, **given) -> dict[str, str]:
    """The fields of one event as a browser sends them."""
    return {f"{name}_{number}": value for name, value in {"words": "", "day": "", **given}.items()}


def test_the_card_says_what_is_waited_for_and_shows_dates_at_once(world, as_role):
    [activity] = in_force(world.a1, MONTH_AFTER)
    client = as_role("curator")
    [awaited] = client.get(activity.get_absolute_url()).context["awaited"]
    assert awaited.is_open
    paper_order(world, "О внедрении целевой модели наставничества", date(2026, 10, 5))
    [awaited] = client.get(activity.get_absolute_url()).context["awaited"]
    assert awaited.binding.happened_on == date(2026, 10, 5)
    assert activity.occurrences.get().due == date(2026, 11, 5)


def test_the_event_is_chosen_on_its_page(world, as_role):
    [activity] = in_force(world.a1, "до момента нахождения наставника")
    url = reverse("roadmaps:activity_events", args=[activity.pk])
    sent = answers(text="нахождения наставника", choice="day:", day="2026-12-01")
    assert as_role("curator").post(url, sent).status_code == 302
    assert bound(activity) == [("day", "2026-12-01")]
    assert not EventBinding.objects.get().suggested


@pytest.mark.parametrize("choice", ["day:", "order_titled:"])
def test_an_event_that_needs_words_or_a_day_asks_for_them(world, as_role, choice):
    [activity] = in_force(world.a1, "до момента нахождения наставника")
    url = reverse("roadmaps:activity_events", args=[activity.pk])
    response = as_role("curator").post(url, answers(text="нахождения наставника", choice=choice))
    assert response.status_code == 200
    assert response.context["form"].errors
    assert bound(activity) == []


def test_the_form_of_an_activity_chooses_the_event_too(world, as_role):
    [activity] = waiting(world.a1, "до момента нахождения наставника")
    url = reverse("roadmaps:activity_edit", args=[activity.pk])
    sent = {"seen": activity.revision, "uid": activity.uid, "title": "Поиск", "deadline": activity.deadline}
    as_role("curator").post(url, sent | answers(text="нахождения наставника", choice="roadmap_approved:"))
    assert bound(activity) == [("roadmap_approved", "")]


def test_an_answer_about_another_phrase_is_not_taken_for_this_one(world, as_role):
    [activity] = waiting(world.a1, "до момента нахождения наставника")
    url = reverse("roadmaps:activity_edit", args=[activity.pk])
    sent = {"seen": activity.revision, "uid": activity.uid, "title": "Поиск", "deadline": MONTH_AFTER}
    as_role("curator").post(url, sent | answers(text="нахождения наставника", choice="roadmap_approved:"))
    assert bound(activity) == [("order_titled", "внедрении целевой модели наставничества")]


def test_the_reading_of_a_phrase_offers_its_event(world, as_role):
    [activity] = waiting(world.a1, "до 15.04.2027")
    url = reverse("roadmaps:deadline_reading", args=[activity.roadmap.pk])
    form = as_role("curator").get(url, {"deadline": MONTH_AFTER, "uid": activity.uid}).context["event_form"]
    [group] = form.groups
    assert (group.choice.value(), group.words.value()) == ("order_titled:", "внедрении целевой модели наставничества")


@pytest.mark.parametrize(("role", "status"), [("executor", 403), ("director", 403), ("stranger", 404)])
def test_only_who_keeps_the_plan_chooses_events(world, as_role, role, status):
    [activity] = in_force(world.a1, MONTH_AFTER)
    assert as_role(role).get(reverse("roadmaps:activity_events", args=[activity.pk])).status_code == status
