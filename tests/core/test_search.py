"""Words are found as people type them."""

import pytest

from core.search import containing
from organizations.models import Organization

from ..factories import make_organization


@pytest.fixture
def school(db):
    return make_organization("s1", full_name="МБУДО ЦТ «Калейдоскоп» (посёлок Зелёный)", short_name="ЦТ, 50%")


@pytest.mark.parametrize(
    "text",
    [
        "калейдоскоп",
        "КАЛЕЙДОСКОП цт",
        "зеленый поселок",
        "ЗЕЛЁНЫЙ",
        "«калейдоскоп»",
        "(посёлок",
        "50%",
        "цт\x00зелёный",
        "",
        "  ",
    ],
)
def test_found(school, text):
    assert Organization.objects.filter(containing(text, "full_name", "short_name")).exists()


@pytest.mark.parametrize("text", ["калейдоскоп школа", ".*", "[а-я]", "5_%", "\\", "калейдоскоп\\"])
def test_not_found(school, text):
    assert not Organization.objects.filter(containing(text, "full_name", "short_name")).exists()


def test_a_flood_of_words_is_cut(school):
    assert str(containing("а " * 1000, "full_name")).count("iregex") == 8
