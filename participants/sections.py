"""The pages of the banks, in the order of their tabs. Those with `more` stand in the menu at the end of the row."""

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class Section:
    label: str | Promise
    url_name: str
    permission: str
    icon: str = field(default="", kw_only=True)  # by name, so that script/icons finds it
    more: bool = False


SECTIONS = (
    Section(_("Mentees"), "participants:mentees", "participants.list_people"),
    Section(_("Mentors"), "participants:mentors", "participants.list_people"),
    Section(_("Consents"), "participants:consents", "participants.list_consents"),
    Section(pgettext_lazy("tab", "Programmes"), "participants:programmes", "participants.list_programmes"),
    Section(_("Partners"), "participants:partners", "participants.list_partners"),
    Section(_("School of mentors"), "participants:courses", "participants.list_courses"),
    Section(_("Uploads"), "participants:imports", "participants.import_bank", icon="file-import", more=True),
    Section(_("Official tables"), "participants:export", "participants.export_bank", icon="table", more=True),
    Section(
        _("Personal data desk"), "participants:requests", "participants.list_requests", icon="shield-lock", more=True
    ),
    Section(_("Possible duplicates"), "participants:duplicates", "participants.merge_people", icon="copy", more=True),
    Section(
        _("Target groups"), "participants:target_groups", "participants.change_target_groups", icon="target", more=True
    ),
    Section(_("Shared mentors"), "participants:offers", "participants.list_offers", icon="arrows-shuffle", more=True),
    Section(_("Assessments"), "participants:assessments", "participants.assess_people", icon="chart-line", more=True),
    Section(_("Forms and topics"), "participants:reference", "participants.list_people", icon="tags", more=True),
    Section(_("Settings"), "participants:settings", "participants.change_bank_settings", icon="settings", more=True),
)
