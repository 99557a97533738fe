"""script/messages: what it compiles is what Django reads, what is wrong in a catalogue is named."""

import gettext
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HEADER = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=3; plural=n==1 ? 0 : n<5 ? 1 : 2;\\n"

"""


@pytest.fixture
def messages(monkeypatch, tmp_path):
    """The script as a module, told that the project lies in a folder of the test."""
    loader = SourceFileLoader("messages", str(ROOT / "script" / "messages"))
    module = module_from_spec(spec_from_loader("messages", loader))
    monkeypatch.setattr("sys.dont_write_bytecode", True)
    loader.exec_module(module)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    return module


def catalogue(folder: Path, entries: str) -> Path:
    path = folder / "django.po"
    path.write_text(HEADER + entries, encoding="utf-8")
    return path


def test_words_and_plurals_are_read_back(messages, tmp_path):
    source = catalogue(
        tmp_path,
        'msgid "pair"\nmsgid_plural "pairs"\nmsgstr[0] "пара"\nmsgstr[1] "пары"\nmsgstr[2] "пар"\n\n'
        'msgctxt "status"\nmsgid "done"\nmsgstr "готово"\n',
    )
    messages.compile_catalogue(source)
    with source.with_suffix(".mo").open("rb") as compiled:
        russian = gettext.GNUTranslations(compiled)
    assert [russian.ngettext("pair", "pairs", number) for number in (1, 2, 5)] == ["пара", "пары", "пар"]
    assert russian.pgettext("status", "done") == "готово"


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ('msgid "done"\nmsgstr ""\n', "empty"),
        ('#, fuzzy\nmsgid "done"\nmsgstr "готово"\n', "fuzzy"),
        ('msgid "by %(who)s"\nmsgstr "кем: %(name)s"\n', "%(name)s"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[0] "а"\nmsgstr[1] ""\nmsgstr[2] "б"\n', "empty"),
    ],
)
def test_a_fault_is_named_with_its_place(messages, tmp_path, entry, fault):
    (found,) = messages.faults(catalogue(tmp_path, entry))
    assert found.startswith("django.po:4: ")
    assert fault in found


def test_a_good_catalogue_has_no_fault(messages, tmp_path):
    entry = 'msgid "%(number)s pair"\nmsgid_plural "%(number)s pairs"\n'
    assert not list(
        messages.faults(catalogue(tmp_path, entry + 'msgstr[0] "пара"\nmsgstr[1] "пары"\nmsgstr[2] "пар"\n'))
    )
