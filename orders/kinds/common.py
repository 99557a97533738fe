"""Questions and phrases that several kinds share."""

from django.utils.translation import gettext_lazy as _

from .base import Field

START = Field("start", _("From"), "day")
END = Field("end", _("To"), "day", required=False)
CURATOR = Field("curator", _("Curator"), "person")
RESPONSIBLE = Field("responsible", _("Responsible person"), "person")
PAY = Field(
    "pay",
    _("Extra pay"),
    required=False,
    help=_("Ground and size, for example: в размере 10 % должностного оклада на основании Положения об оплате труда"),
)
SITE_KEEPER = Field("site_keeper", _("Who publishes it on the site"), "person", required=False)

PAIR_COLUMNS = (
    "ФИО наставника",
    "Должность / класс наставника",
    "ФИО наставляемого",
    "Должность / класс наставляемого",
    "Форма наставничества",
    "Вид",
    "Период",
    "Основание",
)
PAIR_WIDTHS = (4, 3.6, 4, 3.9, 4, 4, 3, 4)  # no word of a heading is broken


def published(facts) -> list[str]:
    """The clause on the site, when somebody is named for it."""
    if not facts.has("site_keeper"):
        return []
    return [
        f"{facts.apposed('site_keeper', 'dative')} разместить настоящий приказ на официальном сайте "
        "организации в течение десяти рабочих дней со дня подписания."
    ]
