"""The events that roadmaps themselves and the apps below keep a record of."""

import re
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.search import containing
from orders.models import Order

from ..models import Activity, Occurrence, Roadmap
from .registry import EventSource
from .wording import speaks_of, stems

ORDERS_BEFORE_PERIOD = timedelta(days=180)  # a plan for September may rest on an order of the spring
ORDER = r"(?:приказ|распоряжени|постановлени)\w*"
ABOUT = re.compile(rf"{ORDER}\s+(?:об?|по)\s+(?P<title>.+?)(?:\s+в\s+О[ОУ])?$", re.IGNORECASE)
KINDS_IN_WORDS: dict[str, str] = {Order.Kind.APPROVE_ROADMAP: "утверждении дорожной карты"}  # a line for each kind
APPROVAL = re.compile(r"утвержден\w*\s+(?:\w+\s+)?(?:дорожн\w+\s+карт|карт|план)", re.IGNORECASE)
BEGINNING = re.compile(r"начал\w*\s+(?:реализаци|внедрени|периода|работы по)", re.IGNORECASE)
NUMBERED = re.compile(r"пункт|мероприяти|этап", re.IGNORECASE)
NUMBER = re.compile(r"\d+(?:\.\d+)+|\d+")


class RoadmapApproved(EventSource):
    """The order on this very roadmap; a later version does not move the day."""

    code = "roadmap_approved"
    label = gettext_lazy("this roadmap is approved")

    def suggest(self, activity: Activity, words: str) -> str | None:
        return "" if APPROVAL.search(words) else None

    def happened(self, activity: Activity, parameter: str) -> date | None:
        versions = Roadmap.objects.filter(chain=activity.roadmap.chain, order__isnull=False)
        first = versions.order_by("version").select_related("order").first()
        return first.order.signed_on if first else None


class PeriodBegins(EventSource):
    code = "period_begins"
    label = gettext_lazy("the period of this roadmap begins")

    def suggest(self, activity: Activity, words: str) -> str | None:
        return "" if BEGINNING.search(words) else None

    def happened(self, activity: Activity, parameter: str) -> date | None:
        return activity.roadmap.period_from


class OrderSigned(EventSource):
    """The first order of a kind within the roadmap's period, or shortly before it."""

    code = "order"
    label = gettext_lazy("an order is signed")

    def options(self, activity: Activity) -> list[tuple[str, str]]:
        kinds = (kind for kind in Order.Kind if kind != Order.Kind.OTHER)
        return [(kind.value, _("order signed: %(kind)s") % {"kind": kind.label}) for kind in kinds]

    def suggest(self, activity: Activity, words: str) -> str | None:
        named = ABOUT.search(words)
        title = named["title"] if named else ""
        return next((kind for kind, about in KINDS_IN_WORDS.items() if speaks_of(title, about)), None)

    def happened(self, activity: Activity, parameter: str) -> date | None:
        return _first_day(_orders(activity).filter(kind=parameter))


class OrderTitled(EventSource):
    """The first order whose title speaks of something: also those entered from paper, which have no kind."""

    code = "order_titled"
    label = gettext_lazy("an order is signed whose title has the words…")
    asks = "words"

    def say(self, activity: Activity, parameter: str) -> str:
        return _("order signed: about «%(words)s»") % {"words": parameter}

    def suggest(self, activity: Activity, words: str) -> str | None:
        named = ABOUT.search(words)
        return named["title"].strip() if named and stems(named["title"]) else None

    def happened(self, activity: Activity, parameter: str) -> date | None:
        return _first_day(_orders(activity).filter(containing(" ".join(stems(parameter)), "title")))


class ActivityDone(EventSource):
    """Another activity of the same roadmap, done for the first time; named by its `uid`, the same in every version."""

    code = "activity"
    label = gettext_lazy("another activity is done")
    last_resort = True

    def options(self, activity: Activity) -> list[tuple[str, str]]:
        return [(str(each.uid), _("done: %(activity)s") % {"activity": each}) for each in self._others(activity)]

    def suggest(self, activity: Activity, words: str) -> str | None:
        number = NUMBER.search(f"{words} {activity.schedule.remainder}") if NUMBERED.search(words) else None
        if number:
            named = [each for each in self._others(activity) if each.number.strip(".") == number[0]]
        else:
            named = [each for each in self._others(activity) if speaks_of(each.title, words)]
        return str(named[0].uid) if len(named) == 1 else None

    def happened(self, activity: Activity, parameter: str) -> date | None:
        done = Occurrence.objects.filter(
            activity__section__roadmap=activity.section.roadmap_id,
            activity__uid=parameter,
            state=Occurrence.State.DONE,
        )
        return done.order_by("done_on").values_list("done_on", flat=True).first()

    def _others(self, activity: Activity) -> list[Activity]:
        sections = activity.roadmap.sections.prefetch_related("activities")
        return [each for section in sections for each in section.activities.all() if each.uid != activity.uid]


class DayEntered(EventSource):
    """What nothing here keeps a record of: a person enters the day when it has happened."""

    code = "day"
    label = gettext_lazy("something else: its day is entered by hand")
    asks = "day"

    def say(self, activity: Activity, parameter: str) -> str:
        return _("entered by hand: %(day)s") % {"day": f"{date.fromisoformat(parameter):%d.%m.%Y}"}

    def happened(self, activity: Activity, parameter: str) -> date | None:
        return date.fromisoformat(parameter)


OWN = (RoadmapApproved(), PeriodBegins(), OrderSigned(), OrderTitled(), ActivityDone(), DayEntered())


def _orders(activity: Activity) -> QuerySet[Order]:
    roadmap = activity.roadmap
    return Order.objects.signed().filter(
        organization=roadmap.organization_id,
        signed_on__gte=roadmap.period_from - ORDERS_BEFORE_PERIOD,
        signed_on__lte=roadmap.period_to,
    )


def _first_day(orders: QuerySet[Order]) -> date | None:
    return orders.order_by("signed_on").values_list("signed_on", flat=True).first()
