"""What no calendar answers: events, need, other plans, all the time."""

from ..duration import Duration
from ..items import Span, Then
from ..kinds import ExternalPlan, OnDemand, Relative, UntilEvent
from .dates import atoms
from .frequency import RATE, times

START_EVENT = "начала реализации"


@atoms.rule("CONTINUOUS <TAIL>?", "ALL YEAR_WORD")
def continuous(tail=""):
    """постоянно · в течение всего периода реализации ЦМН · весь год"""
    return Span()


@atoms.rule("DURING ALL? CURRENT? YEAR_WORD")
def through_the_year():
    """в течение года"""
    return Span("year")


@atoms.rule("cause:ON_DEMAND <TAIL>?", "cause:(ON_DEMAND|AHEAD) tail:((IN|ON|TO|EVERY)? WORD (TAIL_JOINT* TAIL_WORD)*)")
def on_demand(cause, tail=""):
    """по запросу региона и Федерации · по мере необходимости · при приёме на работу · перед каждой встречей"""
    return OnDemand(cause, tail)


@atoms.rule("document:(EXTERNAL|DURING) <TAIL>", "document:EXTERNAL", "document:EXTERNAL tail:(IN WORD)")
def external(document, tail=""):
    """в соответствии с планом ГБОУ ИРО · по отдельному графику · в сроки, указанные в приказе · в период конкурса"""
    return ExternalPlan(document, tail)


@atoms.rule("AFTER <EVENT>", "upon:UPON <EVENT>", "IN DAY_WORD <EVENT>")
def upon_event(tail, upon="after"):
    """по мере завершения программ · после издания приказа · по итогам конкурса · по окончании обучения"""
    return Relative(tail if upon == "after" else f"{upon} {tail}", Duration(0, "day"))


@atoms.rule(
    "(DURING|BY) count:COUNT? working:WORKING? unit:TERM_UNIT AFTER <EVENT>",
    "through:THROUGH count:COUNT? working:WORKING? unit:TERM_UNIT AFTER <EVENT>",
    "AFTER <EVENT> COMMA? DURING count:COUNT? working:WORKING? unit:TERM_UNIT",
)
def after_event(tail, unit, count=1, working=None, through=None):
    """в течение месяца после издания приказа · через 3 дня после встречи · в течение 5 рабочих дней со дня подписания"""
    return Relative(tail, Duration(count, unit, bool(working)), window=not through)


@atoms.rule(
    "IN (count:NUM DASH?)? length:DURATION PERIOD (AFTER <EVENT>)?",
    "(DURING|IN|UPON) count:COUNT working:WORKING? unit:(DAY_WORD|WEEK_WORD|MONTH_WORD|YEAR_WORD|HOUR_WORD)",
    "DURING unit:(DAY_WORD|WEEK_WORD|MONTH_WORD|QUARTER_WORD|HALF_WORD|HOUR_WORD)",
)
def length_of_time(tail="", count=1, length=None, unit=None, working=None):
    """в трёхмесячный срок · в 10-дневный срок со дня издания · в течение 3 рабочих дней"""
    if length:
        count, unit = (length[0] if count == 1 else count), length[1]
    return Relative(tail, Duration(count, unit, bool(working)), window=True)


@atoms.rule(
    "(DURING|IN) (ORD_WORD (DASH|AND|COMMA)?)? last:ORD_WORD unit:(DAY_WORD|WEEK_WORD|MONTH_WORD|YEAR_WORD) !MONTH !SCHOOL "
    "(AFTER? <EVENT>)?"
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
    "(BY|NOT_LESS)? BEFORE count:COUNT? (DASH COUNT)? working:WORKING? unit:TERM_UNIT BY <EVENT>",
    "EVE <EVENT>",
    "(BY|NOT_LESS) count:COUNT working:WORKING? unit:TERM_UNIT BY <EVENT>",
    "(BY|NOT_LESS)? BEFORE count:COUNT? (DASH COUNT)? working:WORKING? unit:TERM_UNIT BY tail:(START|END) !FURTHER",
    "(BY|NOT_LESS) count:COUNT working:WORKING? unit:TERM_UNIT BY tail:(START|END) !FURTHER",
)
def before_event(tail, unit="day", count=1, working=None):
    """за две недели до начала · не позднее чем за 5 дней до проведения · накануне праздника"""
    return Relative(tail, Duration(-count, unit, bool(working)))


@atoms.rule("AT_ONCE")
def at_once():
    """незамедлительно"""
    return Relative("", Duration(0, "day"))


@atoms.rule("UNTIL <EVENT>", "BY tail:((START|END)? (WORD|PERIOD) (TAIL_JOINT* TAIL_WORD)*)")
def until_event(tail):
    """до момента нахождения наставника · до завершения программы"""
    return UntilEvent(tail)


@atoms.rule("THEN")
def then():
    """далее"""
    return Then()
