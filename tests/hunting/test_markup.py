"""Markup, a template's sign and a formula in every text of the database: pages and files show them as letters."""

import re
import subprocess
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.urls import reverse

from ..access_table import ROWS
from ..hidden import CODES
from .opened import OPEN, worker_of

pytestmark = pytest.mark.once

SIGN, SUM = "data-hunted", "{{7*7}}"
HOSTILE = f"=\"'><b {SIGN}>{SUM}"
PROGRAMS_READ = (
    *CODES,
    "numerator",
    "denominator",
    "password",
    "zone",
    "path",
    "scope",
    "content_type",
    "loaded_note",
    "key",
    "sha256",
)
"""Parts of the names of fields that hold no words, or none by themselves."""
AS_SENT = {
    "monitoring:template_file",
    "monitoring:filled_file",
    "roadmaps:import_source",
    "roadmaps:occurrence_calendar",
}
"""Attachments that are no pages: a workbook with the formulas of whoever has sent it, a text, a calendar."""
FORMULA = re.compile(rb"<f[ >]")


@pytest.fixture(scope="module")
def hostile_texts(shared_world, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        for model in our_models():
            model._base_manager.update(**{field.name: HOSTILE for field in texts_of(model)})
        yield
        transaction.set_rollback(True)


def our_models() -> list[type[models.Model]]:
    ours = [config for config in apps.get_app_configs() if Path(config.path).parent == settings.BASE_DIR]
    return [model for config in ours for model in config.get_models() if model._meta.managed and texts_of(model)]


def texts_of(model: type[models.Model]) -> list[models.Field]:
    """Where anything may be written, and twice the same."""
    together = {name for rule in model._meta.constraints for name in getattr(rule, "fields", ())}
    return [
        field
        for field in model._meta.concrete_fields
        if type(field) in (models.CharField, models.TextField)
        and not (field.choices or field.unique or field.name in together)
        and (field.max_length is None or field.max_length >= len(HOSTILE))
        and not any(part in field.name for part in PROGRAMS_READ)
    ]


@pytest.mark.parametrize("name", OPEN)
def test_nothing_that_was_stored_runs(client, world, subjects, hostile_texts, name):
    client.force_login(world.people[worker_of(name)])
    url = reverse(name, kwargs=ROWS[name].kwargs(subjects))
    answer = client.get(url)
    body = answer.getvalue()
    assert answer.status_code == 200
    if name not in AS_SENT:
        check(body)
    if b"download=xlsx" in body:
        check(client.get(url, {"download": "xlsx"}).getvalue())


def test_the_texts_are_there(client, world, subjects, hostile_texts):
    client.force_login(world.curator)
    assert SIGN in client.get(subjects.draft.get_absolute_url()).content.decode()


def check(body: bytes) -> None:
    """Of a page, an office file, a PDF."""
    if body.startswith(b"PK\x03\x04"):
        check_office(body)
    elif body.startswith(b"%PDF"):
        said = subprocess.run(["pdftotext", "-", "-"], input=body, capture_output=True, check=False).stdout.decode()
        assert (SUM in said) <= (SIGN in said), "markup has been taken for markup"
    else:
        page = Page()
        page.feed(body.decode(errors="ignore"))
        assert not page.ran
        assert not re.search(rf"{SIGN}(>|&gt;)49", body.decode(errors="ignore"))


def check_office(body: bytes) -> None:
    with ZipFile(BytesIO(body)) as archive:
        for part in (name for name in archive.namelist() if name.endswith(".xml")):
            assert f"<b {SIGN}".encode() not in archive.read(part), part
            assert not (part.startswith("xl/worksheets") and FORMULA.search(archive.read(part))), part


class Page(HTMLParser):
    """Notices when the sign has become a part of a tag."""

    ran = False

    def handle_starttag(self, tag, attributes):
        self.ran |= any(SIGN in name for name, _value in attributes)
