"""The rules, each a function from a `Reading` to warnings, grouped by what they look at."""

from .cascade import later_than_above
from .cells import empty_section, group_responsible, no_deadline, no_responsible, no_result, torn_row
from .dates import before_approval, deadline_remarks, deadline_unclear, outside_period
from .numbers import duplicate_number, number_missing, number_of_other_section, number_order, section_order
from .words import other_stage, stamp_misprint

CHECKS = (
    stamp_misprint,
    empty_section,
    torn_row,
    number_missing,
    duplicate_number,
    number_of_other_section,
    number_order,
    section_order,
    no_deadline,
    deadline_unclear,
    deadline_remarks,
    outside_period,
    before_approval,
    later_than_above,
    no_responsible,
    group_responsible,
    no_result,
    other_stage,
)
