"""The tables of phrases in `phrases/`: each row a phrase, the roadmap's period, and what a careful methodologist reads
in it.

Columns: phrase (\\n is a line break); period (a name below); kinds of the rules in their order, `-` when nobody could
tell; dates as `due` or `opens/due`, long lists as the first two, the last and the count; the unread remainder.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from roadmaps.deadlines import Period, Schedule, parse

FOLDER = Path(__file__).parent / "phrases"
SHOWN = 6
PERIODS = {
    "kaleidoskop": Period(date(2022, 1, 1), date(2024, 12, 31)),
    "dinskaya": Period(date(2021, 1, 1), date(2021, 12, 31)),
    "kingisepp": Period(date(2022, 1, 1), date(2022, 12, 31)),
    "hibiny": Period(date(2021, 7, 1), date(2024, 12, 31)),
    "aban": Period(date(2023, 9, 1), date(2024, 8, 31)),
    "school_year": Period(date(2023, 9, 1), date(2024, 8, 31)),
    "four_years": Period(date(2021, 1, 1), date(2024, 12, 31)),
    "year_2015": Period(date(2015, 1, 1), date(2015, 12, 31)),
}


@dataclass(frozen=True)
class Row:
    phrase: str
    period: Period
    kinds: str
    dates: str
    remainder: str

    def read(self) -> Schedule:
        return parse(self.phrase, period=self.period)


def rows(table: str | None = None) -> list[Row]:
    """The rows of one table, or of all of them."""
    files = [FOLDER / f"{table}.tsv"] if table else sorted(FOLDER.glob("*.tsv"))
    return [_row(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()[1:]]


def _row(line: str) -> Row:
    phrase, period, kinds, dates, remainder = line.split("\t")
    return Row(phrase.replace("\\n", "\n"), PERIODS[period], kinds, dates, remainder)


def kinds_of(schedule: Schedule) -> str:
    return " ".join(rule.kind for rule in schedule.rules) or "-"


def dates_of(schedule: Schedule) -> str:
    """The occurrences as the tables write them."""
    found = [(f"{one.opens}/" if one.opens else "") + str(one.due) for one in schedule.occurrences()]
    if len(found) <= SHOWN:
        return ", ".join(found)
    return f"{found[0]}, {found[1]} … {found[-1]} ({len(found)})"
