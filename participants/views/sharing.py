"""Shared mentors: the catalogue without names, requests, and the contacts once both institutions agree."""

from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.tenancy import below
from core.views import ActionView, DetailView, DownloadView, ObjectFormView, PageView, number_in
from organizations.models import Organization

from ..forms.sharing import AnswerForm, OfferForm, RequestForm
from ..models import MentorOffer, OfferRequest, Topic
from ..models.personal import names_path
from ..selectors.sharing import catalogue, is_lent, requests_received, standing_offers
from ..services import sharing
from .common import ParticipationMixin

TITLE = _("Shared mentors")


class BackToOffers:
    def get_breadcrumbs(self):
        return [(TITLE, reverse("participants:offers"))]

    def get_success_url(self) -> str:
        return reverse("participants:offers")

    def get_cancel_url(self) -> str:
        return reverse("participants:offers")


class OffersView(PageView):
    permission_required = "participants.list_offers"
    template_name = "participants/offers.html"
    title = TITLE

    def get_context_data(self, **kwargs):
        user, today = self.request.user, timezone.localdate()
        area = number_in(self.request.GET.get("area"))
        offered = standing_offers(user, today).values("participation__areas")
        return super().get_context_data(
            cards=catalogue(user, today, area=area),
            received=list(requests_received(user)),
            topics=Topic.objects.filter(pk__in=offered),
            area=area,
            **kwargs,
        )


class OfferAddView(ParticipationMixin, ObjectFormView):
    """From the card of a mentor."""

    permission_required = "participants.offer_mentor"
    form_class = OfferForm
    title = _("Offer the mentor to other institutions")
    submit = _("Offer")
    success_message = _("The mentor is offered: the others see the competences, not the name.")

    def get_initial(self):
        return {"summary": self.object.request}

    def perform(self, form) -> MentorOffer:
        return sharing.offer_mentor(self.object, **form.cleaned_data, **self.clock())


class OwnOfferMixin(BackToOffers):
    """An offer of one's own institution."""

    permission_required = "participants.offer_mentor"
    model = MentorOffer

    def get_queryset(self):
        own = below("participation__person__organization__path", names_path(self.request.user))
        rows = super().get_queryset()
        return rows.filter(own).select_related("participation__person__organization", "permission")

    def get_permission_object(self) -> Organization:
        return self.object.participation.organization


class OfferWithdrawView(OwnOfferMixin, ActionView):
    title = _("Take the offer back?")
    submit = _("Take back")
    success_message = _("The offer is taken back, the contacts are closed.")

    def get_context_data(self, **kwargs):
        consequences = [
            _("The mentor no longer stands in the catalogue; requests that wait for an answer end."),
            _("Institutions that were lent the mentor no longer see the contacts."),
        ]
        return super().get_context_data(
            text=self.object.participation.person, consequences=consequences, danger=True, **kwargs
        )

    def perform(self) -> None:
        sharing.withdraw_offer(self.object, **self.clock())


class OfferPermissionView(OwnOfferMixin, DownloadView):
    def get_file(self):
        if self.object.permission is None:
            raise Http404
        sharing.record_permission_read(self.object, **self.clock())
        return self.object.permission


class OfferAskView(BackToOffers, ObjectFormView):
    """Asks for a mentor of another institution; nothing on the page says who it is."""

    permission_required = "participants.ask_for_mentor"
    model = MentorOffer
    template_name = "participants/offer_ask.html"
    form_class = RequestForm
    title = _("Ask for the mentor")
    submit = _("Ask")
    success_message = _("The institution of the mentor has been asked.")

    def get_queryset(self):
        rows = standing_offers(self.request.user, timezone.localdate())
        return rows.select_related("participation__person__organization", "participation__form")

    def get_permission_object(self) -> None:
        return None

    def perform(self, form) -> OfferRequest:
        organization = self.request.user.acting.organization
        return sharing.ask_for_mentor(
            self.object, organization=organization, message=form.cleaned_data["message"], **self.clock()
        )


class RequestMixin(BackToOffers):
    model = OfferRequest
    context_object_name = "asked"

    def get_queryset(self):
        return super().get_queryset().select_related("organization", "offer__participation__person__organization")


class ReceivedMixin(RequestMixin):
    """A request to one's own institution."""

    permission_required = "participants.offer_mentor"

    def get_queryset(self):
        own = below("offer__participation__person__organization__path", names_path(self.request.user))
        return super().get_queryset().filter(own)

    def get_permission_object(self) -> Organization:
        return self.object.offer.participation.organization


class RequestAgreeView(ReceivedMixin, ObjectFormView):
    template_name = "participants/offer_answer.html"
    form_class = AnswerForm
    title = _("Lend the mentor")
    submit = _("Agree and open the contacts")
    success_message = _("Agreed: the other curator sees the contacts.")

    def perform(self, form) -> None:
        sharing.agree(self.object, answer=form.cleaned_data["answer"], **self.clock())


class RequestDeclineView(ReceivedMixin, ObjectFormView):
    template_name = "participants/offer_answer.html"
    form_class = AnswerForm
    title = _("Decline the request")
    submit = _("Decline")
    success_message = _("Declined; the other curator is told.")

    def perform(self, form) -> None:
        sharing.decline(self.object, answer=form.cleaned_data["answer"], **self.clock())


class SentMixin(RequestMixin):
    """A request of one's own institution to another one."""

    permission_required = "participants.ask_for_mentor"

    def get_queryset(self):
        return super().get_queryset().filter(below("organization__path", names_path(self.request.user)))

    def get_permission_object(self) -> Organization:
        return self.object.organization


class RequestBackView(SentMixin, ActionView):
    title = _("Take the request back?")
    submit = _("Take back")
    success_message = _("The request is taken back.")

    def perform(self) -> None:
        sharing.take_request_back(self.object, **self.clock())


class RequestContactsView(SentMixin, DetailView):
    """Name and contacts of the lent mentor; 404 unless the owner has agreed and the permission stands."""

    template_name = "participants/offer_contacts.html"
    title = _("Contacts of the mentor")

    def get_context_data(self, **kwargs):
        return super().get_context_data(person=self.object.offer.participation.person, **kwargs)

    def get(self, request, *args, **kwargs):
        if not is_lent(self.object, timezone.localdate()):
            raise Http404
        sharing.record_contacts_read(self.object, **self.clock())
        return super().get(request, *args, **kwargs)
