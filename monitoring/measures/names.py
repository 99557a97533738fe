"""The named counts that formulas speak of (domain.md 3.5, 6.7)."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..models import TypedCount


@dataclass(frozen=True)
class Measure:
    """A count of distinct subjects. `is_people` is of humans, who stay distinct across institutions."""

    code: str
    title: str | Promise
    is_people: bool = True


MEASURES = {
    each.code: each
    for each in (
        Measure("child_mentees", _("children in the role of mentees, of the ages of the indicator")),
        Measure("child_mentors", _("children in the role of mentors, of the ages of the indicator")),
        Measure("young_teacher_mentees", _("young teachers in the role of mentees")),
        Measure("learners", _("learners in either role, from the youngest age of the indicator")),
        Measure("mentees", _("mentees in pairs and groups")),
        Measure("mentors", _("mentors in pairs and groups")),
        Measure("trained_mentors", _("mentors in pairs who completed the School of mentors")),
        Measure("pairs", _("pairs and groups"), is_people=False),
        Measure("plans", _("personalised programmes in work"), is_people=False),
        Measure("completed_plans", _("personalised programmes completed"), is_people=False),
        Measure("cases", _("cases and practices"), is_people=False),
        Measure("partners", _("enterprises and other non-educational organisations taking part"), is_people=False),
        Measure("mentoring_partners", _("enterprises and organisations that gave mentors"), is_people=False),
        Measure("teaching_institutions", _("schools with mentoring of teaching staff"), is_people=False),
        Measure("asked_mentees", _("mentees who answered the final survey")),
        Measure("satisfied_mentees", _("mentees satisfied by the rule")),
        Measure("asked_mentors", _("mentors who answered the final survey")),
        Measure("satisfied_mentors", _("mentors satisfied by the rule")),
    )
}

BASES = {  # what satisfaction is a share of, by the rules of counting
    "mentees_of_satisfaction": ("asked_mentees", "mentees"),
    "mentors_of_satisfaction": ("asked_mentors", "mentors"),
}


def measure(code: str) -> Measure:
    """Raises KeyError."""
    return MEASURES[code]


def known_names() -> dict[str, str | Promise]:
    """Every name that a formula may use, with its words."""
    return {
        **{code: each.title for code, each in MEASURES.items()},
        "mentees_of_satisfaction": _("mentees by whom satisfaction is divided: who answered, or all"),
        "mentors_of_satisfaction": _("mentors by whom satisfaction is divided: who answered, or all"),
        **dict(TypedCount.Name.choices),
    }
