"""docs/security.md: each requirement once, every «met» shown, and whatever is named as showing it exists."""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
DOCUMENT = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| (\d+\.\d+\.\d+) \| (.+?) \| (met|not met|n\. a\.) \| (.*) \|$", DOCUMENT, re.MULTILINE)
NAMED = sorted(set(re.findall(r"`([^`\s]+)`", DOCUMENT)))
FILES = [
    name for name in NAMED if re.match(r"[\w.-]+/|[\w-]*\.(toml|txt|yml|dockerignore)$", name) and "::" not in name
]
TESTS = [name for name in NAMED if "::" in name]
SETTINGS = [name for name in NAMED if re.fullmatch(r"[A-Z][A-Z_]{4,}", name)]
NOT_OF_DJANGO = {
    "WORDS",
    "DATABASE_URL",
    "BROKER_URL",
}  # a constant of a module named beside it; variables read at once
# Levels 1 and 2 of ASVS 5.0.0 without V9, V10, V17: requirements in each chapter.
CHAPTERS = {1: 27, 2: 11, 3: 19, 4: 10, 5: 9, 6: 35, 7: 18, 8: 7, 11: 14, 12: 9, 13: 13, 14: 9, 15: 13, 16: 16}


def test_every_requirement_stands_once():
    numbers = [number for number, *_rest in ROWS]
    assert [number for number, times in Counter(numbers).items() if times > 1] == []
    assert Counter(int(number.partition(".")[0]) for number in numbers) == CHAPTERS


def test_the_counts_are_those_of_the_tables():
    counted = Counter(status for _number, _asks, status, _shown in ROWS)
    said = f"**{counted['met']} met, {counted['not met']} not met, {counted['n. a.']} not applicable.**"
    assert said in DOCUMENT


@pytest.mark.parametrize("name", TESTS)
def test_a_test_that_is_named_exists(name):
    path, _, function = name.partition("::")
    assert function in functions_of(path)


@cache
def functions_of(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_files_and_settings_that_are_named_exist():
    assert len(FILES) > 20
    assert [name for name in FILES if not (ROOT / name).exists()] == []
    assert [name for name in SETTINGS if name not in NOT_OF_DJANGO and not hasattr(settings, name)] == []
