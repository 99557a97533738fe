"""How a value is written on paper: Russian notation for numbers and dates, and only characters a file may hold."""

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal

from core.documents.computed import Computed

# What XML 1.0 forbids; pasted text brings such characters.
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_DECIMALS = re.compile(r"\.(0+)")
_NO_BREAK_SPACE = "\u00a0"
_MINUS = "\u2212"
_UNKNOWN = "–"


def plain(text: object) -> str:
    """The text with uniform line ends (Word pastes vertical tabs) and without characters that no file may hold."""
    return _UNPRINTABLE.sub("", _LINE_ENDS.sub("\n", str(text)))


def shown(value: object, number_format: str = "") -> str:
    """A value as a person reads it: 12,5 · 1 234 · 70 % · 01.09.2025 · да. Nothing is shown for ``None``.

    A computed figure is what it came to, a dash where that cannot be said.
    """
    if isinstance(value, Computed):
        return _UNKNOWN if value.value is None else shown(value.value, number_format)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, int | float | Decimal):
        return _number(value, number_format)
    if isinstance(value, dt.datetime):
        return value.strftime("%d.%m.%Y %H:%M")
    if isinstance(value, dt.date):
        return value.strftime("%d.%m.%Y")
    return plain(value)


def in_utc(moment: dt.datetime) -> dt.datetime:
    """The moment as file properties want it; one without a zone is taken to be UTC already."""
    return moment.astimezone(dt.UTC) if moment.tzinfo else moment.replace(tzinfo=dt.UTC)


def _number(value: int | float | Decimal, number_format: str) -> str:
    """The number as the Excel format asks, limited to what reports use: decimals, thousands, per cent."""
    percent = "%" in number_format
    amount = value * 100 if percent else value
    if number_format:
        zeros = _DECIMALS.search(number_format)
        grouping = "," if "," in number_format else ""
        text = f"{_rounded(amount, len(zeros[1]) if zeros else 0):{grouping}f}"
    else:
        text = f"{amount:.10g}" if isinstance(amount, float) else f"{amount}"
    text = text.replace(",", _NO_BREAK_SPACE).replace(".", ",").replace("-", _MINUS)
    return f"{text}{_NO_BREAK_SPACE}%" if percent else text


def _rounded(amount: int | float | Decimal, places: int) -> Decimal:
    """With halves away from nought, as spreadsheets show it: paper and XLSX say the same."""
    return Decimal(str(amount)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
