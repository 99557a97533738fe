"""What relative deadlines wait for: the events that the product keeps a record of.

«В течение месяца после издания приказа о внедрении» waits for an order, «раз в три месяца после формирования пар» for
pairs. An `EventSource` knows one sort of event: what there is to choose among, which words of a deadline speak of it,
on which day it happened. The apps above register theirs when they are ready, as `RoadmapsConfig.ready` does its own:

    events.register(PairsFormed())

Which event an activity waits for is an `EventBinding`; `services.settling` fills in the day once there is one.
"""

from .registry import EventSource, all_sources, binding_in_words, happened_on, register, source_of, suggestion

__all__ = ["EventSource", "all_sources", "binding_in_words", "happened_on", "register", "source_of", "suggestion"]
