"""What the browser is given: nothing inline, nothing of another host, nothing missing; and all of it in Russian."""

import re
from pathlib import Path
from runpy import run_path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import strip_tags

from core.templatetags.interface import STATUSES
from mentorship.navigation import ITEMS
from participants.sections import SECTIONS

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
SPRITE = ROOT / "static" / "img" / "icons.svg"

FORBIDDEN = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an event attribute": re.compile(r"<[^>]*\son[a-z]+\s*=(?!=)", re.IGNORECASE),
    "an htmx expression": re.compile(r"\shx-on\b|\shx-vals=['\"]js:", re.IGNORECASE),
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")", re.IGNORECASE),
    "an address of another host": re.compile(r"\b(?:src|href|action)=[\"'](?:https?:)?//", re.IGNORECASE),
}
# Read by a mail program, which knows no style sheet of ours; shown in the product only inside a sandboxed frame.
LETTERS = {ROOT / "templates" / "notifications" / "letter.html"}


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", [path for path in TEMPLATES if path not in LETTERS], ids=name_of)
def test_templates_keep_the_content_security_policy(path):
    source = path.read_text()
    assert [what for what, pattern in FORBIDDEN.items() if pattern.search(source)] == []


def test_every_icon_named_is_in_the_sprite():
    drawn = set(re.findall(r'<symbol id="([^"]+)"', SPRITE.read_text()))
    named = run_path(str(ROOT / "script" / "icons"))["used_names"]()
    assert named - drawn == set()
    looks = (*STATUSES.values(), *ITEMS, *SECTIONS)
    assert {look.icon for look in looks} - {""} <= named


def test_every_static_file_named_exists():
    named = {name for path in TEMPLATES for name in re.findall(r"{%\s*static\s+['\"]([^'\"]+)['\"]", path.read_text())}
    assert named
    assert [name for name in sorted(named) if finders.find(name) is None] == []


@pytest.mark.parametrize("path", sorted((ROOT / "static").rglob("*.css")), ids=name_of)
def test_style_sheets_load_only_our_own_files(path):
    wanted = re.findall(r"url\(\s*[\"']?([^\"')]+)", path.read_text())
    files = [url for url in wanted if not url.startswith(("data:", "#"))]
    assert [url for url in files if not (path.parent / url).is_file()] == []


@pytest.mark.django_db
def test_the_policy_is_strict_and_sent_with_every_page(client):
    policy = client.get(reverse("account_login"))["Content-Security-Policy"]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    sources = {source for allowed in directives.values() for source in allowed.split()}
    assert directives["default-src"] == "'self'"
    assert sources <= {"'self'", "'none'", "data:"}
    assert [name for name, allowed in directives.items() if "data:" in allowed] == ["img-src"]


@pytest.mark.parametrize("template", ["400.html", "403_csrf.html", "500.html"])
def test_error_pages_need_neither_context_nor_database(template, django_assert_num_queries):
    page = render_to_string(template)
    assert "<h1>" in page
    assert "На главную" in page


LATIN_WORD = re.compile(r"[A-Za-z]{3,}")
NAMES_KEPT = {"JavaScript", "Caps", "Lock", "Ctrl", "Enter", "Esc", "USB", "cookie"}


def english_words(page: str) -> set[str]:
    """Latin words a person sees; addresses and the code of the second factor are no words."""
    seen = re.sub(r"<(script|code|head)\b.*?</\1>", " ", page, flags=re.DOTALL)
    words = re.sub(r"\S+@\S+", " ", strip_tags(seen))
    return set(LATIN_WORD.findall(words)) - NAMES_KEPT


ENTRANCE = [
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_inactive",
]
OWN_PAGES = ["account_change_password", "account_logout", "mfa_index", "usersessions_list", "account_reauthenticate"]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ENTRANCE)
def test_the_way_in_is_in_russian_and_offers_no_sign_up(client, name):
    page = client.get(reverse(name)).content.decode()
    assert english_words(page) == set()
    assert reverse("account_signup") not in page


@pytest.mark.parametrize("name", OWN_PAGES)
def test_a_persons_own_pages_are_in_russian(as_role, name):
    page = as_role("curator").get(reverse(name), headers={"user-agent": ""}).content.decode()
    assert english_words("<main" + page.partition("<main")[2]) == set()


def test_a_refused_form_leads_to_its_fields(client, db):
    page = client.post(reverse("account_login"), {"login": "", "password": "x"}).content.decode()
    assert 'href="#id_login"' in page
    assert "<title>Ошибка:" in page


def test_the_password_page_lets_paste_and_password_managers_work(client, db):
    page = client.get(reverse("account_login")).content.decode()
    assert 'autocomplete="current-password"' in page
    assert "onpaste" not in page
