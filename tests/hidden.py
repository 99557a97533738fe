"""Names that must not leave an institution: written into every row about people, and looked for in whatever comes out.

What is personal is asked of the models themselves, so that a new table about people is covered by itself.
"""

import html
import re
import subprocess
from datetime import date
from io import BytesIO
from types import SimpleNamespace
from urllib.parse import unquote
from zipfile import ZipFile

from django.apps import apps
from django.db import models
from django.http import HttpResponse

from monitoring.models import Answer, Question, SurveyResponse
from orders.models import Order
from pairing.models import Event
from participants.models import Person, Representative
from participants.models.personal import PersonalQuerySet
from roadmaps.models import Occurrence

from .factories import NOW, World
from .monitoring.factories import make_mentee, make_mentor, make_working_pair

NAME = "Тайнова"
STEM = NAME[:-1].lower()  # whatever the case of the name
OUTSIDERS = ("methodologist", "head", "coordinator", "administrator", "stranger")
RESPONSES = 6  # enough for the results of a survey to be shown
CODES = ("digest", "fingerprint", "code", "url", "language", "error")
"""Parts of the names of fields that hold no words of people."""


def hide_names(world: World, subjects: SimpleNamespace) -> None:
    """School a1 at work: a pair by an order, answers to a survey, events, papers; the name is wherever words are."""
    Representative.objects.create(person=subjects.person, full_name=NAME, relation="mother")
    make_working_pair(make_mentor(world.a1), make_mentee(world.a1), signed_on=date(2026, 9, 10))
    _answer(subjects.survey)
    for model in personal_models():
        for field in words_of(model):
            model.objects.update(**{field.name: _marked(model, field)})
    Event.objects.update(title=f"Встреча с {NAME}", agenda=NAME, place=NAME)
    Occurrence.objects.update(state=Occurrence.State.DONE, done_on=date(2026, 11, 10), closed_at=NOW, reason=NAME)
    subjects.occurrence.evidence.create(kind="note", note=f"Справка про {NAME}", added_at=NOW, added_by_name="Куратор")
    Order.objects.filter(organization=world.a1).update(preamble=NAME, data={"pairs": [NAME]}, cancel_reason=NAME)
    assert Person.objects.filter(organization=world.a1, last_name__startswith=NAME).count() > 1


def personal_models() -> list[type[models.Model]]:
    """The tables about people: their rows do not go up the tree."""
    found = (model for model in apps.get_models() if isinstance(model._default_manager.all(), PersonalQuerySet))
    return [model for model in found if model._meta.managed]


def words_of(model: type[models.Model]) -> list[models.Field]:
    """Where people write: no choices, no codes."""
    return [
        field
        for field in model._meta.concrete_fields
        if type(field) in (models.CharField, models.TextField)
        and not field.choices
        and not field.unique
        and (field.max_length is None or field.max_length >= len(NAME))
        and not any(code in field.name for code in CODES)
    ]


def _marked(model: type[models.Model], field: models.Field) -> str:
    """The name with where it was written, to tell which wall let it through."""
    return f"{NAME} {model.__name__} {field.name}"[: field.max_length]


def _answer(survey) -> None:
    for _place in range(RESPONSES):
        response = SurveyResponse.objects.create(survey=survey, answered_on=survey.opens_on)
        for question in survey.template.questions.all():
            is_text = question.kind == Question.Kind.TEXT
            Answer.objects.create(
                response=response, question=question, number=None if is_text else 1, text=NAME if is_text else ""
            )


def told_by(response: HttpResponse) -> list[str]:
    """What of the hidden an answer tells: in its headers, its page, its file."""
    headers = unquote(" ".join(f"{name}: {value}" for name, value in response.headers.items()))
    return told_in(headers.encode() + b"\n") + told_in(response.getvalue())


def told_in(payload: bytes) -> list[str]:
    """The hidden name with what stands about it, in a page, a PDF, or any part of an archive and of an office file."""
    text = _said(payload)
    return [text[max(0, hit.start() - 40) : hit.end() + 60] for hit in re.finditer(STEM, text)]


def _said(payload: bytes) -> str:
    if payload.startswith(b"PK\x03\x04"):
        with ZipFile(BytesIO(payload)) as archive:
            return "\n".join(f"{name.lower()}\n{_said(archive.read(name))}" for name in archive.namelist())
    if payload.startswith(b"%PDF"):
        tools = (["pdftotext", "-", "-"], ["pdfinfo", "-"])
        heard = "\n".join(_heard(tool, payload) for tool in tools)
        return heard.replace("\N{NO-BREAK SPACE}", " ")
    text = html.unescape(payload.decode(errors="ignore"))
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda code: chr(int(code[1], 16)), text).lower()


def _heard(tool: list[str], pdf: bytes) -> str:
    """A PDF too small to be one (of the factories) has no text."""
    return subprocess.run(tool, input=pdf, capture_output=True, check=False).stdout.decode().lower()
