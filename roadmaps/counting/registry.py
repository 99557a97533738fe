"""The sources of counts by their code, and what they say together."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from ..models import Activity, CountingRule


@dataclass(frozen=True, order=True)
class Counted:
    """One thing that happened: the day, a key that tells it from all others, words without names, its page.

    `by_hand`: a person has attached this very thing, so that it counts even outside the term.
    """

    on: date
    key: str
    what: str
    url: str = ""
    by_hand: bool = False


class CountSource:
    """One sort of record; what is counted is named by a parameter: a kind («seminar») or a single row («#12»)."""

    code: str
    label: str | Promise

    def options(self, activity: Activity) -> list[tuple[str, str]]:
        """What there is to choose among for an activity, as (parameter, in words)."""
        raise NotImplementedError

    def suggest(self, activity: Activity) -> list[str]:
        """The parameters that the words of the activity speak of."""
        return []

    def add_url(self, activity: Activity) -> str:
        """Where a new record for the activity is entered; empty when that is not done from here."""
        return ""

    def say(self, activity: Activity, parameter: str) -> str:
        """The parameter in words."""
        return dict(self.options(activity)).get(parameter, str(self.label))

    def found(self, organization_id: int, parameters: Collection[str], first: date, last: date) -> list[Counted]:
        """What of these parameters happened in the organisation from one day to another, in any order."""
        raise NotImplementedError


_sources: dict[str, CountSource] = {}


def register(source: CountSource) -> None:
    """Adds a source; the same code again replaces it."""
    _sources[source.code] = source


def all_sources() -> list[CountSource]:
    return list(_sources.values())


def source_of(code: str) -> CountSource | None:
    return _sources.get(code)


def found_for(organization_id: int, rules: Iterable[CountingRule], first: date, last: date) -> list[Counted]:
    """What the rules count between the days, each thing once, by day."""
    wanted: dict[str, set[str]] = {}
    for rule in rules:
        wanted.setdefault(rule.source, set()).add(rule.parameter)
    found: dict[str, Counted] = {}
    for code, parameters in wanted.items():
        source = source_of(code)
        for each in source.found(organization_id, parameters, first, last) if source else ():
            found[each.key] = max(each, found.get(each.key, each), key=lambda thing: thing.by_hand)
    return sorted(found.values())


def rule_in_words(activity: Activity, rule: CountingRule) -> str:
    """«проведённые семинары»: what a rule counts."""
    source = source_of(rule.source)
    return source.say(activity, rule.parameter) if source else _("something that is no longer recorded")
