"""Drafting: choose a kind, answer its questions, edit the text, confirm the names, send for signature."""

from copy import copy

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.views import ActionView, EditView, FormView, ObjectFormView, PageView
from organizations.models import Membership

from .. import clauses, services
from ..forms import CASES, DraftForm, NamesForm, TextForm
from ..kinds import KINDS
from ..models import Order
from ..proposing import names_in
from .common import OrderMixin, register_crumb, text_context


def suggested_people(organization) -> list[str]:
    """The full names that a field for a person offers: those who work with the product in the organisation."""
    members = Membership.objects.filter(organization=organization).current().select_related("user")
    return sorted({member.user.get_full_name() for member in members})


def show_typed(order: Order, form: TextForm) -> None:
    """Gives the order in memory what is typed and stands the check; the rest stays as it is saved."""
    typed = TextForm(form.data, instance=copy(order))
    typed.is_valid()
    order.title = typed.cleaned_data.get("title", order.title)
    order.preamble = typed.cleaned_data.get("preamble", order.preamble)
    if "clauses" in typed.cleaned_data:
        order.clauses = clauses.to_json(typed.cleaned_data["clauses"])


class KindsView(PageView):
    permission_required = "orders.draft_order"
    template_name = "orders/order_kinds.html"
    title = _("What is the order about?")

    def get_breadcrumbs(self):
        return [register_crumb()]

    def get_context_data(self, **kwargs):
        kinds = [(kind, Order.Kind(code).label) for code, kind in KINDS.items()]
        return super().get_context_data(kinds=kinds, **kwargs)


class DraftView(FormView):
    """A new draft of one kind."""

    permission_required = "orders.draft_order"
    form_class = DraftForm
    template_name = "orders/order_data.html"
    submit = _("Write the text")

    @cached_property
    def kind(self):
        if self.kwargs["kind"] not in KINDS:
            raise Http404
        return KINDS[self.kwargs["kind"]]

    def get_title(self):
        return _("Order %(kind)s") % {"kind": Order.Kind(self.kind.code).label}

    def get_breadcrumbs(self):
        return [register_crumb(), (_("What is the order about?"), reverse("orders:kinds"))]

    def get_form_kwargs(self):
        organization = self.request.user.acting.organization
        return {**super().get_form_kwargs(), "kind": self.kind, "organization": organization, "answers": {}}

    def get_context_data(self, **kwargs):
        return super().get_context_data(people=suggested_people(self.request.user.acting.organization), **kwargs)

    def perform(self, form) -> Order:
        organization = self.request.user.acting.organization
        return services.draft_order(
            organization=organization, kind=self.kind.code, data=form.answers, amends=form.amends, **self.clock()
        )

    def get_success_url(self) -> str:
        return self.result.get_absolute_url()

    def get_cancel_url(self) -> str:
        return reverse("orders:kinds")


class DataView(OrderMixin, ObjectFormView):
    """The answers of a draft; saving them writes the text anew."""

    permission_required = "orders.change_draft"
    form_class = DraftForm
    template_name = "orders/order_data.html"
    title = _("Data of the order")
    submit = _("Write the text anew")
    success_message = _("The text is written anew from the data.")

    def get_form_kwargs(self):
        if self.object.kind not in KINDS or not self.object.data:
            raise Http404  # the text came ready-made from the app whose decision it carries
        return {
            **super().get_form_kwargs(),
            "kind": KINDS[self.object.kind],
            "organization": self.object.organization,
            "answers": self.object.data,
        }

    def get_initial(self):
        return {"seen": self.object.revision}

    def get_context_data(self, **kwargs):
        return super().get_context_data(people=suggested_people(self.object.organization), rewrites=True, **kwargs)

    def perform(self, form) -> None:
        seen = form.cleaned_data["seen"] or 0
        services.change_data(self.object, data=form.answers, amends=form.amends, seen=seen, **self.clock())


class TextView(OrderMixin, EditView):
    """The text clause by clause, with the paper beside it; a button of the editor moves a clause without saving."""

    permission_required = "orders.change_draft"
    form_class = TextForm
    template_name = "orders/order_text.html"
    title = _("Text of the order")
    success_message = _("The text is saved.")

    def post(self, request, *args, **kwargs):
        if "move" not in request.POST:
            return super().post(request, *args, **kwargs)
        form = self.get_form()
        form.move_line(request.POST["move"])
        show_typed(self.object, form)
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs):
        return super().get_context_data(**text_context(self.object), **kwargs)

    def perform(self, form) -> None:
        services.change_draft(self.object, **form.cleaned_data, **self.clock())


class PreviewView(OrderMixin, EditView):
    """The paper as the posted text would make it; nothing is kept."""

    permission_required = "orders.change_draft"
    form_class = TextForm
    template_name = "orders/_order_text.html"

    def post(self, request, *args, **kwargs):
        form = self.get_form()
        show_typed(self.object, form)
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs):
        return super().get_context_data(**text_context(self.object), **kwargs)


class NamesView(OrderMixin, ObjectFormView):
    permission_required = "orders.change_draft"
    form_class = NamesForm
    template_name = "orders/order_names.html"
    title = _("Names in the order")
    submit = _("They are right")
    success_message = _("The names are confirmed and will be written so in later orders.")

    @cached_property
    def names(self):
        return names_in(self.object)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "names": self.names}

    def get_initial(self):
        return {"seen": self.object.revision}

    def get_context_data(self, **kwargs):
        return super().get_context_data(names=self.names, cases=CASES, **kwargs)

    def perform(self, form) -> None:
        services.confirm_names(self.object, forms=form.forms, seen=form.cleaned_data["seen"], **self.clock())


class SendView(OrderMixin, ActionView):
    permission_required = "orders.change_draft"
    title = _("Send for signature?")
    submit = _("Send for signature")
    success_message = _("The order waits for the director's signature.")

    def get_context_data(self, **kwargs):
        consequences = [
            _("The director is told of it and decides on one page: to sign or to return with a remark."),
            _("The text cannot be changed meanwhile; you can take the order back."),
        ]
        return super().get_context_data(text=f"«{self.object.title}»", consequences=consequences, **kwargs)

    def perform(self) -> None:
        services.send_to_sign(self.object, **self.clock())


class TakeBackView(OrderMixin, ActionView):
    permission_required = "orders.take_back"
    title = _("Take back from signature?")
    submit = _("Take back")
    success_message = _("The order is a draft again.")

    def perform(self) -> None:
        services.take_back(self.object, **self.clock())


class DiscardView(OrderMixin, ActionView):
    permission_required = "orders.change_draft"
    title = _("Delete the draft?")
    submit = _("Delete")
    success_message = _("The draft is deleted.")

    def get_context_data(self, **kwargs):
        consequences = [_("It has no number yet, so the register keeps nothing of it. This cannot be taken back.")]
        return super().get_context_data(
            text=f"«{self.object.title}»", consequences=consequences, danger=True, **kwargs
        )

    def perform(self) -> None:
        services.discard_draft(self.object, **self.clock())

    def get_success_url(self) -> str:
        return reverse("orders:list") if self.request.method == "POST" else self.object.get_absolute_url()
