"""Every role follows every link of the demo: no error, no request to another host, no complaint of the browser, no
barrier (looks.py). At a desk what a role sees first, on a telephone what another role has seen already.
"""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from playwright.sync_api import Error, Page, Response

from mentorship.demo.loading import ACCOUNTS

from .looks import DESKTOP, PHONE, barriers, fits

ROLES = ("curator", "methodist", "admin", "executor", "director", "region")
PEOPLE = [next(email for email in ACCOUNTS if email.startswith(role)) for role in ROLES]
HOME = "/"  # is opened by each role: the others lead on from it
MOST_ROLES = 2
# What signs out, changes the role one acts in (a notification of another organisation), or takes long to draw.
LEFT_ALONE = re.compile(r"/logout/|/notifications/\d+/open/|/admin/|\.(pdf|xlsx|docx)")


@pytest.fixture
def demo(transactional_db):
    call_command("load_demo", force=True, verbosity=0)


def shape(path: str) -> str:
    """The path without its numbers: a hundred cards of one kind are one page to look at."""
    return re.sub(r"\d+", "n", path)


@pytest.mark.timeout(1500)
def test_every_role_can_follow_every_link(demo, visit):
    looked: Counter[str] = Counter()
    wrong: list[str] = []
    for email in PEOPLE:
        visitor = visit(email)
        waiting, seen = [HOME], set()
        while waiting:
            path = waiting.pop(0)
            page = shape(path)
            enough = looked[page] >= MOST_ROLES and path != HOME
            if page in seen or enough or LEFT_ALONE.search(path):
                continue
            seen.add(page)
            visitor.page.set_viewport_size(PHONE if looked[page] else DESKTOP)
            response = page_at(visitor, path)
            if response is None:
                continue
            looked[page] += 1
            wrong += [f"{email}: {path}: {what}" for what in wrong_with(visitor.page, response)]
            waiting += links_of(visitor)
    assert wrong == []
    assert len(looked) > 150


def wrong_with(page: Page, response: Response) -> Iterator[str]:
    """Everything at once, so that one walk tells all; at the end the page is as narrow as a telephone."""
    if response.status != 200:
        yield f"answered {response.status}"
    if page.locator("h1").count() != 1:
        yield "needs one h1"
    yield from barriers(page)
    page.set_viewport_size(PHONE)
    if not fits(page):
        yield "wider than a telephone"


def page_at(visitor, path: str):
    """The answer; None when it is a file to be kept."""
    try:
        return visitor.page.goto(visitor.base + path)
    except Error as told:
        if "Download is starting" not in str(told):
            raise
        return None


def links_of(visitor) -> list[str]:
    hrefs = visitor.page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    found = []
    for href in hrefs:
        parts = urlsplit(href)
        if parts.netloc == urlsplit(visitor.base).netloc:
            found.append(parts.path)
    return found
