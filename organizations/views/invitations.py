"""Inviting, and coming in by an invitation."""

from allauth.account.utils import perform_login
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.throttling import within_limit
from core.views import PUBLIC, ActionView, FormView, ListView, number_in

from .. import selectors
from ..forms import ConfirmForm, InviteForm, NewcomerForm
from ..middleware import ACTING_KEY
from ..models import Invitation, User
from ..services import invitations
from ..tables import InvitationTable
from ..tasks import send_invitations


def send_soon() -> None:
    """Wakes a worker after the commit; without one the timetable's sweep sends the letter some minutes later."""
    transaction.on_commit(send_invitations.delay, robust=True)


class InvitationListView(ListView):
    permission_required = "organizations.invite_person"
    model = Invitation
    table_class = InvitationTable
    template_name = "organizations/invitation_list.html"
    title = gettext_lazy("Invitations")
    filterset_fields = ["role"]

    def get_queryset(self):
        return super().get_queryset().open().select_related("organization", "invited_by")

    def get_context_data(self, **kwargs):
        now = timezone.now()
        return super().get_context_data(
            now=now, waiting=selectors.invitations_in_force(self.request.user, now), **kwargs
        )


class InviteView(FormView):
    permission_required = "organizations.invite_person"
    form_class = InviteForm
    title = gettext_lazy("New invitation")
    submit = gettext_lazy("Send the invitation")
    success_message = gettext_lazy("The invitation is on its way. The link in it is good for 14 days.")

    def get_breadcrumbs(self):
        return [(_("People and roles"), reverse("organizations:people"))]

    @property
    def places(self):
        places = selectors.places_to_invite(self.request.user)
        wanted = number_in(self.request.GET.get("organization"))
        return places.filter(pk=wanted) if wanted else places

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "acting": self.request.user.acting, "places": self.places}

    def perform(self, form):
        if not within_limit(self.request, "invite", key=str(self.request.user.pk)):
            raise invitations.InvitationRefused(_("Too many invitations within a short time. Go on in an hour."))
        invitation = invitations.invite_person(form.instance, **self.clock())
        send_soon()
        return invitation

    def get_success_url(self):
        return reverse("organizations:invitations")

    def get_cancel_url(self):
        return reverse("organizations:people")


class InvitationMixin:
    model = Invitation
    permission_required = "organizations.change_invitation"

    def get_queryset(self):
        return super().get_queryset().select_related("organization")

    def get_breadcrumbs(self):
        return [
            (_("People and roles"), reverse("organizations:people")),
            (_("Invitations"), reverse("organizations:invitations")),
        ]

    def get_context_data(self, **kwargs):
        return super().get_context_data(text=self.object, **kwargs)

    def get_success_url(self):
        return reverse("organizations:invitations")


class InvitationResendView(InvitationMixin, ActionView):
    title = gettext_lazy("Send the invitation again")
    submit = gettext_lazy("Send again")
    success_message = gettext_lazy("The letter is on its way again. The link in it is good for 14 days.")

    def perform(self):
        invitations.resend_invitation(self.object, **self.clock())
        send_soon()


class InvitationRevokeView(InvitationMixin, ActionView):
    title = gettext_lazy("Revoke the invitation")
    submit = gettext_lazy("Revoke")
    success_message = gettext_lazy("The invitation is revoked: its link no longer works.")

    def get_context_data(self, **kwargs):
        consequences = [_("The link in the letter stops working.")]
        return super().get_context_data(consequences=consequences, danger=True, **kwargs)

    def perform(self):
        invitations.revoke_invitation(self.object, **self.clock())


class AcceptView(FormView):
    """The page behind the link. Only whoever holds the link sent to an address learns whether it has an account."""

    permission_required = PUBLIC
    template_name = "organizations/invitation_accept.html"
    title = gettext_lazy("Invitation")

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.invitation is None:
            bearable = within_limit(request, "invitation_unknown")
            return TemplateResponse(request, "organizations/invitation_invalid.html", status=410 if bearable else 429)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def invitation(self) -> Invitation | None:
        found = (
            Invitation.objects.with_token(self.kwargs["token"]).select_related("organization", "invited_by").first()
        )
        return found if found and found.is_pending(timezone.now()) else None

    @cached_property
    def account(self) -> User | None:
        return selectors.account_for(self.invitation)

    @property
    def is_somebody_else(self) -> bool:
        user = self.request.user
        return user.is_authenticated and user != self.account

    @property
    def must_sign_in(self) -> bool:
        return self.account is not None and not self.request.user.is_authenticated

    def get_form_class(self):
        return ConfirmForm if self.account else NewcomerForm

    def get_initial(self):
        return {name: getattr(self.invitation, name) for name in ("last_name", "first_name", "patronymic")}

    def get_form_kwargs(self):
        return (
            super().get_form_kwargs()
            if self.account
            else {**super().get_form_kwargs(), "email": self.invitation.email}
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            invitation=self.invitation,
            account=self.account,
            is_somebody_else=self.is_somebody_else,
            must_sign_in=self.must_sign_in,
            **kwargs,
        )

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.is_somebody_else or self.must_sign_in:
            return self.render_to_response(self.get_context_data())
        return super().post(request, *args, **kwargs)

    def perform(self, form):
        if self.account:
            return invitations.accept_invitation(self.invitation, **self.clock())
        return invitations.register_newcomer(self.invitation, form.newcomer, at=timezone.localtime())

    def form_valid(self, form):
        membership = self.result
        response = None
        if not self.request.user.is_authenticated:
            response = perform_login(self.request, membership.user, redirect_url=reverse("home"))
        self.request.session[ACTING_KEY] = membership.pk
        return response or super().form_valid(form)

    def get_success_url(self):
        return reverse("home")
