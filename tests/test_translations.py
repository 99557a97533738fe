"""The Russian interface is complete: nothing empty, nothing doubtful, no English word of the field left in it."""

import re
from pathlib import Path

import pytest
from django.conf import settings

CATALOGUE = Path(settings.BASE_DIR) / "mentorship" / "locale" / "ru" / "LC_MESSAGES" / "django.po"


def entries() -> list[str]:
    return CATALOGUE.read_text(encoding="utf-8").split("\n\n")[1:]


def test_nothing_is_doubtful():
    assert not [entry for entry in entries() if "#, fuzzy" in entry]


def test_nothing_is_empty():
    empty = re.compile(r'^msgstr(\[\d\])? ""$(?!\n")', re.MULTILINE)
    assert not [entry for entry in entries() if empty.search(entry) and not entry.startswith("#~")]


@pytest.mark.parametrize("word", ["executor", "mentee", "coach"])
def test_no_english_word_of_the_field_slips_into_the_russian(word):
    translated = re.compile(r'^msgstr.*$(?:\n".*"$)*', re.MULTILINE)
    said = [re.sub(r"%\(\w+\)[sd]", "", found) for entry in entries() for found in translated.findall(entry)]
    assert not [words for words in said if word in words.lower()]
