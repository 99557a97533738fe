"""The five source documents as PDF by other hands: printed by LibreOffice, and with no line round any cell."""

from pathlib import Path

import pytest

from roadmaps.importers import Reading, read_file, understand

from .originals import SLUGS, draft_of
from .test_originals import assert_accounted, rows, without_line_breaks

FILES = Path(__file__).with_name("files")
EITHER = {  # two readings of a word that a narrow column has cut: «программам|и менторства» without a blank between
    ("dinskaya", "portrait"): {"5.1": ("программам и менторства", "программами менторства")},
}


def printed(slug: str, page: str) -> Reading:
    return understand(read_file((FILES / f"{slug}-{page}.pdf").read_bytes()))


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("page", ["landscape", "portrait"])
def test_printed_by_libreoffice(slug, page):
    reading = printed(slug, page)
    either = EITHER.get((slug, page), {})
    found = rows(reading.draft, tidy=without_line_breaks)
    for torn, whole in either.values():
        found = [tuple(text.replace(torn, whole) for text in row) for row in found]
    assert found == rows(draft_of(slug), tidy=without_line_breaks)
    assert reading.draft.title == draft_of(slug).title
    assert reading.not_placed == ()
    assert_accounted(reading)


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("page", ["landscape", "portrait"])
def test_only_what_may_be_two_words_is_doubted(slug, page):
    doubted = {doubt.target for doubt in printed(slug, page).doubts if doubt.code == "words_torn"}
    assert doubted >= {f"activity {number}" for number in EITHER.get((slug, page), {})}
    assert len(doubted) <= 6
