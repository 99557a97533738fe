"""A real browser: Chromium as the machine has it, driven by Playwright; every page is watched while it is open."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from django.db import connection
from playwright.sync_api import Browser, Page, sync_playwright

from ..factories import PASSWORD

# Playwright's synchronous API runs an event loop, which Django would take for an asynchronous caller.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SIZES = {"desktop": (1280, 800), "phone": (390, 844)}


def pytest_collection_modifyitems(items):
    for item in items:
        if "/e2e/" in item.nodeid:
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.timeout(600))


@pytest.fixture(scope="session")
def browser(django_db_setup) -> Iterator[Browser]:
    """Chromium. While it runs, an event loop does, in which Django knows the database by another connection object."""
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if path is None:
        pytest.fail("No Chromium on this machine: script/test installs it when it may.")
    written_by_migrations = connection._test_serialized_contents
    with sync_playwright() as playwright:
        connection._test_serialized_contents = written_by_migrations
        chromium = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield chromium
        chromium.close()


@pytest.fixture(autouse=True)
def migrated(transactional_db):
    """Every browser test begins with what migrations have written."""


@dataclass
class Visitor:
    """One person at one browser window, and everything that went wrong there."""

    page: Page
    base: str
    faults: list[str] = field(default_factory=list)

    def watch(self) -> None:
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.on("request", self._asked)
        self.page.on("response", self._answered)

    def open(self, path: str) -> None:
        self.page.goto(self.base + path)

    def sign_in(self, email: str) -> None:
        self.open("/accounts/login/")
        self.page.fill("[name=login]", email)
        self.page.fill("[name=password]", PASSWORD)
        self.page.click("main button[type=submit]")
        self.page.wait_for_url(lambda url: "/login/" not in url)

    def _heard(self, message) -> None:
        if message.type == "error":
            self.faults.append(f"console at {self.page.url}: {message.text}")

    def _asked(self, request) -> None:
        host = urlsplit(request.url).netloc
        if host and host != urlsplit(self.base).netloc:
            self.faults.append(f"asked of another host: {request.url}")

    def _answered(self, response) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.status}: {response.url}")


@pytest.fixture
def visit(browser, live_server) -> Iterator[Callable[..., Visitor]]:
    """`visit("curator@a1.example", size="phone")`: a signed-in visitor; at the end nothing may have gone wrong."""
    visitors: list[Visitor] = []

    def enter(email: str = "", size: str = "desktop") -> Visitor:
        width, height = SIZES[size]
        context = browser.new_context(viewport={"width": width, "height": height}, locale="ru-RU")
        visitor = Visitor(context.new_page(), live_server.url)
        visitor.watch()
        visitors.append(visitor)
        if email:
            visitor.sign_in(email)
        return visitor

    yield enter
    for visitor in visitors:
        visitor.page.context.close()
    assert not [fault for visitor in visitors for fault in visitor.faults]
