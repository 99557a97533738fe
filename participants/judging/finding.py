"""Whom of the bank a row of an upload is about, and of which of their participations it speaks."""

from datetime import date

from ..classes import one_spelling
from ..fingerprints import fingerprint
from ..selectors.bank import Bank, Row, name_key
from .values import NAMES, as_date


def find(values: Row, bank: Bank) -> tuple[int | None, bool]:
    """Whom the row is about and whether that is certain: by card, fingerprint, name, likeness."""
    last, first, patronymic = (values.get(name) or "" for name in NAMES)
    birth_on = as_date(values.get("birth_on"))
    card = bank.people.get(values.get("card"))
    if card:
        return card["id"], _agrees_with_card(card, last, first, birth_on)
    if birth_on and bank.by_fingerprint:
        pk = bank.by_fingerprint.get(fingerprint(last, first, patronymic, birth_on))
        if pk:
            return pk, True
    alike = bank.by_name.get(name_key(last, first, patronymic), [])
    year = birth_on.year if birth_on else values.get("birth_year")
    possible = [pk for pk in alike if _may_be_born(bank.people[pk]["birth_on"], birth_on, year)]
    if len(possible) > 1 and (group := one_spelling(values.get("class_group") or "")):
        possible = [pk for pk in possible if one_spelling(bank.people[pk]["class_group"]) == group] or possible
    if possible:
        return possible[0], len(possible) == 1
    similar = [
        pk for pk in bank.similar(last, first, patronymic, birth_on) if birth_on or not _other_year(bank, pk, year)
    ]
    return (similar[0], False) if similar else (None, True)


def participation_meant(values: Row, form: int | None, there: list[Row]) -> Row | None:
    """The participation that the row speaks of; None when it would be another one."""
    joined = as_date(values.get("joined_on"))
    same = [row for row in there if form is None or row["form_id"] in (form, None)]
    best = max(
        same, key=lambda row: (row["joined_on"] == joined, row["left_on"] is None, row["joined_on"]), default=None
    )
    if best is None:
        inside = [row for row in there if row["left_on"] is None]
        only = inside[0] if len(inside) == 1 else None
        return only if only and joined in (None, only["joined_on"]) else None
    returned = best["left_on"] is not None and joined is not None and joined > best["left_on"]
    return None if returned else best


def _agrees_with_card(card: Row, last: str, first: str, birth_on: date | None) -> bool:
    same = [name_key(card["last_name"], "", "") == name_key(last, "", ""),
            name_key(card["first_name"], "", "") == name_key(first, "", ""),
            birth_on is not None and card["birth_on"] == birth_on]  # fmt: skip
    return any(same)


def _may_be_born(known: date | None, birth_on: date | None, year: int | None) -> bool:
    if known is None or year is None:
        return True
    return known == birth_on if birth_on else known.year == year


def _other_year(bank: Bank, pk: int, year: int | None) -> bool:
    known = bank.people[pk]["birth_on"]
    return bool(known and year and known.year != year)
