"""What people are told of consents and of the personal-data desk."""

from django.utils.translation import gettext_lazy as _

from notifications.kinds import Kind

CONSENT = Kind("participants.consent", _("Consents that end, and birthdays at which they are asked for anew"))
REQUEST = Kind("participants.request", _("Requests of subjects of personal data: the law's days are running"))
NOTICE = Kind("participants.incident_notice", _("Incident: notice to Roskomnadzor within 24 hours"), urgent=True)
RESULTS = Kind("participants.incident_results", _("Incident: results to Roskomnadzor within 72 hours"), urgent=True)
QUESTIONNAIRE = Kind("participants.questionnaire", _("A questionnaire was filled by the person"), optional=True)
OFFER = Kind("participants.offer", _("Shared mentors: requests and answers"))

KINDS = (CONSENT, REQUEST, NOTICE, RESULTS, QUESTIONNAIRE, OFFER)
