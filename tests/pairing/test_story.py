"""Two banks → wishes → proposal → override → order → replacement → completion; a past day keeps its answer."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from core.documents import render
from core.models import AuditEntry
from orders.annexes import annexes_of
from orders.models import Order
from orders.services import cancel_order
from orders.services.drafts import discard_draft, send_to_sign
from orders.services.errors import OrderRefused
from orders.services.signing import sign_draft
from pairing.drafts import EndDraft, OnPaper, PairDraft, Registered
from pairing.models import Membership, Pairing
from pairing.selectors.counts import pairs_by_institution
from pairing.selectors.standing import with_standing
from pairing.services import changes, matching, ordering, pairs
from pairing.services.changes import earliest_last_day
from pairing.services.pairs import PairRefused
from pairing.services.wishes import record_wishes
from participants.engagement import paired
from participants.models import Consent, MentoringForm, Participation

from ..factories import NOW, TODAY, make_order, make_pairing
from .people import mentee_of, mentor_of, teacher_of

LATER = NOW + timedelta(days=60)
ENDS = date(2027, 5, 31)


@pytest.fixture
def clock(world):
    world.curator.last_name = "Иванова"  # a name that the declension is sure of
    world.curator.save()
    return {"by": world.curator, "at": NOW}


def standing(pairing, on) -> str:
    return with_standing(Pairing.objects.filter(pk=pairing.pk), on).get().standing


def in_pairs(on) -> set[int]:
    return set(Participation.objects.filter(paired(on)).values_list("pk", flat=True))


def test_from_two_banks_to_a_completed_pair(world, clock):
    mentors = [mentor_of(world.a1, name) for name in ("Орлова", "Синицына", "Галкина")]
    mentees = [mentee_of(world.a1, name) for name in ("Котова", "Зимина")]
    record_wishes({mentees[0]: [mentors[1]]}, side="mentee", organization=world.a1, **clock)
    round = matching.start_round(
        organization=world.a1, form=None, goal="stable", starts_on=TODAY, ends_on=ENDS, **clock
    )
    assert round.proposals.get(mentee=mentees[0]).mentor == mentors[1]
    matching.choose_mentor(round, mentee=mentees[1], mentor=mentors[0], reason="Живут рядом", **clock)
    matching.check_round(round, **clock)
    made = pairs.make_pairs_of(round, in_groups=False, **clock)
    assert len(made) == 2 and not in_pairs(TODAY)

    order = ordering.draft_assignment(made, organization=world.a1, **clock)
    assert {standing(pair, TODAY) for pair in made} == {"unsigned"}
    with pytest.raises(OrderRefused):
        discard_draft(order, **clock)
    with pytest.raises(PairRefused):  # who is in it stands in the draft
        pairs.join_group(made[0], mentee=mentee_of(world.a1, "Летова"), on=TODAY, **clock)
    text = str(annexes_of(order)[0].blocks)
    assert "Котова Дарья Олеговна" in text and "согласие наставляемого от 01.09.2026" in text
    assert render(annexes_of(order)[0], "pdf").startswith(b"%PDF")
    send_to_sign(order, **clock)
    sign_draft(order, by=world.director, at=NOW)
    assert in_pairs(TODAY) == {mentors[0].pk, mentors[1].pk, mentees[0].pk, mentees[1].pk}
    assert not in_pairs(TODAY - timedelta(days=1))
    with pytest.raises(OrderRefused):
        cancel_order(Order.objects.get(pk=order.pk), reason="Ошибка", by=world.director, at=NOW)

    pair = Pairing.objects.get(mentor=mentors[1])
    changed_on = TODAY + timedelta(days=30)
    issue = OnPaper("21-од", TODAY + timedelta(days=28))
    new = changes.replace_mentor(
        pair, mentor=mentors[2], first_day=changed_on, reason="Болезнь", issue=issue, by=world.curator, at=LATER
    )
    assert (standing(pair, changed_on - timedelta(days=1)), standing(pair, changed_on)) == ("active", "terminated")
    assert (standing(new, changed_on - timedelta(days=1)), standing(new, changed_on)) == ("ahead", "active")
    assert mentors[1].pk in in_pairs(TODAY) and mentors[2].pk not in in_pairs(TODAY)

    changes.complete_pairs([new], last_day=changed_on + timedelta(days=20), by=world.curator, at=LATER)
    assert standing(new, changed_on + timedelta(days=20)) == "active"
    assert standing(new, changed_on + timedelta(days=21)) == "completed"


def test_a_pair_stands_still_without_a_consent_and_works_again_with_it(world):
    pair = make_pairing(mentor_of(world.a1), mentee_of(world.a1))
    assert standing(pair, TODAY) == "active"
    Consent.objects.filter(person=pair.mentor.person, kind="processing").update(withdrawn_on=TODAY)
    assert (standing(pair, TODAY - timedelta(days=1)), standing(pair, TODAY)) == ("active", "paused")


def test_who_leaves_a_group_leaves_it_from_a_day_on(world, clock):
    mentor = mentor_of(world.a1, capacity=3)
    first, second, third = (mentee_of(world.a1, name) for name in ("Котова", "Зимина", "Летова"))
    group = make_pairing(mentor, first, second)
    pairs.join_group(group, mentee=third, on=TODAY, **clock)
    member = Membership.objects.get(mentee=first)
    pairs.leave_group(member, last_day=TODAY, reason="Переезд", **clock)
    tomorrow = TODAY + timedelta(days=1)
    assert first.pk in in_pairs(TODAY) and first.pk not in in_pairs(tomorrow)
    assert third.pk not in in_pairs(TODAY - timedelta(days=1)) and third.pk in in_pairs(TODAY)
    pairs.leave_group(Membership.objects.get(mentee=second), last_day=TODAY, reason="Переезд", **clock)
    with pytest.raises(PairRefused):
        pairs.leave_group(Membership.objects.get(mentee=third), last_day=TODAY, reason="Переезд", **clock)


def test_a_pair_by_hand_is_refused_where_it_cannot_be(world, clock):
    mentor, mentee, other = mentor_of(world.a1), mentee_of(world.a1), mentee_of(world.a1, "Зимина")
    make_pairing(mentor, mentee)
    stranger = mentee_of(world.b1, "Чужая")
    for who in ((mentee,), (other,), (stranger,), ()):
        with pytest.raises(PairRefused):
            pairs.make_pair(PairDraft(mentor, who, TODAY, ENDS), organization=world.a1, **clock)
    free = mentor_of(world.a1, "Синицына")
    Consent.objects.filter(person=other.person).update(withdrawn_on=TODAY)
    with pytest.raises(PairRefused):
        pairs.make_pair(PairDraft(free, (other,), TODAY, ENDS), organization=world.a1, **clock)


def test_between_employees_notice_of_three_working_days_and_an_order(world, clock):
    form = MentoringForm.objects.filter(track="teachers", organization=None).first()
    pair = make_pairing(teacher_of(world.a1, "mentor", "Орлова", form), teacher_of(world.a1, "mentee", "Котова", form))
    Membership.objects.create(pairing=pair, mentee=teacher_of(world.a1, "mentee", "Зимина", form), joined_on=TODAY)
    order = make_order(world.a1, kind="terminate", signed_on=TODAY)
    friday = date(2026, 11, 13)
    assert earliest_last_day(friday) == date(2026, 11, 18)
    for draft, issue in (
        (EndDraft(date(2026, 11, 18), "mentor", "Нагрузка", friday), None),
        (EndDraft(date(2026, 11, 18), "mentor", "Нагрузка"), Registered(order)),
        (EndDraft(date(2026, 11, 17), "mentor", "Нагрузка", friday), Registered(order)),
    ):
        with pytest.raises(PairRefused):
            changes.end_early(pair, draft, issue=issue, **clock)
    changes.end_early(
        pair, EndDraft(date(2026, 11, 18), "mentor", "Нагрузка", friday), issue=Registered(order), **clock
    )
    pair.refresh_from_db()
    assert (pair.ended_on, pair.ending.order) == (date(2026, 11, 19), order)


def test_an_extension_moves_the_last_day_only_further(world, clock):
    pair = make_pairing(mentor_of(world.a1), mentee_of(world.a1))
    issue = Registered(make_order(world.a1, kind="change_pairs"))
    with pytest.raises(PairRefused):
        changes.extend_pairs([pair], ends_on=ENDS, issue=issue, **clock)
    changes.extend_pairs([pair], ends_on=date(2027, 8, 31), issue=issue, **clock)
    assert standing(pair, date(2027, 7, 1)) == "active"


def test_those_above_get_numbers(world):
    make_pairing(mentor_of(world.a1, capacity=2), mentee_of(world.a1), mentee_of(world.a1, "Зимина"))
    mentee_of(world.a1, "Летова")
    lines = {line.organization: line for line in pairs_by_institution(world.north.path, TODAY)}
    assert set(lines) == {world.a1, world.a2}
    line = lines[world.a1]
    assert (line.pairs, line.groups, line.mentors, line.mentees, line.waiting) == (0, 1, 1, 2, 1)


def test_the_list_finds_by_name_and_its_file_is_in_the_trail(as_role, world):
    pair = make_pairing(mentor_of(world.a1), mentee_of(world.a1))
    make_pairing(mentor_of(world.b1, "Чужая"), mentee_of(world.b1, "Посторонняя"))
    client, url = as_role("curator"), reverse("pairing:pairs")
    page = client.get(url, {"q": "котов"}).content.decode()
    assert pair.get_absolute_url() in page and "Посторонняя" not in page
    assert pair.get_absolute_url() not in client.get(url, {"q": "нетакой"}).content.decode()
    assert client.get(url, {"download": "xlsx"}).status_code == 200
    assert AuditEntry.objects.filter(verb="person.exported").count() == 2


@pytest.mark.parametrize(("name", "most"), [("pairing:pairs", 15), ("pairing:pair", 16)])
def test_pages_take_the_same_queries_for_one_pair_and_for_many(
    as_role, world, name, most, django_assert_max_num_queries
):
    client = as_role("curator")
    pair = make_pairing(mentor_of(world.a1), mentee_of(world.a1))
    url = reverse(name, args=[pair.pk] if name == "pairing:pair" else [])
    client.get(url)
    with django_assert_max_num_queries(most) as one:
        client.get(url)
    for number in range(3):
        make_pairing(mentor_of(world.a1, f"Мышкина{number}"), mentee_of(world.a1, f"Ласкина{number}"))
    with django_assert_max_num_queries(len(one)):
        client.get(url)
