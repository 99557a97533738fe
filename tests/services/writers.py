"""Curators at work, who keep account of what the server has said to be done."""

import time
from datetime import date, timedelta
from threading import Event

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from organizations.models import User
from participants.models import MentoringForm
from roadmaps.models import Occurrence

from ..factories import PASSWORD
from .browsers import Browser, NoAnswer

PDF = b"%PDF-1.7\n"


class Writer:
    """Enters people, attaches files and asks for reports. What was sent is `tried`, what was answered is `done`."""

    def __init__(self, number: int, user: User, occurrence: Occurrence, site: str):
        self.number, self.user, self.occurrence, self.site = number, user, occurrence, site
        self.form = MentoringForm.objects.get(code="pupil-pupil").pk
        self.roadmap = occurrence.activity.section.roadmap_id
        self.tried: set[tuple[str, str]] = set()
        self.done: set[tuple[str, str]] = set()
        self.refused: list[tuple] = []

    def work(self, over: Event) -> None:
        self.sign_in()
        turn = 0
        while not over.is_set():
            turn += 1
            name = spelled(100 * self.number + turn)
            self.write("person", name, reverse("participants:person_add", args=["mentee"]), person(name, self.form))
            self.write("file", name, reverse("roadmaps:evidence_add", args=[self.occurrence.pk]), file(name))
            if turn % 4 == 0:
                day = date(2026, 9, 1) + timedelta(days=turn)
                wish = {"report": "execution", "format": "xlsx", "roadmap": self.roadmap, "on": day.isoformat()}
                self.write("report", name, reverse("reports:ask"), wish, page=reverse("reports:list"))

    def sign_in(self) -> None:
        signed_in = ""
        while not signed_in:
            self.browser = Browser(self.site)
            signed_in = self.sent(reverse("account_login"), {"login": self.user.email, "password": PASSWORD})

    def write(self, what: str, name: str, path: str, fields: dict, **where) -> None:
        self.tried.add((what, name))
        if leads_to := self.sent(path, fields, **where):
            self.done.add((what, leads_to if what == "report" else name))

    def sent(self, path: str, fields: dict, **where) -> str:
        """The address that says "done", nothing when there was no answer. Any other answer is one too many."""
        try:
            status, leads_to, text = self.browser.send(path, fields, **where)
        except NoAnswer:
            time.sleep(0.1)
            return ""
        if status != 302:
            self.refused.append((path, status, text))
        return leads_to


def spelled(number: int) -> str:
    """A surname of its own: names hold no digits."""
    return "Убитов" + "".join("абвгдежзик"[int(digit)] for digit in str(number))


def file(name: str) -> dict[str, SimpleUploadedFile]:
    return {"uploads": SimpleUploadedFile(f"{name}.pdf", PDF + name.encode(), "application/pdf")}


def person(name: str, form: int) -> dict[str, str | int]:
    """A learner with a representative, for the quick form."""
    return {
        "kind": "learner", "last_name": name, "first_name": "Дарья", "birth_on": "2012-05-14", "class_group": "8 «А»",
        "form": form, "joined_on": timezone.localdate().isoformat(), "representative_name": f"{name} Анна",
        "relation": "mother", "another": "on",
    }  # fmt: skip
