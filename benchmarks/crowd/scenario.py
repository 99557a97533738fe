"""What curators and methodologists do on a working day, for locust; and a reader of the same tables in Django admin.

Everybody signs in with the session that crowd/people.py has made for them, thinks between pages, and follows the
links and forms of the page that came.
"""

import html
import json
import os
import re
import time
from pathlib import Path

from locust import HttpUser, between, task

PEOPLE = json.loads(Path(os.environ["CROWD"]).read_text())
WAITING = re.compile(r'<input[^>]*name="pk"[^>]*value="(\d+)"')
TOKEN = re.compile(r'name="csrf-token" content="([^"]+)"')
FIELD = re.compile(r"<(input|textarea)\b([^>]*)>(?:([^<]*)</textarea>)?")
DOWNLOAD = re.compile(r'href="/reports/\d+/download/"')
PATIENCE = 60  # seconds until a report is made


class Worker(HttpUser):
    abstract = True
    wait_time = between(10, 50)  # a list is read, a form is typed into
    role = ""

    def on_start(self):
        self.own = PEOPLE[self.role].pop()
        self.client.cookies.set("sessionid", self.own["session"])

    def open(self, path: str, name: str):
        """The page; whatever is not it counts as an error, the sign-in page too."""
        with self.client.get(path, name=name, allow_redirects=False, catch_response=True) as answer:
            if answer.status_code != 200:
                answer.failure(f"answered {answer.status_code}")
            return answer

    def send(self, path: str, page: str, data: dict, name: str):
        """A form as the page sends it; accepted when it leads to another page, whose address comes back."""
        data = {"csrfmiddlewaretoken": TOKEN.search(page)[1], **data}
        with self.client.post(path, data, name=name, allow_redirects=False, catch_response=True) as answer:
            if answer.status_code != 302:
                answer.failure(f"answered {answer.status_code}")
            return answer.headers.get("Location", path)

    def make(self, code: str, **parameters):
        page = self.open("/reports/", "reports").text
        data = {"report": code, "format": "xlsx", **parameters}
        run = self.send("/reports/ask/", page, data, "reports: ask")
        for _second in range(PATIENCE):
            if DOWNLOAD.search(self.open(run, "reports: a run").text):
                break
            time.sleep(1)
        self.open(f"{run}download/", "reports: download")


class Curator(Worker):
    weight = 9
    role = "curator"

    @task(6)
    def home(self):
        self.open("/", "school: home")

    @task(4)
    def mentees(self):
        self.open("/people/", "school: mentees")
        self.open("/people/?q=орлов", "school: mentees by a surname")
        self.open(self.own["person"], "school: a person")

    @task(2)
    def mentors(self):
        self.open("/people/mentors/", "school: mentors")

    @task(4)
    def pairs(self):
        self.open("/pairs/", "school: pairs")
        self.open(self.own["pair"], "school: a pair")

    @task(4)
    def meetings(self):
        """Confirms three of those that wait for it."""
        page = self.open("/pairs/meetings/", "school: meetings").text
        waiting = WAITING.findall(page)[:3]
        if waiting:
            query = "&".join(f"pk={number}" for number in waiting)
            asked = self.open(f"/pairs/meetings/confirm/?{query}", "school: confirm meetings").text
            self.send("/pairs/meetings/confirm/", asked, {"pk": waiting}, "school: meetings confirmed")

    @task(2)
    def figures(self):
        self.open(self.own["answer"], "school: its answer")
        form = self.open(f"{self.own['answer']}figures/", "school: figures").text
        self.send(f"{self.own['answer']}figures/", form, fields_of(form), "school: figures saved")

    @task(1)
    def roadmap(self):
        self.make("execution", roadmap=self.own["roadmap"])

    @task(2)
    def inbox(self):
        self.open("/notifications/", "inbox")


class Methodologist(Worker):
    weight = 1
    role = "methodologist"

    @task(5)
    def home(self):
        self.open("/", "municipality: home")

    @task(3)
    def matrix(self):
        self.open("/roadmaps/execution/", "municipality: matrix of institutions")

    @task(3)
    def period(self):
        self.open("/monitoring/", "municipality: periods")
        self.open(self.own["period"], "municipality: a period")

    @task(2)
    def figures(self):
        self.open("/monitoring/values/", "municipality: figures of today")

    @task(1)
    def organizations(self):
        self.open("/organizations/tree/", "municipality: organisations")

    @task(1)
    def report(self):
        self.make("municipal_execution")


class AdminReader(Worker):
    """The peer: the same tables in Django admin, read without a pause by one person."""

    fixed_count = 1
    role = "administrator"
    wait_time = between(1, 2)

    @task
    def changelists(self):
        self.open("/admin/participants/person/", "admin: people")
        self.open("/admin/participants/person/?q=орлов", "admin: people by a surname")
        self.open("/admin/participants/person/?p=9", "admin: people, page 10")
        self.open("/admin/pairing/pairing/", "admin: pairs")
        self.open("/admin/pairing/meeting/", "admin: meetings")


def fields_of(page: str) -> dict[str, str]:
    """The inputs and texts of the form of figures with what stands in them."""
    form = page[page.index('class="form figures-form"') :].split("</form>")[0]
    found = {}
    for _tag, attributes, text in FIELD.findall(form):
        said = dict(re.findall(r'([\w-]+)="([^"]*)"', attributes))
        if name := said.get("name"):
            found[name] = html.unescape(said.get("value") or text.strip())
    found.pop("csrfmiddlewaretoken", None)
    return found
