"""What no calendar answers: events, need, other plans, all the time."""

from ..duration import Duration
from ..items import Span, Then, Unreadable
from ..kinds import ExternalPlan, OnDemand, Relative, UntilEvent
from .dates import atoms
from .frequency import RATE, times

START_EVENT = "начала реализации"
NO_DAY_AFTER = "!(FROM (START|END)? (FURTHER|DATE))"  # «10 дней с 1 октября» is a date


def duration(unit: str, count: int = 1, working: str | None = None) -> Duration:
    """What the LENGTH of a pattern says."""
    return Duration(count, "quarter" if unit == "term" else unit, bool(working))


@atoms.rule("CONTINUOUS <TAIL>?", "DURING ALL <TAIL>", "ALL YEAR_WORD")
def continuous(tail=""):
    """постоянно · в течение всего периода реализации ЦМН · весь год"""
    return Span()


@atoms.rule("DURING ALL? CURRENT? YEAR_WORD !YEAR", "DURING THIS_YEAR")
def through_the_year():
    """в течение года"""
    return Span("year")


@atoms.rule(
    "cause:ON_DEMAND <TAIL>?", "cause:(ON_DEMAND|AHEAD) tail:((IN|ON|TO|EVERY)? WORD (TAIL_JOINT* TAIL_WORD)*)"
)
def on_demand(cause, tail=""):
    """по запросу региона и Федерации · по мере необходимости · при приёме на работу · перед каждой встречей"""
    return OnDemand(cause, tail)


@atoms.rule("document:(EXTERNAL|DURING) <TAIL>", "document:EXTERNAL", "document:EXTERNAL tail:(IN WORD)")
def external(document, tail=""):
    """в соответствии с планом ГБОУ ИРО · по отдельному графику · в сроки, указанные в приказе · в период конкурса"""
    return ExternalPlan(document, tail)


@atoms.rule(
    "AFTER <EVENT>",
    "AFTER tail:(START|END) !FURTHER",
    "FROM tail:((START|END) WORD (TAIL_JOINT* TAIL_WORD)*)",
    "upon:UPON (<EVENT>|!ANY)",
    "IN DAY_WORD <EVENT>",
)
def upon_event(tail="", upon=""):
    """по мере завершения программ · после издания приказа · по итогам конкурса · по окончании обучения"""
    event = f"{upon} {tail}".strip()
    return Relative(event, Duration(0, "day")) if event else None


@atoms.rule(
    "(DURING|BY)? <LENGTH> AFTER <EVENT>",
    "through:(THROUGH|UPON) <LENGTH> AFTER <EVENT>",
    "AFTER <EVENT> COMMA? DURING <LENGTH>",
    "(DURING|BY) <LENGTH> FROM tail:((START|END) WORD (TAIL_JOINT* TAIL_WORD)*)",
)
def after_event(tail, unit, through=None, **length):
    """в течение месяца после издания приказа · через 3 дня после встречи · в течение 5 рабочих дней со дня приёма"""
    return Relative(tail, duration(unit, **length), window=not through)


@atoms.rule(
    "(BY|ON) FOLLOWING working:WORKING? DAY_WORD (AFTER <EVENT>)?",
    "BY working:WORKING? DAY_WORD COMMA? FOLLOWING BEFORE DAY_WORD <EVENT>",
)
def next_day(tail="", working=None):
    """на следующий день после мероприятия · не позднее дня, следующего за днём мероприятия"""
    return Relative(tail, Duration(1, "day", bool(working)))


@atoms.rule(
    "(DURING|UPON) count:COUNT (OPEN CARDINAL CLOSE)? (working:WORKING|CALENDAR)? unit:TIME_UNIT !AFTER "
    + NO_DAY_AFTER,
    "IN count:COUNT working:WORKING unit:DAY_WORD !AFTER",
    "BY count:COUNT (working:WORKING|CALENDAR)? unit:(HOUR_WORD|DAY_WORD) !AFTER !MONTH",
    "DURING working:WORKING? unit:(HOUR_WORD|DAY_WORD|WEEK_WORD|MONTH_WORD|QUARTER_WORD|HALF_WORD) !AFTER",
    "(COUNT DASH)? count:COUNT unit:(DAY_WORD|WEEK_WORD|MONTH_WORD) !AFTER !BY !WORD !FURTHER " + NO_DAY_AFTER,
    "through:THROUGH <LENGTH> !AFTER",
)
def length_of_time(unit, through=None, **length):
    """в течение 3 рабочих дней · 3 месяца · через неделю: nobody says since when"""
    return Relative("", duration(unit, **length), window=not through)


@atoms.rule("OF COUNT TIME_UNIT? BY COUNT TIME_UNIT")
def span_of_lengths():
    """от 3 месяцев до 1 года: nobody can tell a date from it"""
    return Unreadable()


@atoms.rule("IN (count:NUM DASH?)? length:LENGTH_WORD PERIOD (AFTER <EVENT>)?")
def within_term(length, tail="", count=1):
    """в трёхмесячный срок · в 10-дневный срок со дня издания"""
    own_count, unit = length
    return Relative(tail, Duration(own_count * count, unit), window=True)


@atoms.rule(
    "(DURING|IN) (ORD_WORD (DASH|AND|COMMA)?)? last:ORD_WORD unit:(DAY_WORD|WEEK_WORD|MONTH_WORD) !MONTH !SCHOOL "
    "(AFTER? <EVENT>)?",
    "(ORD_WORD (DASH|AND|COMMA)?)? last:ORD_WORD unit:MONTH_WORD !SCHOOL (AFTER? <EVENT>)?",
    "(DURING|IN) last:ORD_WORD unit:YEAR_WORD (AFTER? <EVENT>)?",
    "(DURING|IN)? ORD_1_2 last:COUNT unit:(DAY_WORD|WEEK_WORD|MONTH_WORD) !MONTH_WORD !FURTHER (AFTER? <EVENT>)?",
)
def within_first_units(last, unit, tail=START_EVENT):
    """в течение первого месяца · в течение первого-второго месяца"""
    return Relative(tail, Duration(last, unit), window=True)


@atoms.rule(RATE + " AFTER <EVENT>", "unit:ADVERB AFTER <EVENT>")
def every_so_often_after(tail, **numbers):
    """раз в три месяца после формирования пар"""
    found = times(**numbers)
    return Relative(
        tail, Duration(found.every, "quarter" if found.unit == "term" else found.unit), window=True, every=True
    )


@atoms.rule(
    "(BY|NOT_LESS)? BEFORE <LENGTH> BY <EVENT>",
    "(BY|NOT_LESS)? BEFORE <LENGTH> BY tail:(START|END) !FURTHER",
    "(BY|NOT_LESS) <LENGTH> BY <EVENT>",
    "(BY|NOT_LESS) <LENGTH> BY tail:(START|END) !FURTHER",
    "EVE <EVENT>",
)
def before_event(tail, unit="day", **length):
    """за две недели до начала · не позднее чем за 5 дней до проведения · накануне праздника"""
    before = duration(unit, **length)
    return Relative(tail, Duration(-before.count, before.unit, before.working))


@atoms.rule("AT_ONCE")
def at_once():
    """незамедлительно"""
    return Relative("", Duration(0, "day"))


@atoms.rule("UNTIL <EVENT>", "BY tail:((START|END|ORD_WORD)* (WORD|PERIOD) (TAIL_JOINT* TAIL_WORD)*)")
def until_event(tail):
    """до момента нахождения наставника · до завершения программы"""
    return UntilEvent(tail)


@atoms.rule("THEN")
def then():
    """далее"""
    return Then()
