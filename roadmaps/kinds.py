"""What people are told of roadmaps."""

from django.utils.translation import gettext_lazy as _

from notifications.kinds import Kind

DEADLINE = Kind("roadmaps.deadline", _("Deadlines of activities that are yours to do or to see to"))
DELAY = Kind("roadmaps.delay", _("Delays that have lasted so long that you are to know"))

KINDS = (
    DEADLINE,
    DELAY,
    Kind("roadmap.submitted", _("A roadmap waits for your decision"), urgent=True),
    Kind("roadmap.returned", _("Your roadmap was returned with a remark"), urgent=True),
    Kind("roadmap.approved", _("Your roadmap was approved"), optional=True),
    Kind("roadmap.published_as_model", _("The organisation above offers a model roadmap"), optional=True),
)
