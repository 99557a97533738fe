"""A walk through the product without a browser: every link followed, every form sent as it stands in the page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import urlencode, urljoin, urlsplit

from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from ..hostile_forms import FoundForm, forms_of

LEFT_ALONE = re.compile(r"^/(accounts|admin|static|organizations/switch)\b|/notifications/\d+/open/")
"""What belongs to libraries, and what changes the role one acts in."""


@dataclass
class Step:
    method: str
    path: str
    answer: HttpResponse
    body: bytes


class Links(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag, attributes):
        if tag == "a" and (href := dict(attributes).get("href")):
            self.found.append(href)


def walk(client: Client, *, most: int, start: str = "/") -> Iterator[Step]:
    """Of addresses alike but for their numbers the first; what a form writes is taken back at once."""
    waiting, seen = [start], set()
    while waiting and len(seen) < most:
        path = waiting.pop(0)
        if shape(path) in seen:
            continue
        seen.add(shape(path))
        answer = client.get(path)
        step = Step("get", path, answer, answer.getvalue())
        yield step
        if "html" in answer.get("Content-Type", ""):
            page = step.body.decode()
            waiting += (link for link in links_of(page, path) if not LEFT_ALONE.search(link))
            yield from send_each(client, path, page, seen)


def send_each(client: Client, path: str, page: str, seen: set[str]) -> Iterator[Step]:
    """Once for each form of its kind in the whole walk."""
    for form in forms_of(page):
        action = urljoin(path, form.action or path)
        kind = f"{form.method} {shape(action)} {sorted({shape(name) for name in form.values})}"
        if kind in seen or urlsplit(action).netloc or LEFT_ALONE.search(action):
            continue
        seen.add(kind)
        yield send(client, action, form)


def send(client: Client, action: str, form: FoundForm) -> Step:
    savepoint = transaction.savepoint()
    try:
        if form.method == "get":
            answer = client.get(f"{action.partition('?')[0]}?{urlencode(form.filled() | form.button)}")
        else:
            answer = client.post(action, form.filled() | form.button)
        return Step(form.method, action, answer, answer.getvalue())
    finally:
        transaction.savepoint_rollback(savepoint)


def links_of(page: str, path: str) -> list[str]:
    links = Links()
    links.feed(page)
    parts = [urlsplit(urljoin(path, href)) for href in links.found]
    return [f"{part.path}?{part.query}".rstrip("?") for part in parts if not part.netloc and part.path.startswith("/")]


def shape(path: str) -> str:
    """The path without its numbers, and of the question only the names: a hundred cards are one page to look at."""
    plain, _mark, query = path.partition("?")
    return re.sub(r"\d+", "n", plain) + "?" + ",".join(sorted(pair.partition("=")[0] for pair in query.split("&")))
