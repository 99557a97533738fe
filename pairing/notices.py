"""What people are told of pairs."""

from django.utils.translation import gettext_lazy as _

from notifications.kinds import Kind

PLAN = Kind("pairing.plan", _("Personalised programmes: items that are due"), optional=True)
TOMORROW = Kind("pairing.meetings_tomorrow", _("Meetings of pairs planned for tomorrow"), optional=True)
UNMARKED = Kind("pairing.meetings_unmarked", _("Meetings of pairs that nobody has marked for two days"), optional=True)
SILENT = Kind("pairing.silent", _("Pairs that have not met for longer than twice the norm"), optional=True)

KINDS = (PLAN, TOMORROW, UNMARKED, SILENT)
