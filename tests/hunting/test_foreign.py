"""Rows of other institutions: by a number in the address, beside one's own, in a field of a form."""

from collections.abc import Iterator

import pytest
from django.db import models, transaction
from django.forms import BaseForm, ModelChoiceField
from django.urls import reverse

from ..access_table import ROWS
from ..hostile_forms import FoundForm
from .opened import OPEN, Page, forms_in, post, worker_of

pytestmark = pytest.mark.once

SIBLINGS = ("sibling_curator", "sibling_director")
FOREIGN = ("foreign_director", "foreign_executor", "foreign_methodologist", "foreign_head")
SEEN_BY_SIBLINGS = {"model", "period", "own_indicator", "exchange_format", "offer", "lending"}
"""Of the municipality, or lent by one school to another."""
SEEN_BY_ALL = {"day_off", "common_text"}
ABOUT_ROWS = [name for name, row in ROWS.items() if row.subject and row.subject not in SEEN_BY_ALL]
NO_ROW = 987654321


@pytest.mark.parametrize("name", ABOUT_ROWS)
def test_a_row_of_others_is_not_there(client, world, subjects, name):
    """Whether to read or to write; where the right is asked before the row, it is refused for every number alike."""
    row = ROWS[name]
    url = reverse(name, kwargs=row.kwargs(subjects))
    refusals = {404, row.statuses[1]} if row.statuses[1] == 403 else {404}
    strangers = FOREIGN if row.subject in SEEN_BY_SIBLINGS else SIBLINGS + FOREIGN
    for turn, role in enumerate(strangers):
        client.force_login(world.people[role])
        method = ("get", "post")[turn % 2]
        assert getattr(client, method)(url).status_code in refusals, (role, method)


@pytest.mark.parametrize("name", [name for name in ABOUT_ROWS if ROWS[name].extra or ROWS[name].other])
def test_each_number_of_an_address_is_asked_for_by_itself(client, world, subjects, foreign, name):
    """A foreign number beside one's own, and the other way round."""
    row = ROWS[name]
    own, others = row.kwargs(subjects), row.kwargs(foreign)
    client.force_login(world.people[worker_of(name)])
    for key in (key for key, value in own.items() if isinstance(value, int)):
        for number in {others[key], NO_ROW} - {own[key]}:
            assert client.get(reverse(name, kwargs={**own, key: number})).status_code == 404, key


@pytest.mark.parametrize("name", OPEN)
def test_a_form_refuses_rows_of_others(client, opened, foreign, name):
    page = opened(name)
    for sent in page.sent:
        for key, form, field in choices(page, sent):
            other = field.queryset.model._base_manager.exclude(pk__in=field.queryset.order_by().values("pk")).last()
            if other:
                answer = post(client, page.url, sent.filled() | {key: other.pk})
                wrong = {form.add_prefix(name) for form in forms_in(answer) for name in form.errors}
                assert answer.status_code == 200 and key in wrong, key
        numbers_of_others = [row.pk for row in vars(foreign).values()]
        for key in numbers(page, sent):
            assert unchanged(client, page.url, sent.filled() | {key: numbers_of_others}, foreign)


def choices(page: Page, sent: FoundForm) -> Iterator[tuple[str, BaseForm, ModelChoiceField]]:
    """The fields of the form that hold the number of a row."""
    for form in page.made:
        for name, field in form.fields.items():
            if isinstance(field, ModelChoiceField) and form.add_prefix(name) in sent.kinds:
                yield form.add_prefix(name), form, field


def numbers(page: Page, sent: FoundForm) -> list[str]:
    """What else in it looks like one: ticked rows, hidden numbers that no form has made."""
    made = {form.add_prefix(name) for form in page.made for name in form.fields}
    return [name for name, value in sent.values.items() if value.isdecimal() and name not in made]


def unchanged(client, url: str, data: dict, rows) -> bool:
    """Whether the rows stay as they are, whatever is answered."""
    savepoint = transaction.savepoint()
    before = contents(rows)
    assert client.post(url, data).status_code < 500
    same = contents(rows) == before
    transaction.savepoint_rollback(savepoint)
    return same


def contents(rows) -> list[dict]:
    return [_stored(row) for row in vars(rows).values()]


def _stored(row: models.Model) -> dict:
    return type(row)._base_manager.filter(pk=row.pk).values().first()
