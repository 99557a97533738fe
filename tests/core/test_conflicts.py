"""A stale form shows what is stored now beside what was typed: wherever a row is changed over what was seen."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import get_resolver, reverse

from core.forms import ComparedForm, RevisionedForm
from core.views import FormView

from ..factories import make_person

TEMPLATES = Path(settings.BASE_DIR) / "templates"


def forms_over_rows(patterns=None):
    """Every routed view whose form may be stale."""
    for entry in patterns if patterns is not None else get_resolver().url_patterns:
        if hasattr(entry, "url_patterns"):
            yield from forms_over_rows(entry.url_patterns)
            continue
        view = getattr(entry.callback, "view_class", None)
        form = getattr(view, "form_class", None)
        if form and issubclass(view, FormView) and issubclass(form, RevisionedForm | ComparedForm):
            yield view


def source(name: str, seen: frozenset[str] = frozenset()) -> str:
    """The text of a template with those that it includes or extends."""
    path = TEMPLATES / name
    if name in seen or not path.exists():
        return ""
    text = path.read_text()
    others = re.findall(r'{% (?:include|extends) "([^"]+)"', text)
    return text + "".join(source(other, seen | {name}) for other in others)


def test_every_form_over_a_row_can_show_the_two_versions():
    views = {view for view in forms_over_rows() if not view.template_name.split("/")[-1].startswith("_")}
    assert len(views) > 20
    without = [view.__name__ for view in views if "{% conflict form current %}" not in source(view.template_name)]
    assert without == []


@pytest.mark.django_db
def test_the_two_versions_stand_side_by_side_in_words(world, as_role):
    person = make_person(world.a1, class_group="8 «А»", birth_on=date(2012, 3, 1))
    url, client = reverse("participants:person_edit", args=[person.pk]), as_role("curator")
    form = client.get(url).context["form"]
    opened = {name: form[name].value() or "" for name in form.fields}
    opened["birth_on"] = "2012-03-01"
    client.post(url, {**opened, "class_group": "9 «А»", "sex": "m"})
    answer = client.post(url, {**opened, "class_group": "8 «Б»", "birth_on": "2012-04-02", "sex": "f"})
    page = " ".join(answer.content.decode().split())
    assert answer.status_code == 200
    for stored, typed in (("9 «А»", "8 «Б»"), ("01.03.2012", "02.04.2012")):
        assert f">{stored}</td>" in page and f">{typed}</td>" in page
    assert 'value="8 «Б»"' in page
    person.refresh_from_db()
    assert person.class_group == "9 «А»"
