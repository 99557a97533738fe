"""`manage.py explain_deadline "<phrase>" --from 2022-01-01 --to 2024-12-31 [--json]`: how a deadline phrase is read.

With `--file phrases.tsv` (tab-separated: phrase, from, to; a header line; fields quoted as in CSV where needed) prints
one JSON object a line. Working days are those of the production calendar, or Monday to Friday where there is no
database. Exit codes: 0 done, 1 a phrase or a file that cannot be read, 2 wrong usage. The contract is
deadlines.md, «The command».
"""

import csv
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from roadmaps.deadlines import Occurrence, Period, Schedule, parse
from roadmaps.periods import CalendarAtHand, stored_period


class Command(BaseCommand):
    help = "Показывает, как программа понимает формулировку срока."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("phrase", nargs="?", help="формулировка срока, например «до 15.04.2022, далее ежегодно»")
        parser.add_argument("--from", dest="start", metavar="ГГГГ-ММ-ДД", help="начало дорожной карты")
        parser.add_argument("--to", dest="end", metavar="ГГГГ-ММ-ДД", help="окончание дорожной карты")
        parser.add_argument(
            "--file", type=Path, help="файл TSV со столбцами: срок, начало, окончание; первая строка — заголовок"
        )
        parser.add_argument("--json", action="store_true", help="вывести один документ JSON")

    def handle(self, *args, phrase, start, end, file, **options):
        if (phrase is None) == (file is None):
            raise CommandError("Укажите либо формулировку срока, либо --file с таблицей формулировок.", returncode=2)
        if file:
            for schedule in _schedules(file):
                self.stdout.write(_json(schedule))
            return
        if start is None or end is None:
            raise CommandError("Укажите период дорожной карты: --from ГГГГ-ММ-ДД --to ГГГГ-ММ-ДД.", returncode=2)
        schedule = parse(phrase, period=_period(start, end, returncode=2))
        self.stdout.write(_json(schedule) if options["json"] else _text(schedule))


def _schedules(file: Path) -> Iterator[Schedule]:
    """One schedule a row, read as they are asked for. Raises CommandError that names the line at fault."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            rows = csv.reader(stream, delimiter="\t")
            next(rows, None)
            for row in rows:
                if any(row):
                    yield _schedule(row, where=f"Строка {rows.line_num}: ")
    except OSError as error:
        raise CommandError(f"Не удалось открыть файл {file}: {error.strerror}. Проверьте путь и права.") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"Файл {file} не в кодировке UTF-8: сохраните его в UTF-8.") from error


def _schedule(row: list[str], *, where: str) -> Schedule:
    if len(row) < 3:
        raise CommandError(f"{where}нужны три столбца через табуляцию: срок, начало, окончание.")
    return parse(row[0], period=_period(row[1], row[2], returncode=1, where=where))


def _period(start: str, end: str, *, returncode: int, where: str = "") -> Period:
    days = [_day(text, returncode=returncode, where=where) for text in (start, end)]
    try:
        return stored_period(*days, calendar=CalendarAtHand)
    except ValueError:
        message = f"Период задан неверно: {start} – {end}. Начало — не позже окончания, годы — с 1990 по 2099."
        raise CommandError(where + message, returncode=returncode) from None


def _day(text: str, *, returncode: int, where: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        message = f"{where}«{text}» — не дата; запишите её так: 2022-01-31."
        raise CommandError(message, returncode=returncode) from None


def _json(schedule: Schedule) -> str:
    return json.dumps(schedule.to_dict(), ensure_ascii=False)


def _text(schedule: Schedule) -> str:
    lines = [f"Срок: {schedule.phrase}", f"Понято так: {schedule.explanation}"]
    if schedule.remainder:
        lines.append(f"Не прочитано: {schedule.remainder}")
    lines += [f"Внимание: {message}" for _, message in schedule.warnings]
    occurrences = schedule.occurrences()
    lines.append("Даты:" if occurrences else "Дат нет.")
    lines += [f"  {_range(occurrence)}" for occurrence in occurrences]
    return "\n".join(lines)


def _range(occurrence: Occurrence) -> str:
    due = f"{occurrence.due:%d.%m.%Y}"
    return f"{occurrence.opens:%d.%m.%Y} – {due}" if occurrence.opens else due
