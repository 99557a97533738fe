"""By whose clock a person is written to, in words: «по Красноярску»."""

from zoneinfo import ZoneInfo

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from organizations.models import TimeZone

CLOCKS = {
    TimeZone.KALININGRAD: pgettext_lazy("clock", "by the time of Kaliningrad"),
    TimeZone.MOSCOW: pgettext_lazy("clock", "by the time of Moscow"),
    TimeZone.SAMARA: pgettext_lazy("clock", "by the time of Samara"),
    TimeZone.YEKATERINBURG: pgettext_lazy("clock", "by the time of Yekaterinburg"),
    TimeZone.OMSK: pgettext_lazy("clock", "by the time of Omsk"),
    TimeZone.KRASNOYARSK: pgettext_lazy("clock", "by the time of Krasnoyarsk"),
    TimeZone.IRKUTSK: pgettext_lazy("clock", "by the time of Irkutsk"),
    TimeZone.YAKUTSK: pgettext_lazy("clock", "by the time of Yakutsk"),
    TimeZone.VLADIVOSTOK: pgettext_lazy("clock", "by the time of Vladivostok"),
    TimeZone.MAGADAN: pgettext_lazy("clock", "by the time of Magadan"),
    TimeZone.KAMCHATKA: pgettext_lazy("clock", "by the time of Kamchatka"),
}


def clock_in_words(zone: ZoneInfo) -> str | Promise:
    """By the time of which place; a zone outside Russia (settings.TIME_ZONE may be any) by its own name."""
    return CLOCKS.get(zone.key, zone.key)
