"""The sources of events by their code, and what they say together."""

from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from ..drafts import EventDraft
from ..models import Activity


class EventSource:
    """One sort of event. An event of it is named by a parameter: a kind of order, an activity, words, a day.

    `asks` says what a person writes as the parameter when it is not one of the `options`: "words" or "day".
    A source of `last_resort` suggests only what no other one does.
    """

    code: str
    label: str | Promise
    asks: str = ""
    last_resort: bool = False

    def options(self, activity: Activity) -> list[tuple[str, str]]:
        """The events to choose among, as (parameter, in words)."""
        return [("", str(self.label))]

    def say(self, activity: Activity, parameter: str) -> str:
        """The event in words: what the activity waits for."""
        return dict(self.options(activity)).get(parameter, str(self.label))

    def suggest(self, activity: Activity, words: str) -> str | None:
        """The parameter of the event that the words of a deadline speak of; None when they speak of something else."""
        return None

    def happened(self, activity: Activity, parameter: str) -> date | None:
        """The day of the event for the organisation of the activity; None until there is one."""
        raise NotImplementedError


_sources: dict[str, EventSource] = {}


def register(source: EventSource) -> None:
    """Adds a source; the same code again replaces it, so that a reload does not double it."""
    _sources[source.code] = source


def all_sources() -> list[EventSource]:
    """Every source, those that guess last of all at the end."""
    return sorted(_sources.values(), key=lambda source: source.last_resort)


def source_of(code: str) -> EventSource | None:
    return _sources.get(code)


def suggestion(activity: Activity, words: str) -> EventDraft | None:
    """The event that the words of a deadline speak of, if any source recognises it."""
    for source in all_sources():
        parameter = source.suggest(activity, words)
        if parameter is not None:
            return EventDraft(event=words, source=source.code, parameter=parameter, suggested=True)
    return None


def happened_on(activity: Activity, binding) -> date | None:
    """The day on which the event of a binding happened; None while it has not, or when its app is gone."""
    source = source_of(binding.source)
    return source.happened(activity, binding.parameter) if source else None


def binding_in_words(activity: Activity, binding) -> str:
    """«издан приказ, в заголовке которого …»: what an EventBinding or EventDraft waits for."""
    source = source_of(binding.source)
    return source.say(activity, binding.parameter) if source else _("an event that is no longer recorded")
