"""Every field of every form at once filled with what hypothesis makes up: no 500, and what is refused leaves nothing.

The same few values each time, so that a failure can be had again; `HUNT=200 pytest tests/hunting/test_fuzz.py` looks
for new ones. Every field by itself is the matter of tests/test_hostile_input.py.
"""

import os
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ..hostile_forms import FREE, LONG, MARKUP, NUL, ODD, FoundForm, hostile_files
from ..test_hostile_input import contents, post_and_take_back
from .opened import OPEN

WRITES_WHEN_LOOKED_AT = {"account_email"}  # the library of sign-in takes the address of the account over
EXAMPLES = int(os.environ.get("HUNT", 3))
BOMB = 60 * 1024 * 1024  # of noughts
QUIETLY = settings(
    max_examples=EXAMPLES, derandomize="HUNT" not in os.environ, database=None, deadline=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip

texts = st.one_of(
    st.text(max_size=80),
    st.text(alphabet="<>&\"'={}%|;/\\@+-\u202e\ufeff\0\r\n", max_size=40),
    st.sampled_from([NUL, MARKUP, LONG, ODD, "=cmd|' /C calc'!A0", '{"a": [null, 1e999]}', "../../etc/passwd"]),
)
numbers = st.one_of(
    st.integers(-(10**21), 10**21).map(str),
    st.floats().map(str),
    st.sampled_from(["1e999", "NaN", "٣", "②", "1,5", "0x10", "--1", "1_000", " 7 "]),
)
odd_days = ["0001-01-01", "9999-12-31", "10000-01-01", "31.02.2026", "٢٠٢٦-٠١-٠١"]
days = st.one_of(st.dates().map(str), st.sampled_from(odd_days))
MADE_UP = {"number": st.one_of(numbers, texts), "date": st.one_of(days, texts)}


def files() -> list[SimpleUploadedFile]:
    """Those of the other test and some more: a bomb, two kinds in one, a page that says it is a picture."""
    return hostile_files() + [
        SimpleUploadedFile("bomb.xlsx", _bomb()),
        SimpleUploadedFile("both.pdf", b"%PDF-1.7\n%%EOF\n" + _bomb()[:200]),
        SimpleUploadedFile("photo.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        SimpleUploadedFile("..\\..\\CON.pdf", b"%PDF-1.7\n%%EOF"),
    ]


@cache
def _bomb() -> bytes:
    held = BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"\0" * BOMB)
    return held.getvalue()


def anything_in(form: FoundForm) -> st.SearchStrategy[dict]:
    """A field keeps what it holds as often as not, so that some of what is wrong gets past the first check."""
    fields = {
        name: st.one_of(st.just(value), MADE_UP.get(form.kinds[name], texts if form.kinds[name] in FREE else numbers))
        for name, value in form.values.items()
    }
    return st.fixed_dictionaries(fields | {name: st.sampled_from(range(len(files()))) for name in form.files})


@pytest.fixture
def before(shared_world):
    """Every row of the hunt's world, read once."""
    if not shared_world.rows:
        shared_world.rows = contents()
    return shared_world.rows


@pytest.mark.parametrize("name", [name for name in OPEN if name not in WRITES_WHEN_LOOKED_AT])
def test_forms_filled_with_anything(client, opened, before, name):
    page = opened(name)
    for form in page.sent:
        send_anything(client, page.url, form)
    if page.sent:
        assert contents() == before


def send_anything(client, url: str, form: FoundForm) -> None:
    @QUIETLY
    @given(anything_in(form))
    def sent(data):
        uploads = {name: files()[data[name]] for name in form.files}
        assert post_and_take_back(client, url, data | uploads) < 500

    sent()
