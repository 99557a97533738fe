"""Warnings about a deadline: (code, what is wrong and what to do, in Russian)."""

from datetime import date

from .calendar import Period

ROUGH = (
    "approximate",
    "Даты каникул и учебных четвертей взяты как у большинства школ: сверьте их с календарным учебным графиком.",
)
NO_EVENT = ("event_missing", "Не сказано, от какого события считать срок: уточните его или поставьте дату вручную.")


def year_chosen(due: date) -> tuple[str, str]:
    return "year_assumed", f"Год в сроке не назван, взят первый подходящий — {due.year}: проверьте дату."


def past_period(due: date, period: Period) -> tuple[str, str]:
    return (
        "past_period",
        f"Срок {due:%d.%m.%Y} позже окончания дорожной карты ({period.end:%d.%m.%Y}): проверьте дату.",
    )


def before_period(due: date, period: Period) -> tuple[str, str]:
    return (
        "before_period",
        f"Срок {due:%d.%m.%Y} раньше начала дорожной карты ({period.start:%d.%m.%Y}): проверьте дату.",
    )


def nothing_in_period(period: Period) -> tuple[str, str]:
    return (
        "nothing_in_period",
        f"До конца дорожной карты ({period.end:%d.%m.%Y}) срок больше ни разу не наступит: "
        "проверьте формулировку и период дорожной карты или назначьте даты вручную.",
    )
