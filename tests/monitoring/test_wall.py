"""No page of monitoring names anybody to those outside the institution: every address, every file, every refusal.

The addresses are those of the URLconf: a new page is looked at by itself, one without a row of access fails.
"""

import pytest
from django.urls import reverse

from core.documents import FORMATS, Column, Row, Table, render

from ..access_table import ROWS
from ..core.documents.papers import make_document
from ..hidden import NAME, OUTSIDERS, hide_names, personal_models, told_by, told_in, words_of
from ..test_access import our_names

NAMES = sorted(name for name in our_names() if name.partition(":")[0] in ("monitoring", "survey"))
QUERIES = [f"?download={format}" for format in ("xlsx", "csv", "json", "pdf", "docx")]
QUERIES += ["?q=айнова", "?on=2026-11-20&mode=cumulative", "?group_by=organization", "?sort=-organization"]


@pytest.fixture(scope="module")
def hidden(shared_world, django_db_blocker, tmp_path_factory):
    """The world of all rows, with the name in each that is about people."""
    with django_db_blocker.unblock():
        hide_names(shared_world.world, shared_world.subjects)
    return shared_world


@pytest.fixture
def world(db, hidden, settings):
    settings.MEDIA_ROOT = hidden.files
    return hidden.world


@pytest.mark.once
@pytest.mark.parametrize("role", OUTSIDERS)
@pytest.mark.parametrize("name", NAMES)
def test_no_page_and_no_file_of_it_names_anybody(client, world, hidden, name, role):
    url = reverse(name, kwargs=ROWS[name].kwargs(hidden.subjects))
    client.force_login(world.people[role])
    first = client.get(url)
    assert not told_by(first)
    if first.status_code == 200:
        for query in QUERIES:
            assert not told_by(client.get(url + query)), query
    assert not told_by(client.post(url, {"seen": 1, "q": "айнова"}, follow=True))


def test_the_institution_itself_reads_the_name(client, world, hidden):
    """The rows are there, counted, and hidden from outside alone."""
    client.force_login(world.curator)
    value = reverse("monitoring:value", args=[hidden.subjects.own_indicator.pk])
    assert told_by(client.get(value, {"on": "2026-11-20"}))
    assert told_by(client.get(reverse("monitoring:survey_results", args=[hidden.subjects.survey.pk])))


def test_words_about_people_are_found_in_the_models():
    found = {f"{model.__name__}.{field.name}" for model in personal_models() for field in words_of(model)}
    assert found > {"Person.last_name", "Meeting.private_note", "PairChange.reason", "Consent.representative_name",
                    "Answer.text", "Reflection.valuable", "Participation.leaving_note"}  # fmt: skip


def test_a_name_is_heard_however_it_is_written():
    for text in (NAME, NAME.upper(), "".join(f"&#{ord(letter)};" for letter in NAME), r"Тайно\u0432а"):
        assert told_in(text.encode()), text


@pytest.mark.parametrize("format", FORMATS)
def test_a_name_is_heard_in_every_kind_of_file(format):
    table = Table([Column("Кто"), Column("Сколько")], [Row([NAME, 1])])
    assert told_in(render(make_document(table), format))
    assert told_in(render(make_document(Table([Column("Кто")], [Row(["–"])]), title=NAME), format)), "a property"
