"""Two people open one form and both save it: what the first has saved is not overwritten unseen."""

import pytest
from django.db import transaction

from ..hostile_forms import FREE, FoundForm, forms_of
from .opened import OPEN, Page

pytestmark = pytest.mark.once

ANSWERS = {
    "date": ("2026-11-03", "2026-11-04"),
    "number": ("6", "4"),
    "url": ("https://one.example/", "https://two.example/"),
    "email": ("one@example.org", "two@example.org"),
}
WORDS = ("Так решил первый", "Так решил второй")
TRIED = 3  # fields of a form, until one is found that keeps what is typed
NOT_SHARED = {
    "organizations:profile": "one's own",
    "participants:consent_text_add": "a new version: the one before stays beside it",
    "pairing:plan_item_move": "an arrow: the place is said anew",
    "monitoring:site_check": "what was seen on a day: the check before stays beside it",
}


@pytest.mark.parametrize("name", [name for name in OPEN if name not in NOT_SHARED])
def test_the_second_to_save_is_shown_what_the_first_has_saved(client, opened, name):
    page = opened(name)
    for form in page.sent:
        for field in [field for field, kind in form.kinds.items() if kind in FREE | set(ANSWERS)][:TRIED]:
            savepoint = transaction.savepoint()
            edited = is_overwritten(client, page, form, field)
            transaction.savepoint_rollback(savepoint)
            if edited is not None:
                assert not edited, field
                break


def is_overwritten(client, page: Page, form: FoundForm, field: str) -> bool | None:
    """None when the form is not one that edits: what was typed does not stand in it afterwards."""
    first, second = ANSWERS.get(form.kinds[field], WORDS)
    accepted = client.post(page.url, form.filled() | {field: first}).status_code == 302
    if not (accepted and stands(client, page, field, first)):
        return None
    answer = client.post(page.url, form.filled() | {field: second})
    return answer.status_code != 200 or not stands(client, page, field, first)


def stands(client, page: Page, field: str, value: str) -> bool:
    body = client.get(page.url).getvalue().decode(errors="ignore")
    return any(form.values.get(field) == value for form in forms_of(body))
