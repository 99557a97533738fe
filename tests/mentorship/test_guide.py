"""The guide keeps to the product: its words of the interface, its pictures, and a section for each page."""

import re
from pathlib import Path

import polib
import pytest
from django.conf import settings
from django.urls import reverse

from mentorship.guide.pages import PARTS, PICTURES, all_pages, page_of
from mentorship.guide.places import PART_OF_ROLE, PLACES, section_of
from organizations.models import Role

from ..access_table import ROWS

CATALOGUES = Path(settings.BASE_DIR).glob("mentorship/locale/**/django.po")
NO_PAGE = {"healthz", "metrics", "readyz"}  # asked by machines


@pytest.fixture(scope="module")
def words() -> set[str]:
    """What the interface says in Russian."""
    entries = [entry for catalogue in CATALOGUES for entry in polib.pofile(str(catalogue))]
    return {said for entry in entries for said in (entry.msgstr, *entry.msgstr_plural.values())}


@pytest.mark.parametrize("part", PARTS)
def test_bold_words_stand_in_the_interface(part, words):
    assert not [said for said in page_of(part).bold if said not in words]


def test_every_page_of_the_product_has_its_section():
    assert not [name for name in ROWS if name not in NO_PAGE and section_of(name) is None]


def test_every_section_that_a_page_leads_to_exists():
    known = {section.anchor for page in all_pages() for section in page.sections}
    assert not {section for _pattern, section in PLACES} - known


def test_every_role_has_its_part():
    assert set(PART_OF_ROLE) == set(Role)
    assert set(PART_OF_ROLE.values()) <= set(PARTS)


def test_pictures_are_those_the_script_makes_and_none_is_left_over():
    shown = {name for page in all_pages() for name in page.pictures}
    assert shown == {path.name for path in PICTURES.glob("*.png")}
    assert sum(path.stat().st_size for path in PICTURES.glob("*.png")) < 4_000_000


@pytest.mark.parametrize("part", PARTS)
def test_links_inside_the_guide_lead_somewhere(part):
    for slug, anchor in re.findall(r'href="/help/([a-z-]+)/(?:#([a-z-]+))?"', page_of(part).html):
        assert slug in PARTS
        assert not anchor or page_of(slug).has(anchor)


@pytest.mark.parametrize(
    ("role", "name", "expected"),
    [
        ("curator", "orders:list", "/help/curator/#orders"),
        ("director", "orders:list", "/help/director/#orders"),
        ("curator", "notifications:inbox", "/help/start/#notifications"),
        ("methodologist", "monitoring:periods", "/help/methodologist/#quarter"),
        ("nobody", "home", "/help/start/#today"),
    ],
)
def test_help_opens_at_the_section_of_the_page(as_role, role, name, expected):
    assert f'href="{expected}"' in as_role(role).get(reverse(name)).content.decode()


def test_the_guide_opens_without_sign_in_and_from_the_page_of_signing_in(client, db):
    assert 'href="/help/start/#sign-in"' in client.get(reverse("account_login")).content.decode()
    text = client.get(reverse("help_part", args=["start"])).content.decode()
    assert 'id="sign-in"' in text
    assert client.get(reverse("help_part", args=["nobody"])).status_code == 404
