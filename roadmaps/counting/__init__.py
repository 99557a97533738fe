"""What the product keeps a record of and activities are done by: signed orders, events, meetings, surveys.

«Не менее трёх семинаров в год» is done by three seminars, whether or not anybody marks it. A `CountSource` knows one
sort of record: what there is to choose among, and what of it happened between two days. The apps above register
theirs when they are ready, as `RoadmapsConfig.ready` does its own:

    counting.register(EventsHeld())

What counts towards an activity is a `CountingRule`; `services.counting` keeps the numbers.
"""

from .registry import Counted, CountSource, all_sources, found_for, register, rule_in_words, source_of

__all__ = ["CountSource", "Counted", "all_sources", "found_for", "register", "rule_in_words", "source_of"]
