"""Links to questionnaires: made and revoked by the curator, opened by the person without signing in."""

from base64 import b64encode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.documents import qr
from core.throttling import within_limit
from core.views import PUBLIC, ActionView, FormView, PageView
from organizations.selectors import zone_of

from ..forms.questionnaires import QuestionnaireForm
from ..models import Participation, Person, QuestionnaireLink
from ..papers.questionnaires import slips_document
from ..selectors.stages import lacking_kind
from ..services import questionnaires
from ..services.people import record_export
from .banks import ChosenView
from .common import AboutPerson, ParticipationMixin
from .papers import as_paper

NOT_VALID = "participants/questionnaire_invalid.html"


def address_of(token: str) -> str:
    return settings.SITE_URL.rstrip("/") + reverse("questionnaire:fill", args=[token])


class LinkMakeView(ParticipationMixin, ActionView):
    """Makes a link and shows it once, with its QR code; the page prints as a slip."""

    permission_required = "participants.ask_questionnaire"
    title = _("Link to the questionnaire")
    submit = _("Make the link")

    def get_context_data(self, **kwargs):
        consequences = [
            _("The person opens it on a telephone without signing in and fills it once, within 30 days."),
            _("A link that was given before no longer opens anything."),
        ]
        return super().get_context_data(text=self.object.person, consequences=consequences, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            made = questionnaires.make_links([self.object], **self.clock())[0]
        except questionnaires.QuestionnaireRefused:
            return super().get(request, *args, **kwargs)
        address = address_of(made.token)
        picture = b64encode(qr.png(address)).decode()
        context = self.get_context_data(address=address, picture=f"data:image/png;base64,{picture}")
        response = TemplateResponse(request, "participants/questionnaire_link.html", context, status=201)
        response["Cache-Control"] = "no-store"
        return response


class LinkRevokeView(AboutPerson, ActionView):
    permission_required = "participants.ask_questionnaire"
    model = QuestionnaireLink
    title = _("Revoke the link?")
    submit = _("Revoke")
    success_message = _("The link no longer opens anything.")

    @property
    def person(self) -> Person:
        return self.object.participation.person

    def get_queryset(self):
        return super().get_queryset().select_related("participation__person__organization")

    def perform(self) -> None:
        questionnaires.revoke_link(self.object, **self.clock())


class SlipsView(ChosenView):
    """Links for everybody who was ticked, printed on slips: one PDF."""

    permission_required = "participants.ask_questionnaire"
    template_name = "participants/questionnaire_slips.html"
    title = _("Links to questionnaires on slips")
    names_leave = True

    def get_form(self, form_class=None):
        return None

    def get_context_data(self, **kwargs):
        lacking = Participation.objects.filter(
            lacking_kind("processing", timezone.localdate()), pk__in=[row.pk for row in self.rows]
        )
        return super().get_context_data(without_consent=lacking.count(), **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not self.rows:
            raise Http404
        clock = self.clock()
        made = questionnaires.make_links(self.rows, **clock)
        organization = request.user.acting.organization
        people = Person.objects.filter(participations__in=[one.participation for one in made])
        record_export(people, organization=organization, what={"bank": "questionnaires", "format": "pdf"}, **clock)
        slips = [(one.participation.person, address_of(one.token)) for one in made]
        until = clock["at"] + questionnaires.VALID_FOR
        return as_paper(slips_document(slips, organization, until=until, at=clock["at"]))


class FillView(FormView):
    """The page behind the link. A link that is unknown, used, revoked or too old tells nothing of anybody."""

    permission_required = PUBLIC
    template_name = "participants/questionnaire_fill.html"
    form_class = QuestionnaireForm
    title = _("Questionnaire")

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not within_limit(request, "questionnaire"):
            return TemplateResponse(request, "participants/questionnaire_busy.html", status=429)
        if self.link is None:
            bearable = within_limit(request, "questionnaire_unknown")
            return TemplateResponse(request, NOT_VALID, status=410 if bearable else 429)
        timezone.activate(zone_of(self.person.organization))
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "same-origin"  # with "no-referrer" no form could be sent
        response["X-Robots-Tag"] = "noindex"
        return response

    @cached_property
    def link(self) -> QuestionnaireLink | None:
        return questionnaires.link_of(self.kwargs["token"], at=timezone.now())

    @property
    def person(self) -> Person:
        return self.link.participation.person

    @cached_property
    def young(self) -> bool:
        return self.person.is_minor_on(timezone.localdate())

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "role": self.link.participation.role,
            "track": self.link.participation.track,
            "young": self.young,
            "organization": self.person.organization,
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            first_name=self.person.first_name,
            young=self.young,
            role=self.link.participation.role,
            organization=self.person.organization,
            **kwargs,
        )

    def perform(self, form) -> None:
        questionnaires.answer(self.link, form.answers, at=timezone.localtime())

    def get_success_url(self) -> str:
        return reverse("questionnaire:thanks")


class ThanksView(PageView):
    permission_required = PUBLIC
    template_name = "participants/questionnaire_thanks.html"
    title = _("Thank you!")
