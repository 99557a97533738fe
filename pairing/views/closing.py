"""Looking back: reflections of many on one page, of all at an event; the way of one pair to its end, its results."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.views import DetailView, FormView, ObjectFormView, number_in

from ..forms.closing import ReflectionsForm, ResultsForm
from ..forms.events import GroupReflectionForm
from ..models import GroupReflection
from ..selectors.closing import looks_of, pairs_at, pairs_to_close, people_of, steps_of, still_silent
from ..services import closing, events
from .common import PairMixin
from .events import EventMixin

PAIRS_ON_A_PAGE = 10
REFLECTION = (_("Reflection"), "pairing:reflections")


class ReflectionsView(FormView):
    """Everybody of the pairs that come to an end; `?pair=` shows one, `?who=all` also those who have said all."""

    permission_required = "pairing.record_reflections"
    template_name = "pairing/reflections.html"
    form_class = ReflectionsForm
    title = REFLECTION[0]
    success_message = _("The answers are written.")

    @cached_property
    def page(self):
        pairs = pairs_to_close(self.request.user, timezone.localdate())
        if pair := number_in(self.request.GET.get("pair")):
            pairs = pairs.filter(pk=pair)
        elif self.request.GET.get("who") != "all":
            pairs = still_silent(pairs)
        return Paginator(pairs, PAIRS_ON_A_PAGE).get_page(self.request.GET.get("page"))

    @cached_property
    def looks(self):
        return looks_of(self.page.object_list)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "looks": self.looks}

    def get_context_data(self, **kwargs):
        return super().get_context_data(page=self.page, who=self.request.GET.get("who", ""), **kwargs)

    def perform(self, form) -> int:
        return closing.record_reflections(form.said, on=timezone.localdate(), **self.clock())

    def get_success_url(self) -> str:
        """Back to the pair, or to the same page of the list: who has been written leaves it."""
        if pair := number_in(self.request.GET.get("pair")):
            return reverse("pairing:pair_closing", args=[pair])
        kept = {name: value for name in ("who",) if (value := self.request.GET.get(name))}
        return f"{reverse(REFLECTION[1])}?{urlencode(kept)}" if kept else reverse(REFLECTION[1])


class EventReflectionView(EventMixin, ObjectFormView):
    """What all said together on one sheet, and below it the answers of the pairs that were there."""

    permission_required = "pairing.change_event"
    template_name = "pairing/event_reflection.html"
    form_class = GroupReflectionForm
    title = _("Reflection of all at the event")
    success_message = _("What was said is written.")

    def get_form_kwargs(self):
        held = GroupReflection.objects.filter(event=self.object).first()
        return {**super().get_form_kwargs(), "instance": held or GroupReflection(event=self.object)}

    def get_context_data(self, **kwargs):
        return super().get_context_data(pairs=pairs_at(self.object).count(), **kwargs)

    def perform(self, form) -> None:
        events.reflect_together(self.object, form.instance, **self.clock())


class EventLooksView(EventMixin, ObjectFormView):
    """The personal answers of the pairs that were at an event, on one page."""

    permission_required = "pairing.change_event"
    template_name = "pairing/reflections.html"
    form_class = ReflectionsForm
    title = _("Personal reflections of the event")
    success_message = _("The answers are written.")

    @cached_property
    def page(self):
        return Paginator(pairs_at(self.object), PAIRS_ON_A_PAGE).get_page(self.request.GET.get("page"))

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "looks": looks_of(self.page.object_list)}

    def get_context_data(self, **kwargs):
        return super().get_context_data(page=self.page, event=self.object, **kwargs)

    def perform(self, form) -> int:
        return closing.record_reflections(form.said, on=self.object.on, **self.clock())


class PairClosingView(PairMixin, DetailView):
    """The way of a pair to its end, step by step, with what was said and reached."""

    permission_required = "pairing.view_pair"
    template_name = "pairing/pair_closing.html"
    title = _("The end of the pair")

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            steps=steps_of(self.object),
            looks=looks_of([self.object]),
            people=people_of(self.object),
            is_open=not self.object.ending,
            **kwargs,
        )


class PairResultsView(PairMixin, ObjectFormView):
    permission_required = "pairing.change_pair"
    form_class = ResultsForm
    title = _("Results of the pair")
    success_message = _("The results are written; the official tables print them.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "people": people_of(self.object)}

    def perform(self, form) -> None:
        closing.write_results(self.object, form.results, **self.clock())

    def get_success_url(self) -> str:
        return reverse("pairing:pair_closing", args=[self.object.pk])
