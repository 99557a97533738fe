"""What each of the five meetings is for, when it has done its work, what to talk about (domain.md 1.6, from МР-42/02).

The order is that of the method; nothing is forbidden out of it. The questions are help for the mentor, never fields
that somebody has to fill in: order 779 forbids asking teachers for such papers.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import Meeting

Kind = Meeting.Kind
Questions = tuple[Promise, tuple[Promise, ...]]  # who speaks, of what

BOTH = _("Talk about it together")


@dataclass(frozen=True)
class Guide:
    purpose: Promise
    ready: Promise
    questions: tuple[Questions, ...]


GUIDES: dict[str, Guide] = {
    Kind.INTRO: Guide(
        _("Agree on the rules and on what each expects."),
        _("both are ready to go on and the next day is set"),
        (
            (
                _("The mentor tells"),
                (_("What do I value?"), _("How can I be useful?"), _("What was hard for me to learn?")),
            ),
            (
                _("The mentee tells"),
                (
                    _("What interests me?"),
                    _("How do I see myself later?"),
                    _("What am I proud of?"),
                    _("What do I want to learn?"),
                ),
            ),
        ),
    ),
    Kind.TRIAL: Guide(
        _("Solve one small real task together."),
        _("a first result is felt, the manner of work suits, both want a long plan"),
        (
            (
                BOTH,
                (
                    _("What worked?"),
                    _("Was it comfortable to work together?"),
                    _("What have we got?"),
                    _("Do we go on?"),
                ),
            ),
        ),
    ),
    Kind.PLANNING: Guide(
        _("Set goals, terms and the rhythm of meetings."),
        _("there are goals, terms and a draft plan of meetings"),
        (
            (
                BOTH,
                (
                    _("What do we want to have by the end?"),
                    _("How shall we see that it is reached?"),
                    _("Which steps lead there, and who does what?"),
                    _("How often do we meet?"),
                ),
            ),
        ),
    ),
    Kind.REGULAR: Guide(
        _("Work, and look back at the beginning and at the end."),
        _("the meeting is entered"),
        (
            (
                BOTH,
                (
                    _("What has changed since the last meeting?"),
                    _("What was done?"),
                    _("What is next?"),
                    _("What is difficult, where is support needed?"),
                ),
            ),
        ),
    ),
    Kind.FINAL: Guide(
        _("Sum up and thank each other."),
        _("the questionnaires are filled, it is decided to go on or to finish"),
        (
            (
                BOTH,
                (
                    _("Are the goals reached?"),
                    _("What was the most valuable?"),
                    _("What was missing?"),
                    _("Is the mentor ready to stay one?"),
                ),
            ),
        ),
    ),
}


def next_kind(held: Collection[str]) -> str:
    """The kind that comes next after those that were held; the final one is only ever chosen by hand."""
    first = (kind for kind in (Kind.INTRO, Kind.TRIAL, Kind.PLANNING) if kind not in held)
    return next(first, Kind.REGULAR)
