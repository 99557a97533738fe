"""The words of a paper, to be searched: for names before it is published, say."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass

from core.documents.blocks import Document


def plain_text(document: Document) -> str:
    """Every text that stands on the paper, a line each; numbers and dates are left out."""
    return "\n".join(filter(None, (document.title, *_texts(document.blocks))))


def _texts(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif is_dataclass(part):
        for each in fields(part):
            yield from _texts(getattr(part, each.name))
    elif isinstance(part, Mapping):
        yield from _texts((*part.keys(), *part.values()))
    elif isinstance(part, Iterable):
        for each in part:
            yield from _texts(each)
