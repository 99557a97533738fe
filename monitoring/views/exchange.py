"""Formats of exchange: the list, building one, its first rows, making a file by it."""

from functools import cached_property

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.views import ActionView, DetailView, EditView, FormView, ObjectFormView, PageView, back_to
from participants.services.people import record_bank_look

from ..forms.exchange import DatasetForm, DaySendForm, FiguresSendForm, FormatForm
from ..models import Dataset, ExchangeFormat
from ..selectors.exchange import Prepared, Wanted, prepared, sender_of
from ..selectors.named_periods import period_called, periods_offered
from ..services import exchange, sendings
from ..services.facts import catch_up
from .common import EXCHANGE, ArchiveView, crumb

PREVIEWED = 5  # rows


class ExchangeView(PageView):
    """The formats by which one may send, and those in the archive."""

    permission_required = "monitoring.list_exchange"
    template_name = "monitoring/exchange/list.html"
    title = _("Exchange with a platform")

    def get_context_data(self, **kwargs):
        found = ExchangeFormat.objects.visible_to(self.request.user).select_related("organization")
        return super().get_context_data(
            formats=[each for each in found if not each.archived_on],
            archived=[each for each in found if each.archived_on],
            own=self.request.user.acting.organization,
            **kwargs,
        )


class FormatMixin:
    model = ExchangeFormat
    permission_required = "monitoring.change_exchange_format"
    context_object_name = "format"

    def get_queryset(self):
        return super().get_queryset().select_related("organization")

    def get_breadcrumbs(self):
        return [crumb(EXCHANGE), (self.object.title, self.object.get_absolute_url())]


class SendingMixin(FormatMixin):
    """Of which organisation and which period a file would be."""

    permission_required = "monitoring.view_exchange_format"

    @property
    def own(self):
        return self.request.user.acting.organization

    @cached_property
    def asks_period(self) -> bool:
        return self.object.of.is_of_institutions

    @property
    def asking(self):
        """Who asks for the figures: an institution's are of its municipality's periods."""
        return self.own.parent if self.own.level == self.own.Level.INSTITUTION else self.own

    @cached_property
    def periods(self) -> dict[str, str]:
        return periods_offered([self.asking], timezone.localdate())

    def wanted(self, code: str | None = None) -> Wanted:
        if not self.asks_period:
            return Wanted(timezone.localdate())
        period = period_called(code or next(iter(self.periods)), self.asking)
        return Wanted(period.as_of, period)


class FormatView(SendingMixin, DetailView):
    """The columns, the first rows as they would leave, and what is done with the format."""

    template_name = "monitoring/exchange/detail.html"

    def get_breadcrumbs(self):
        return [crumb(EXCHANGE)]

    def get_title(self):
        return self.object.title

    def get_context_data(self, **kwargs):
        user, how = self.request.user, self.object
        shown = sender_of(how.of, self.own)
        return super().get_context_data(
            preview=self._preview() if shown else None,
            sent=how.sendings.filter(organization=self.own).select_related("by", "organization")[:PREVIEWED],
            may_send=user.has_perm("monitoring.send_exchange", how),
            may_change=user.has_perm("monitoring.change_exchange_format", how),
            may_copy=user.has_perm("monitoring.add_exchange_format"),
            **kwargs,
        )

    def _preview(self) -> Prepared:
        how = self.object
        if how.of.is_personal:
            what = {"list": "exchange"}
            record_bank_look(self.own, what=what, **self.clock())
        elif how.of.is_of_institutions:
            catch_up(self.own, at=timezone.localtime())
        return prepared(how.of, how.columns, self.own, self.wanted()).first(PREVIEWED)


class FormatAddView(FormView):
    """First what a row of the file is."""

    permission_required = "monitoring.add_exchange_format"
    form_class = DatasetForm
    title = _("New exchange format")
    submit = _("Choose the columns")

    def get_breadcrumbs(self):
        return [crumb(EXCHANGE)]

    def get_cancel_url(self):
        return reverse("monitoring:exchange")

    def perform(self, form) -> str:
        return form.cleaned_data["dataset"]

    def get_success_url(self):
        return reverse("monitoring:exchange_format_build", args=[self.result])


