"""A page of the guide: a Markdown file read once, its headings with anchors, its pictures with their sizes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token
from PIL import Image

TEXTS = Path(__file__).parent
PICTURES = Path(settings.BASE_DIR) / "static" / "help"
PARTS = (
    "start", "new-institution", "curator", "director", "methodologist", "mentor", "executor", "coordinator",
    "administrator",
)  # fmt: skip
MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")
ANCHOR = re.compile(r"\s*\{#([a-z-]+)\}$")  # «## Согласия {#consents}»


@dataclass(frozen=True)
class Section:
    anchor: str
    title: str


@dataclass(frozen=True)
class Page:
    slug: str
    title: str
    sections: tuple[Section, ...]
    pictures: tuple[str, ...]
    bold: tuple[str, ...]

    @property
    def url(self) -> str:
        return reverse("help_part", args=[self.slug])

    @property
    def html(self) -> SafeString:
        return _html_of(self.slug)

    def has(self, anchor: str) -> bool:
        return any(section.anchor == anchor for section in self.sections)


def all_pages() -> list[Page]:
    return [page_of(slug) for slug in PARTS]


@cache
def page_of(slug: str) -> Page:
    """The page of a part, one of PARTS; its words only, since every page of the product asks for its sections."""
    tokens = _read(slug)
    inline = _inline(tokens)
    pictures = tuple(str(token.attrs["src"]) for token in inline if token.type == "image")
    return Page(slug, tokens[1].content, tuple(_sections(tokens)), pictures, tuple(_bold(inline)))


@cache
def _html_of(slug: str) -> SafeString:
    """The text below the title."""
    tokens = _read(slug)
    _sections(tokens)
    _place_pictures(_inline(tokens))
    _point_links(_inline(tokens))
    html = MARKDOWN.renderer.render(tokens[3:], MARKDOWN.options, {})
    return mark_safe(html)  # noqa: S308 - our own file, and Markdown without HTML


def _read(slug: str) -> list[Token]:
    return MARKDOWN.parse((TEXTS / f"{slug}.md").read_text(encoding="utf-8"))


def _inline(tokens: list[Token]) -> list[Token]:
    return [child for token in tokens for child in token.children or ()]


def _sections(tokens: list[Token]) -> list[Section]:
    """Takes the anchors out of the words of headings and makes them ids."""
    sections = []
    for opening, words in zip(tokens, tokens[1:], strict=False):
        if opening.type == "heading_open" and (found := ANCHOR.search(words.content)):
            last = words.children[-1]
            last.content = ANCHOR.sub("", last.content)
            opening.attrSet("id", found[1])
            if opening.tag == "h2":
                sections.append(Section(found[1], ANCHOR.sub("", words.content)))
    return sections


def _bold(inline: list[Token]) -> Iterator[str]:
    for opening, words in zip(inline, inline[1:], strict=False):
        if opening.type == "strong_open":
            yield words.content


def _place_pictures(inline: list[Token]) -> None:
    for token in inline:
        if token.type == "image":
            name = str(token.attrs["src"])
            with Image.open(PICTURES / name) as picture:
                width, height = picture.size
            token.attrs = {
                "src": static(f"help/{name}"), "alt": "", "width": width, "height": height, "loading": "lazy",
            }  # fmt: skip


def _point_links(inline: list[Token]) -> None:
    """«director.md#orders» is a link that works in a repository; on the site it leads to the page of that part."""
    for token in inline:
        if token.type == "link_open" and (found := re.fullmatch(r"([a-z-]+)\.md(#.*)?", str(token.attrs["href"]))):
            token.attrs["href"] = reverse("help_part", args=[found[1]]) + (found[2] or "")
