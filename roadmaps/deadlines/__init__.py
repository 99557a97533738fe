"""Reading deadline phrases: «до 15.04.2022, далее ежегодно» -> rules, dates, a plain Russian sentence.

    from roadmaps.deadlines import Period, parse

    schedule = parse("до 15.04.2022, далее ежегодно", period=Period(date(2022, 1, 1), date(2024, 12, 31)))
    schedule.explanation      # «до 15 апреля 2022 года; до 15 апреля каждого года, с 2023 по 2024»
    schedule.occurrences()    # 2022-04-15, 2023-04-15, 2024-04-15

Working days are those between Monday and Friday, unless the period is given a production calendar:
`Period(start, end, workdays=calendar)`, where `calendar.is_workday(day)` knows better.

Pure Python, no Django. A phrase goes through `normalize` (cleaning), `tokens` (words, by the tables of `lexicon`,
`idioms` and `holidays`), `grammar` (named rules), `reading` (what the parts mean together) and comes out as a
`Schedule` of `kinds`; `explain` says it in Russian. To teach it something: a word is a line in a table, an expression
is a rule with an example, and either is a row in `tests/roadmaps/deadlines/`.
"""

from .calendar import Period, Workdays
from .kinds import Continuous, Dated, ExternalPlan, Frequency, OnDemand, Recurring, Relative, Rule, UntilEvent
from .parsing import parse
from .schedule import Occurrence, Schedule

__all__ = [
    "Continuous", "Dated", "ExternalPlan", "Frequency", "Occurrence", "OnDemand", "Period", "Recurring", "Relative",
    "Rule", "Schedule", "UntilEvent", "Workdays", "parse",
]  # fmt: skip
