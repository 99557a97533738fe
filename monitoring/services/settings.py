"""What a territory sets: indicators of its own, planned values, numbers from outside, rules of counting.

Each change leaves an entry of the audit trail with the path of the territory, so that facts below are counted anew.
"""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from core import audit
from core.errors import Refused
from core.numbers import plain
from core.revisions import save_revised
from organizations.models import Organization, User

from ..formulas import FormulaError, names_in
from ..measures.names import known_names
from ..models import CountingRules, Indicator, Target, TypedCount

RULES = [field.name for field in CountingRules._meta.fields if field.name not in ("id", "organization", "revision")]


class SettingRefused(Refused):
    """It cannot be set so; the message says what to correct."""


def check_formula(formula: str) -> None:
    """Raises SettingRefused, naming the part that is not understood."""
    try:
        unknown = sorted(names_in(formula) - known_names().keys())
    except FormulaError as error:
        raise SettingRefused(
            _("«%(part)s» is not understood. A formula has names of the list, numbers, + − * / and parentheses.")
            % {"part": error.args[0]}
        ) from error
    if unknown:
        raise SettingRefused(
            _("There is no number called «%(name)s». Take a name from the list below.") % {"name": unknown[0]}
        )
    if not names_in(formula):
        raise SettingRefused(_("The formula counts nothing. Put in a name from the list below."))


@transaction.atomic
def add_indicator(indicator: Indicator, *, organization: Organization | None, by: User, at: datetime) -> Indicator:
    """An indicator of the organisation's own, or without one a common one, after all it has. Raises SettingRefused."""
    _check_formulas(indicator)
    there = Indicator.objects.usable_in(organization)
    if there.filter(number=indicator.number, until=None).exists():
        raise SettingRefused(_("There is an indicator with the number «%(number)s».") % {"number": indicator.number})
    indicator.organization = organization
    whose = slugify(organization.slug)[:24] if organization else "common"
    indicator.code = f"{whose}-{timezone.localtime(at):%y%m%d%H%M%S}"
    indicator.position = (there.order_by("-position").values_list("position", flat=True).first() or 0) + 1
    indicator.save()
    audit.record("indicator.added", indicator, by=by, at=at, scope=_scope(indicator))
    return indicator


@transaction.atomic
def change_indicator(indicator: Indicator, changed: Indicator, *, since: date, by: User, at: datetime) -> Indicator:
    """A new wording or formula from a day on; periods before keep the old. Raises SettingRefused."""
    _check_formulas(changed)
    if since <= indicator.since:
        raise SettingRefused(
            _("The present wording is in force since %(day)s. Choose a later day.")
            % {"day": f"{indicator.since:%d.%m.%Y}"}
        )
    if not Indicator.objects.filter(pk=indicator.pk, until=None).update(until=since):
        raise SettingRefused(_("This wording is no longer in force. Change the newest one."))
    changed.pk, changed._state.adding, changed.since, changed.until, changed.revision = None, True, since, None, 1
    changed.save()
    kept = indicator.targets.filter(year__gte=since.year)
    Target.objects.bulk_create(
        Target(indicator=changed, organization=row.organization, year=row.year, value=row.value, basis=row.basis)
        for row in kept.select_related("organization")
    )
    changes = {"since": [indicator.since.isoformat(), since.isoformat()]}
    audit.record("indicator.changed", changed, by=by, at=at, scope=_scope(changed), changes=changes)
    return changed


@transaction.atomic
def end_indicator(indicator: Indicator, *, until: date, by: User, at: datetime) -> None:
    """Asked for no longer from a day on. Raises SettingRefused."""
    if until <= indicator.since:
        raise SettingRefused(_("It would end before it began. Choose a later day."))
    if not Indicator.objects.filter(pk=indicator.pk, until=None).update(until=until):
        raise SettingRefused(_("This wording is no longer in force. Change the newest one."))
    audit.record(
        "indicator.ended", indicator, by=by, at=at, scope=_scope(indicator),
        changes={"until": [None, until.isoformat()]},
    )  # fmt: skip


def _scope(indicator: Indicator) -> str:
    """Of a common indicator the whole tree."""
    return indicator.organization.path if indicator.organization else ""


def _check_formulas(indicator: Indicator) -> None:
    for formula in filter(None, (indicator.numerator, indicator.denominator)):
        check_formula(formula)


@transaction.atomic
def set_targets(
    organization: Organization,
    *,
    values: Mapping[tuple[Indicator, int], Decimal | None],
    basis: str = "",
    by: User,
    at: datetime,
) -> int:
    """The planned values here by indicator and year; how many have changed.

    None takes the own value away: that of the nearest node above holds again.
    """
    years = {year for _indicator, year in values}
    rows = Target.objects.filter(organization=organization, year__in=years)
    before = {(row.indicator_id, row.year): row for row in rows}
    changed = 0
    for (indicator, year), value in values.items():
        row = before.get((indicator.pk, year))
        previous = row.value if row else None
        if previous == value:
            continue
        _write_target(row or Target(indicator=indicator, organization=organization, year=year), value, basis)
        changes = {"year": year, "value": [_said(previous), _said(value)]}
        audit.record("target.changed", indicator, by=by, at=at, scope=organization.path, changes=changes)
        changed += 1
    return changed


def _write_target(row: Target, value: Decimal | None, basis: str) -> None:
    if value is None:
        row.delete()
    else:
        row.value, row.basis = value, basis or row.basis
        row.save()


def _said(number: Decimal | None) -> str | None:
    return None if number is None else plain(number)


@transaction.atomic
def enter_count(
    organization: Organization, *, name: str, value: int, as_of: date, source: str, by: User, at: datetime
) -> TypedCount:
    """A number from outside as of a day; the ones entered before stay in the history. Raises SettingRefused."""
    if as_of > timezone.localdate(at):
        raise SettingRefused(_("The day has not come yet. Enter the day as of which the number is known."))
    count = TypedCount.objects.create(
        organization=organization, name=name, value=value, as_of=as_of, source=source.strip(), entered_by=by,
        entered_at=at,
    )  # fmt: skip
    changes = {"value": value, "as_of": as_of.isoformat(), "source": count.source}
    audit.record("typedcount.entered", count, by=by, at=at, scope=organization.path, changes=changes)
    return count


@transaction.atomic
def change_rules(rules: CountingRules, *, seen: int, by: User, at: datetime) -> None:
    """Writes the rules by which a territory counts; the first time they become a row. Raises StaleRevision."""
    defaults = {"project_since": rules.project_since}
    before, _made = CountingRules.objects.get_or_create(organization=rules.organization, defaults=defaults)
    rules.pk = before.pk
    save_revised(rules, seen=seen, fields=RULES)
    changes = audit.differences(_in_words(before), _in_words(rules))
    audit.record("countingrules.changed", rules, by=by, at=at, scope=rules.organization.path, changes=changes)


def _in_words(rules: CountingRules) -> dict[str, str | int]:
    """Ready for the audit trail: a day is written by ISO 8601."""
    values = {name: getattr(rules, name) for name in RULES}
    return {**values, "project_since": rules.project_since.isoformat()}
