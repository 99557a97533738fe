"""The audit trail speaks Russian: whatever a service records has been put into words."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from core.audit import change_label, verb_labels
from core.models import AuditEntry
from core.templatetags.audit import changes_in_words

RECORDED = re.compile(r'\brecord\(\s*"([a-z_]+\.[a-z_]+)"')
NOT_NOTED = {"by", "at", "scope", "changes", "organization", "what", "format", "kinds", "people"}
OWN = [app for app in apps.get_app_configs() if Path(app.path).parent == settings.BASE_DIR]


def test_every_recorded_verb_is_in_words():
    recorded = {verb for app in OWN for source in sources(app) for verb in RECORDED.findall(source.read_text())}
    assert len(recorded) > 20
    assert recorded <= verb_labels().keys()


def sources(app) -> Iterator[Path]:
    return Path(app.path).rglob("*.py")


def noted_keys(tree: ast.AST) -> Iterator[str]:
    """The keys that a module gives to a function which records, in the call itself or as `changes = {...}`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and "record" in getattr(node.func, "attr", getattr(node.func, "id", "")):
            for argument in [*node.args, *(keyword.value for keyword in node.keywords)]:
                yield from literal_keys(argument)
            if getattr(node.func, "id", "") == "_record":
                yield from (keyword.arg for keyword in node.keywords if keyword.arg not in {None, *NOT_NOTED})
        if isinstance(node, ast.Assign) and any(getattr(one, "id", "") == "changes" for one in node.targets):
            yield from literal_keys(node.value)


def literal_keys(node: ast.AST) -> Iterator[str]:
    for found in ast.walk(node):
        if isinstance(found, ast.Dict):
            yield from (
                key.value for key in found.keys if isinstance(key, ast.Constant) and isinstance(key.value, str)
            )


@pytest.mark.parametrize("app", OWN, ids=lambda app: app.label)
def test_every_key_of_changes_is_in_words(app):
    """A key is a field of the app's models or stands in `audit_words`: whoever adds one puts it into words."""
    keys = {key for source in sources(app) for key in noted_keys(ast.parse(source.read_text()))}
    subjects = [model._meta.label_lower for model in app.get_models()]
    wordless = {key for key in keys if subjects and change_label(subjects[0], key) is key}
    assert not wordless


def test_codes_lists_and_days_are_said_in_words():
    entry = AuditEntry(
        subject_type="participants.person",
        changes={
            "bank": "mentee",
            "format": "pdf",
            "kinds": "participation, processing",
            "hours": "2",
            "on": "2026-11-16",
            "dates": [[], [{"opens": None, "due": "2026-05-31"}]],
        },
    )
    said = [(change["before"], change["after"]) for change in changes_in_words(entry)]
    assert said[1] == ("", "PDF") and said[3:] == [("", "2"), ("", "16.11.2026"), ("", "31.05.2026")]
    assert not {"mentee", "processing"} & {word for _before, after in said for word in after.split(", ")}
