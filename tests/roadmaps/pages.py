"""What the tests of the pages of roadmaps share: addresses, texts, messages."""

import uuid

from django.contrib.messages import get_messages
from django.urls import reverse

from roadmaps.models import Roadmap

State = Roadmap.State
STAMPS = {"stamps-TOTAL_FORMS": "1", "stamps-INITIAL_FORMS": "0", "stamps-0-side": "right"}


def page(name: str, *args, **query) -> str:
    return reverse(f"roadmaps:{name}", args=args, query=query or None)


def text_of(response) -> str:
    return response.content.decode()


def said(response) -> str:
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def new_roadmap(**changes) -> dict:
    return {
        "seen": "1",
        "chain": str(uuid.uuid4()),
        "title": "Дорожная карта",
        "track": "students",
        "period_from": "2026-09-01",
        "period_to": "2027-08-31",
        **changes,
    }
