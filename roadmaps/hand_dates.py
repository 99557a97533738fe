"""Dates that a person set instead of a phrase's own: a list of {"opens": ISO date or None, "due": ISO date}.

Pure Python, no Django.
"""

from collections.abc import Iterable
from datetime import date


def read(items: Iterable[dict]) -> list[tuple[date | None, date]]:
    """The dates as (opens, due)."""
    return [
        (date.fromisoformat(item["opens"]) if item.get("opens") else None, date.fromisoformat(item["due"]))
        for item in items
    ]


def in_words(items: Iterable[dict]) -> str:
    """«даты назначены вручную: до 15.04.2024; с 01.05.2024 по 31.05.2024»"""
    said = (
        f"с {opens:%d.%m.%Y} по {due:%d.%m.%Y}" if opens and opens != due else f"до {due:%d.%m.%Y}"
        for opens, due in read(items)
    )
    return f"даты назначены вручную: {'; '.join(said)}"
