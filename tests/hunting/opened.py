"""A page as a person who may open it finds it: its forms as the browser has them and as Django made them."""

from dataclasses import dataclass

from django.db import transaction
from django.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.http import HttpResponse
from django.test import Client

from ..access_table import ROWS
from ..hostile_forms import FoundForm, forms_of
from ..test_access import ROLES

WORKERS = ("curator", "director", "methodologist", "administrator")


@dataclass
class Page:
    """`sent` are the forms that write to the page's own address, `made` those that its templates were given."""

    url: str
    sent: list[FoundForm]
    made: list[BaseForm]


def worker_of(name: str) -> str:
    """Who works with the page: the first to whom it opens; nobody's answer is empty."""
    row = ROWS[name]
    opens = {role for role, status in zip(ROLES, row.statuses, strict=True) if status == 200 and row.method == "get"}
    return next((role for role in WORKERS if role in opens), "")


OPEN = [name for name in ROWS if worker_of(name)]


def read_page(client: Client, url: str) -> Page:
    response = client.get(url)
    body = response.getvalue().decode(errors="ignore")  # to the end, which closes a file
    sent = [form for form in forms_of(body) if form.method == "post" and (form.action or url) == url]
    return Page(url, sent, forms_in(response))


def forms_in(response: HttpResponse) -> list[BaseForm]:
    """Every form, and every form of a set, that a template was given."""
    found = {}
    for context in response.context or ():
        for layer in getattr(context, "dicts", [context]):
            for value in layer.values():
                for form in value.forms if isinstance(value, BaseFormSet) else [value]:
                    if isinstance(form, BaseForm):
                        found[id(form)] = form
    return list(found.values())


def post(client: Client, url: str, data: dict) -> HttpResponse:
    """The answer; whatever was written is taken back."""
    savepoint = transaction.savepoint()
    try:
        return client.post(url, data)
    finally:
        transaction.savepoint_rollback(savepoint)
