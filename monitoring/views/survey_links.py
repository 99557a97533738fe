"""The ways to a survey: the poster, slips and letters with personal links, the empty form."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.queue import tell_worker
from core.views import ActionView, DetailView
from participants.models import Person
from participants.services.people import record_export
from participants.views.papers import as_paper

from ..papers import surveys as papers
from ..services import survey_links
from ..tasks import send_links
from .surveys import SurveyChangeMixin


class BlankView(SurveyChangeMixin, DetailView):
    """The empty form for paper; it names nobody."""

    def get(self, request, *args, **kwargs) -> HttpResponse:
        return as_paper(papers.blank(self.object, at=timezone.localtime()))


class PosterView(SurveyChangeMixin, DetailView):
    """Of an anonymous survey: the link and its QR code on one sheet."""

    def get_queryset(self):
        return super().get_queryset().filter(is_anonymous=True)

    def get(self, request, *args, **kwargs) -> HttpResponse:
        address = survey_links.common_address(self.object)
        return as_paper(papers.poster(self.object, address, at=timezone.localtime()))


class LinksMixin(SurveyChangeMixin):
    def get_context_data(self, **kwargs):
        consequences = [
            _("Everybody who has not answered gets a personal link, it works once and until the last day."),
            _("Links that they were given before no longer open anything."),
        ]
        return super().get_context_data(text=self.object.title, consequences=consequences, **kwargs)


class SlipsView(LinksMixin, ActionView):
    title = _("Links on slips")
    submit = _("Make the slips (PDF)")

    def post(self, request, *args, **kwargs) -> HttpResponse:
        clock = self.clock()
        try:
            made = survey_links.make_links(self.object, **clock)
        except survey_links.LinkRefused:
            return super().post(request, *args, **kwargs)
        people = Person.objects.filter(participations__in=[one.invitation.participation for one in made])
        what = {"list": "survey_links", "format": "pdf"}
        record_export(people, organization=self.object.organization, what=what, **clock)
        return as_paper(papers.slips(self.object, made, at=clock["at"]))

    def perform(self) -> list[survey_links.MadeLink]:
        return survey_links.make_links(self.object, **self.clock())


class LettersView(LinksMixin, ActionView):
    title = _("Links by e-mail")
    submit = _("Send the letters")

    def perform(self) -> int:
        number = survey_links.post_links(self.object, **self.clock())
        tell_worker(send_links)
        return number

    @property
    def success_message(self) -> str:
        words = ngettext("%(number)d letter is on its way.", "%(number)d letters are on their way.", self.result)
        return words % {"number": self.result}
