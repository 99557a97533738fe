"""The times of the week in which somebody can meet: codes of `Participation.times` and their words."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

DAYS = (
    ("mon", pgettext_lazy("weekday", "Mon")),
    ("tue", pgettext_lazy("weekday", "Tue")),
    ("wed", pgettext_lazy("weekday", "Wed")),
    ("thu", pgettext_lazy("weekday", "Thu")),
    ("fri", pgettext_lazy("weekday", "Fri")),
    ("sat", pgettext_lazy("weekday", "Sat")),
)
PARTS = (("day", _("in the daytime")), ("evening", _("in the evening")))
CHOICES = [(f"{day}-{part}", (day_words, part_words)) for day, day_words in DAYS for part, part_words in PARTS]


def time_choices() -> list[tuple[str, str]]:
    """«пн днём», «пн вечером», … as a field of a form offers them."""
    return [(code, " ".join(map(str, words))) for code, words in CHOICES]


def times_in_words(codes: list[str]) -> str:
    """«пн днём, ср вечером»; a code that is not known is left out."""
    return ", ".join(words for code, words in time_choices() if code in codes)
