"""The pages of a quarter, in the hands of curator, director and methodologist."""

import pytest
from django.urls import reverse

from monitoring.models import Submission
from monitoring.services.filling import begin
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
    client.post(reverse("monitoring:submission_begin", args=[period.pk]))
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
