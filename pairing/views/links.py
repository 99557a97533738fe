"""Links of mentors: who has one, made for one or for many, posted, printed on slips, revoked."""

from base64 import b64encode

from django.http import HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.documents import qr
from core.queue import tell_worker
from core.views import ActionView, ListView, ObjectFormView
from participants.models import Participation, Person
from participants.services.people import record_export
from participants.views.banks import ChosenView
from participants.views.papers import as_paper

from ..forms.links import LinkForm
from ..link_register import LinkFilter, LinkTable
from ..models import MentorLink
from ..papers.links import link_slips
from ..selectors.links import LinkState, count_by_state
from ..selectors.people import mentors_in
from ..services import links
from ..services.link_letters import address_of
from ..tasks import send_links
from .common import PAIRS, crumb

LINKS = (_("Links of mentors"), "pairing:links")


class LinkPage:
    permission_required = "pairing.give_links"

    def get_breadcrumbs(self):
        return [crumb(PAIRS), crumb(LINKS)]

    def get_initial(self):
        return {"until": links.usual_end(timezone.localdate())}

    def get_success_url(self) -> str:
        return reverse(LINKS[1])


class LinkListView(LinkPage, ListView):
    """The mentors with a pair at work, each with the state of the link."""

    model = Participation
    table_class = LinkTable
    filterset_class = LinkFilter
    template_name = "pairing/links/list.html"
    partial_template_name = "pairing/links/_results.html"
    title = LINKS[0]
    names_leave = True

    def get_breadcrumbs(self):
        return [crumb(PAIRS)]

    def get_queryset(self):
        return mentors_in(self.request.user, timezone.localdate())

    def get_filterset_kwargs(self, filterset_class):
        return {**super().get_filterset_kwargs(filterset_class), "at": timezone.now()}

    def before_download(self, format: str, rows: int) -> None:
        people = Person.objects.filter(participations__in=self.get_table_data().order_by().values("pk"))
        organization = self.request.user.acting.organization
        record_export(
            people, organization=organization, what={"list": "mentor_links", "format": format}, **self.clock()
        )

    def get_context_data(self, **kwargs):
        counts = count_by_state(self.filterset.counted)
        return super().get_context_data(
            strip=[(state, counts[state]) for state in LinkState if counts[state]],
            everybody=sum(counts.values()),
            chosen_state=self.filterset.form.cleaned_data.get("state", ""),
            **kwargs,
        )


class LinkMakeView(LinkPage, ObjectFormView):
    """Makes a link for one mentor and shows it once, with its QR code; the page prints as a slip."""

    model = Participation
    form_class = LinkForm
    template_name = "pairing/links/make.html"
    title = _("Link for the mentor")
    submit = _("Make the link")

    def get_queryset(self):
        return super().get_queryset().kept().mentors().select_related("person__organization")

    def get_context_data(self, **kwargs):
        return super().get_context_data(person=self.object.person, **kwargs)

    def perform(self, form) -> links.MadeLink:
        [made] = links.make_links([self.object], until=form.cleaned_data["until"], **self.clock())
        return made

    def form_valid(self, form) -> HttpResponse:
        address = address_of(self.result.token)
        picture = b64encode(qr.png(address)).decode()
        context = self.get_context_data(
            address=address, picture=f"data:image/png;base64,{picture}", link=self.result.link
        )
        response = TemplateResponse(self.request, "pairing/links/made.html", context, status=201)
        response["Cache-Control"] = "no-store"
        return response


class LinkRevokeView(LinkPage, ActionView):
    model = MentorLink
    title = _("Revoke the link?")
    submit = _("Revoke")
    success_message = _("The link no longer opens anything.")

    def get_queryset(self):
        return super().get_queryset().select_related("mentor__person__organization")

    def get_context_data(self, **kwargs):
        consequences = [
            _("The page on the telephone closes at the next connection, and what it has kept is deleted there."),
            _("What the mentor has entered stays in the log of meetings."),
        ]
        return super().get_context_data(
            text=self.object.mentor.person, consequences=consequences, danger=True, **kwargs
        )

    def perform(self) -> None:
        links.revoke_link(self.object, **self.clock())


class ChosenMentors(LinkPage, ChosenView):
    """The mentors that were ticked."""

    form_class = LinkForm
    template_name = "pairing/links/chosen.html"

    @cached_property
    def reachable(self) -> list[Participation]:
        return [row for row in self.rows if row.person.email]

    def get_context_data(self, **kwargs):
        return super().get_context_data(unreachable=len(self.rows) - len(self.reachable), **kwargs)


class LinkSlipsView(ChosenMentors):
    """Links for all of them, printed on slips: one PDF."""

    title = _("Links on slips")
    names_leave = True
    submit = _("Make the slips (PDF)")
    extra_context = {"by_post": False}

    def perform(self, form) -> list[links.MadeLink]:
        clock = self.clock()
        made = links.make_links(self.rows, **form.cleaned_data, **clock)
        people = Person.objects.filter(participations__in=[one.link.mentor for one in made])
        what = {"list": "mentor_links", "format": "pdf"}
        record_export(people, organization=self.request.user.acting.organization, what=what, **clock)
        return made

    def form_valid(self, form) -> HttpResponse:
        slips = [(one.link.mentor.person, address_of(one.token)) for one in self.result]
        organization = self.request.user.acting.organization
        until = form.cleaned_data["until"]
        return as_paper(link_slips(slips, organization, until=until, at=timezone.localtime()))


class LinkLettersView(ChosenMentors):
    """Links for those of them whose address is known, by e-mail."""

    title = _("Links by e-mail")
    submit = _("Send the letters")
    extra_context = {"by_post": True}

    def perform(self, form) -> list[MentorLink]:
        posted = links.post_links(self.rows, **form.cleaned_data, **self.clock())
        tell_worker(send_links)
        return posted

    @property
    def success_message(self) -> str:
        words = ngettext("%(number)d letter is on its way.", "%(number)d letters are on their way.", len(self.result))
        return words % {"number": len(self.result)}
