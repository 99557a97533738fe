"""Every role follows every link of the demo: no error, no request to another host, no complaint of the browser."""

import re
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from playwright.sync_api import Error

from mentorship.demo.loading import ACCOUNTS

ROLES = ("curator", "director", "executor", "methodist", "region", "admin")
PEOPLE = [next(email for email in ACCOUNTS if email.startswith(role)) for role in ROLES]
MOST_PAGES = 45
# What signs out, changes the role one acts in (a notification of another organisation), or takes long to draw.
LEFT_ALONE = re.compile(r"/logout/|/notifications/\d+/open/|/admin/|\.(pdf|xlsx|docx)")


@pytest.fixture
def demo(transactional_db):
    call_command("load_demo", force=True, verbosity=0)


def shape(path: str) -> str:
    """The path without its numbers: a hundred cards of one kind are one page to look at."""
    return re.sub(r"\d+", "n", path)


def test_every_role_can_follow_every_link(demo, visit):
    for email in PEOPLE:
        visitor = visit(email)
        waiting, seen = ["/"], set()
        while waiting and len(seen) < MOST_PAGES:
            path = waiting.pop(0)
            if shape(path) in seen or LEFT_ALONE.search(path):
                continue
            seen.add(shape(path))
            response = page_at(visitor, path)
            if response is None:
                continue
            assert response.status == 200, f"{email}: {path} answered {response.status}"
            assert visitor.page.locator("h1").count() == 1, f"{email}: {path} needs one h1"
            assert fits(visitor.page), f"{email}: {path} is wider than the window"
            waiting += links_of(visitor)
        assert len(seen) > 5


def test_pages_fit_a_phone(demo, visit):
    visitor = visit("curator@kaleidoskop.example", size="phone")
    for path in ("/", "/roadmaps/", "/orders/", "/reports/", "/notifications/", "/organizations/profile/"):
        visitor.open(path)
        assert fits(visitor.page), path


def page_at(visitor, path: str):
    """The answer; None when it is a file to be kept."""
    try:
        return visitor.page.goto(visitor.base + path)
    except Error as told:
        if "Download is starting" not in str(told):
            raise
        return None


def fits(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def links_of(visitor) -> list[str]:
    hrefs = visitor.page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
    found = []
    for href in hrefs:
        parts = urlsplit(href)
        if parts.netloc == urlsplit(visitor.base).netloc:
            found.append(parts.path)
    return found
