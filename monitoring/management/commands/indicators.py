"""`indicators --organization SLUG --on DATE [--mode as_of|period|cumulative] [--json]`: the figures of a day."""

import json
from argparse import ArgumentTypeError
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from monitoring.models import Mode
from monitoring.selectors.indicators import Value, values_of
from monitoring.services.facts import catch_up
from organizations.models import Organization


class Command(BaseCommand):
    """Ends with 0 when counted, 1 when refused, 2 on wrong usage. Without `--mode` each is counted its own way."""

    help = "Counts the indicators of an organisation, with everything below it, as of any day."

    def add_arguments(self, parser):
        parser.add_argument("--organization", required=True, metavar="SLUG")
        parser.add_argument("--on", required=True, type=day, metavar="DATE", help="2026-10-01")
        parser.add_argument("--mode", choices=Mode.values, help="count all indicators this way")
        parser.add_argument("--json", action="store_true", dest="as_json", help="one JSON document instead of a text")

    def handle(self, *, organization: str, on: date, mode: str | None, as_json: bool, **options):
        owner = Organization.objects.filter(slug=organization).first()
        if owner is None:
            raise CommandError(
                _("There is no organisation «%(slug)s». Check its short code.") % {"slug": organization}
            )
        catch_up(owner, at=timezone.now(), most=None)
        values = values_of(owner, on, mode=mode and Mode(mode))
        if as_json:
            self.stdout.write(
                json.dumps({"indicators": [_row(each, mode) for each in values]}, ensure_ascii=False, indent=2)
            )
        else:
            self.stdout.write("\n".join(_line(each) for each in values))


def day(text: str) -> date:
    """A day of the command line."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is no day: write it as 2026-10-01") from error


def _row(each: Value, mode: str | None) -> dict[str, Any]:
    """`mode`: the way all are counted, where one was asked for."""
    return {
        "code": each.indicator.code,
        "title": each.indicator.title,
        "numerator": _plain(each.numerator),
        "denominator": _plain(each.denominator),
        "value": _plain(each.value),
        "target": _plain(each.target),
        "source": each.indicator.source,
        "mode": mode or each.indicator.mode,
    }


def _plain(number: Decimal | None) -> int | float | None:
    """Whole numbers without a fraction; null where it cannot be said."""
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def _line(each: Value) -> str:
    made_of = f" ({_said(each.numerator)} / {_said(each.denominator)})" if each.indicator.is_share else ""
    return f"{each.indicator.number}. {each.indicator.brief}: {_said(each.value)}{made_of}"


def _said(number: Decimal | None) -> str:
    return "–" if number is None else str(_plain(number)).replace(".", ",")