class BuilderMixin:
    """The page where columns are chosen, named and ordered; its buttons work without JavaScript."""

    form_class = FormatForm
    template_name = "monitoring/exchange/build.html"

    def post(self, request, *args, **kwargs) -> HttpResponse:
        action = request.POST.get("do", "")
        if not action:
            return super().post(request, *args, **kwargs)
        return self.render_to_response(self.get_context_data(form=self.get_form().arranged(action)))


class FormatBuildView(BuilderMixin, FormView):
    """A new format over a dataset."""

    permission_required = "monitoring.add_exchange_format"
    title = _("New exchange format")
    success_message = _("The format is saved.")

    def get_breadcrumbs(self):
        return [crumb(EXCHANGE)]

    def get_cancel_url(self):
        return reverse("monitoring:exchange")

    def get_form_kwargs(self):
        own, dataset = self.request.user.acting.organization, self.kwargs["dataset"]
        if dataset not in Dataset.values:
            raise Http404
        return {**super().get_form_kwargs(), "instance": ExchangeFormat(organization=own, dataset=dataset)}

    def perform(self, form) -> ExchangeFormat:
        return exchange.add_format(form.instance, **self.clock())

    def get_success_url(self):
        return self.result.get_absolute_url()


class FormatChangeView(FormatMixin, BuilderMixin, EditView):
    title = _("Columns and form of the file")
    success_message = _("The format is saved.")

    def perform(self, form):
        exchange.change_format(form.instance, seen=form.cleaned_data["seen"], **self.clock())


class FormatCopyView(FormatMixin, ActionView):
    """A copy of one's own, also of a format of the node above, to be changed."""

    permission_required = "monitoring.add_exchange_format"
    title = _("Copy the format")
    submit = _("Copy")
    success_message = _("This is the copy: give it a title of its own.")

    def get_context_data(self, **kwargs):
        text = _("A copy with the same columns is made here, to be changed. The format itself stays as it is.")
        return super().get_context_data(text=text, **kwargs)

    def perform(self) -> ExchangeFormat:
        return exchange.copy_format(self.object, self.request.user.acting.organization, **self.clock())

    def get_success_url(self):
        if self.request.method != "POST":
            return self.object.get_absolute_url()
        return reverse("monitoring:exchange_format_change", args=[self.result.pk])


class FormatArchiveView(FormatMixin, ArchiveView):
    def get_context_data(self, **kwargs):
        text = _("Nothing more is sent by a format in the archive; files that were sent stay in the history.")
        again = _("Files can be made by the format again.")
        return super().get_context_data(text=again if self.object.archived_on else text, **kwargs)

    def perform(self) -> None:
        exchange.archive_format(self.object, **self.clock())


class SendView(SendingMixin, ObjectFormView):
    """Makes the file; the next page gives it out."""

    permission_required = "monitoring.send_exchange"
    template_name = "monitoring/exchange/send.html"
    submit = _("Make the file")
    success_message = _("The file is made and kept in the history: download it and load it into the platform.")

    def get_title(self):
        return _("File for the platform: %(format)s") % {"format": self.object.title}

    def get_form_class(self):
        return FiguresSendForm if self.asks_period else DaySendForm

    def get_form_kwargs(self):
        periods = {"periods": self.periods} if self.asks_period else {}
        return {**super().get_form_kwargs(), **periods}

    def perform(self, form):
        clock = self.clock()
        if self.asks_period:
            catch_up(self.own, at=clock["at"], most=None)
        return sendings.send(self.object, self.own, wanted=self.wanted(form.cleaned_data.get("period")), **clock)

    def get_success_url(self):
        return back_to("monitoring:sendings", anchor=f"sending-{self.result.pk}")

    def get_cancel_url(self):
        return self.object.get_absolute_url()
