"""The pages of a quarter, in the hands of curator, director and methodologist."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from monitoring.models import Submission
from monitoring.services.filling import begin
from monitoring.services.periods import next_quarter
from monitoring.services.submissions import send_to_sign, submit
from tests.factories import PASSWORD

from .factories import make_mentee, make_mentor, make_quarter, make_working_pair
from .test_submissions import OPEN, fill

pytestmark = pytest.mark.django_db
State = Submission.State


@pytest.fixture
def period(world):
    make_working_pair(make_mentor(world.a1, last_name="Быкова"), make_mentee(world.a1, last_name="Зимина"))
    return make_quarter(world.north, by=world.methodologist, closes_on=None)


@pytest.fixture
def begun(world, period):
    submission = begin(period, world.a1, by=world.curator, at=OPEN)
    submission.figures.filter(indicator__unit="percent").update(denominator=100, counted_denominator=100)
    return submission


@pytest.fixture
def handed_in(world, begun):
    fill(world, begun)
    send_to_sign(begun, by=world.curator, at=OPEN)
    submit(begun, by=world.director, at=OPEN)
    return begun


def page(client, name: str, *args) -> str:
    return client.get(reverse(f"monitoring:{name}", args=args), follow=True).content.decode()


def typed_figures(submission) -> dict:
    """Noughts where nothing could be counted."""
    data = {"seen": submission.revision, "problems": "Мало наставников"}
    for figure in submission.figures.all():
        typed = figure.numerator is None
        numerator = "0" if typed else str(figure.numerator)
        data |= {f"numerator_{figure.pk}": numerator, f"comment_{figure.pk}": "Проверено"}
        data |= {f"reason_{figure.pk}": "По журналу" if typed else "", f"denominator_{figure.pk}": ""}
    return data


def test_from_the_first_count_to_the_signature(as_role, world, period):
    client = as_role("curator")
    begins = reverse("monitoring:submission_begin", args=[period.pk])
    assert f'href="{begins}"' in client.get(reverse("home")).content.decode()
    client.post(begins)
    assert f'href="{begins}"' not in client.get(reverse("home")).content.decode()
    submission = Submission.objects.get(organization=world.a1)
    submission.figures.filter(indicator__unit="percent").update(denominator=100, counted_denominator=100)
    assert reverse("monitoring:figures", args=[submission.pk]) in page(client, "period", period.pk)
    client.post(reverse("monitoring:figures", args=[submission.pk]), typed_figures(submission))
    client.post(reverse("monitoring:submission_send", args=[submission.pk]))
    submission.refresh_from_db()
    assert submission.state == State.TO_SIGN
    sign = reverse("monitoring:submission_sign", args=[submission.pk])
    client = as_role("director")
    assert client.post(sign, {"password": "не тот"}).status_code == 200
    client.post(sign, {"password": PASSWORD})
    submission.refresh_from_db()
    assert (submission.state, submission.signed_by) == (State.SUBMITTED, world.director)


def test_unfinished_figures_are_not_shown_above(as_role, world, period, begun):
    client = as_role("methodologist")
    board = page(client, "period", period.pk)
    assert world.a1.short_name in board
    assert begun.get_absolute_url() not in board
    assert client.get(begun.get_absolute_url()).status_code == 404


def test_a_cell_is_returned_and_the_rest_stays(as_role, world, handed_in):
    cell = handed_in.figures.get(indicator__code="child-mentees")
    client = as_role("methodologist")
    back = reverse("monitoring:submission_return", args=[handed_in.pk])
    assert "remark" in client.post(back, {}).context["form"].errors or client.post(back, {}).status_code == 200
    client.post(back, {f"remark_{cell.pk}": "Сверьте с приказом"})
    version = Submission.objects.get(version=2)
    returned = page(as_role("curator"), "submission", version.pk)
    assert returned.count("is-returned") == 1
    assert "Сверьте с приказом" in returned


def test_acceptance_locks_and_counts(as_role, world, period, handed_in):
    client = as_role("methodologist")
    client.post(reverse("monitoring:submission_accept", args=[handed_in.pk]))
    handed_in.refresh_from_db()
    assert handed_in.state == State.ACCEPTED
    assert client.get(reverse("monitoring:period", args=[period.pk])).context["numbers"].accepted == 1
    curator = as_role("curator")
    correct = reverse("monitoring:submission_correct", args=[handed_in.pk])
    assert curator.post(correct, {"reason": "Ошибка"}).status_code == 200  # refused: locked
    extend = reverse("monitoring:period_extend", args=[period.pk, world.a1.pk])
    as_role("methodologist").post(extend, {"until": "2027-01-15", "reason": "По просьбе директора"})
    as_role("curator").post(correct, {"reason": "Ошибка"})
    assert Submission.objects.filter(version=2, state=State.DRAFT).exists()


@pytest.mark.parametrize("name", ["periods", "values", "indicators", "targets", "rules"])
@pytest.mark.parametrize("role", ["methodologist", "coordinator"])
def test_no_child_is_named_above_the_institution(as_role, world, handed_in, role, name):
    found = page(as_role(role), name)
    assert "Зимина" not in found
    assert "Быкова" not in found


def test_the_director_returns_with_a_remark_before_the_signature(as_role, world, begun):
    fill(world, begun)
    send_to_sign(begun, by=world.curator, at=OPEN)
    director = as_role("director")
    assert reverse("monitoring:submission_take_back", args=[begun.pk]) in page(director, "submission_sign", begun.pk)
    director.post(reverse("monitoring:submission_take_back", args=[begun.pk]), {"remark": "Сверьте с приказом № 40"})
    begun.refresh_from_db()
    assert begun.state == State.DRAFT
    seen = page(as_role("curator"), "submission", begun.pk)
    assert "Сверьте с приказом № 40" in seen and str(world.director) in seen


def test_numbers_are_taken_as_people_type_them(as_role, world, begun):
    figure = begun.figures.filter(indicator__unit="percent").first()
    data = typed_figures(begun) | {
        f"numerator_{figure.pk}": "1\u00a0000", f"denominator_{figure.pk}": "2 500,5", f"reason_{figure.pk}": "Журнал",
    }  # fmt: skip
    as_role("curator").post(reverse("monitoring:figures", args=[begun.pk]), data)
    figure.refresh_from_db()
    assert (figure.numerator, figure.denominator) == (1000, Decimal("2500.5"))


def test_a_wrong_number_is_named_with_its_indicator(as_role, begun):
    figure = begun.figures.filter(indicator__number="1").get()
    client, address = as_role("curator"), reverse("monitoring:figures", args=[begun.pk])
    answer = client.post(address, typed_figures(begun) | {f"numerator_{figure.pk}": "пять"}).content.decode()
    assert f'<a href="#id_numerator_{figure.pk}">1. Числитель</a>' in answer


def test_a_stale_form_shows_the_figures_that_were_saved_meanwhile(as_role, begun):
    client, address = as_role("curator"), reverse("monitoring:figures", args=[begun.pk])
    figure = begun.figures.filter(indicator__number="1").get()
    first, second = typed_figures(begun), typed_figures(begun) | {f"comment_{figure.pk}": "Моё"}
    client.post(address, first | {f"comment_{figure.pk}": "Раньше вас"})
    answer = client.post(address, second).content.decode()
    assert "Раньше вас" in answer and "Моё" in answer


def test_the_quarter_asked_for_next_is_not_one_that_was_asked(world):
    asked = next_quarter(world.north, date(2026, 10, 20))
    assert (asked.title, asked.due_on, asked.closes_on) == (
        "3 квартал 2026 года", date(2026, 10, 30), date(2026, 11, 19),
    )  # fmt: skip
    make_quarter(world.north, by=world.methodologist)
    assert next_quarter(world.north, date(2026, 10, 20)).title == "4 квартал 2026 года"


def test_the_methodologist_sees_until_when_a_period_is_opened_for_one(as_role, world, period, handed_in):
    client, until = as_role("methodologist"), timezone.localdate() + timedelta(days=3)
    client.post(
        reverse("monitoring:period_extend", args=[period.pk, world.a1.pk]),
        {"until": until.isoformat(), "reason": "Уточнить"},
    )
    assert f"открыт до {until:%d.%m.%Y}" in page(client, "period", period.pk)


def test_a_version_being_corrected_is_not_read_above_until_it_is_handed_in(as_role, world, period, handed_in):
    """The methodologist reads what was signed, and what it came back with; never what is being typed."""
    client, cell = as_role("methodologist"), handed_in.figures.first()
    client.post(reverse("monitoring:submission_return", args=[handed_in.pk]), {f"remark_{cell.pk}": "Сверьте № 40"})
    version = Submission.objects.get(version=2)
    for submission, status in ((version, 404), (handed_in, 200)):
        assert client.get(submission.get_absolute_url()).status_code == status
    assert "Сверьте № 40" in page(client, "submission", handed_in.pk)
    board = page(client, "period", period.pk)
    assert handed_in.get_absolute_url() in board and version.get_absolute_url() not in board
    assert version.get_absolute_url() not in page(client, "submission", handed_in.pk)
    assert version.get_absolute_url() in page(as_role("curator"), "submission", handed_in.pk)


def test_the_days_of_a_period_are_moved_by_who_asks(as_role, period):
    client, address = as_role("methodologist"), reverse("monitoring:period_days", args=[period.pk])
    assert address in page(client, "period", period.pk)
    until = timezone.localdate() + timedelta(days=30)
    days = dict.fromkeys(("due_on", "late_after", "closes_on"), until.isoformat())
    assert client.post(address, days | {"seen": period.revision}).status_code == 200  # no reason
    client.post(address, days | {"seen": period.revision, "reason": "Карантин"})
    period.refresh_from_db()
    assert period.due_on == until
