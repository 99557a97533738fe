"""The director's page: what is asked, the paper itself, and the three decisions."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.views import DetailView, ObjectFormView

from .. import services
from ..forms import PaperSignForm, ReturnForm, SignForm
from ..models import Order
from ..subjects import effects_of
from .common import OrderMixin, text_context


class ReviewMixin(OrderMixin):
    permission_required = "orders.sign_order"
    template_name = "orders/order_review.html"
    title = _("Signing of an order")

    def get_initial(self):
        return {"seen": self.object.revision, "signed_on": timezone.localdate()}

    def sign_kwargs(self):
        order = self.object
        return {
            "user": self.request.user,
            "next_number": services.suggest_number(order.series, timezone.localdate().year),
        }

    def get_context_data(self, **kwargs):
        initial = self.get_initial()
        kwargs.setdefault("sign_form", SignForm(initial=initial, **self.sign_kwargs()))
        kwargs.setdefault("paper_form", PaperSignForm(initial=initial))
        kwargs.setdefault("return_form", ReturnForm(initial=initial))
        steps = list(self.object.steps.all())
        return super().get_context_data(
            **text_context(self.object), effects=effects_of(self.object), steps=steps, sent=steps[-1], **kwargs
        )


class ReviewView(ReviewMixin, DetailView):
    """Nothing is decided here; the page's forms post to the views below."""


class SignView(ReviewMixin, ObjectFormView):
    form_class = SignForm
    success_message = _("The order is signed and registered.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), **self.sign_kwargs()}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {**context, "sign_form": context["form"]}

    def perform(self, form) -> Order:
        data = form.cleaned_data
        order = services.sign_draft(
            self.object, number=data["number"], signed_on=data["signed_on"], seen=data["seen"], **self.clock()
        )
        form.record(self.request)
        return order


class PaperSignView(ReviewMixin, ObjectFormView):
    form_class = PaperSignForm
    success_message = _("The order stands in the register as signed on paper.")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {**context, "paper_form": context["form"]}

    def perform(self, form) -> Order:
        return services.sign_on_paper(self.object, **form.cleaned_data, **self.clock())


class ReturnView(ReviewMixin, ObjectFormView):
    form_class = ReturnForm
    success_message = _("The order is returned with your remark.")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {**context, "return_form": context["form"]}

    def perform(self, form) -> None:
        services.return_order(self.object, remark=form.cleaned_data["remark"], **self.clock())
