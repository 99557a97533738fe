"""Who was at an event: ticked one by one or by whole pairs; the list to be signed."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from core.documents import FORMATS
from core.search import containing
from core.views import ObjectMixin, go_to, number_in, words_in
from participants.models import Participation
from participants.views.papers import as_paper

from ..filters import NAMES
from ..papers.events import list_document
from ..selectors.events import candidates, classes_at, pairs_on, people_of_pairs, who_was_at
from ..services import events
from .events import EventMixin

ON_A_PAGE = 100


class EventPeopleView(EventMixin, ObjectMixin, TemplateView):
    """Ticks, narrowed by search, class and role; or whole pairs with `?by=pairs`. POST writes what is shown."""

    permission_required = "pairing.change_event"
    template_name = "pairing/event_people.html"
    title = _("Who took part")

    @property
    def by_pairs(self) -> bool:
        return self.request.GET.get("by") == "pairs"

    @cached_property
    def chosen(self) -> dict[str, str]:
        return {name: words_in(self.request, name) for name in ("q", "group", "who")}

    @cached_property
    def page(self):
        if self.by_pairs:
            return Paginator(pairs_on(self.object), ON_A_PAGE).get_page(self.request.GET.get("page"))
        rows = candidates(self.object)
        rows = rows.filter(containing(self.chosen["q"], *NAMES)) if self.chosen["q"] else rows
        rows = rows.filter(person__class_group=self.chosen["group"]) if self.chosen["group"] else rows
        if self.chosen["who"] == "there":
            rows = rows.filter(events=self.object)
        elif self.chosen["who"] in Participation.Role.values:
            rows = rows.filter(role=self.chosen["who"])
        return Paginator(rows, ON_A_PAGE).get_page(self.request.GET.get("page"))

    def get_context_data(self, **kwargs):
        event = self.object
        return super().get_context_data(
            page=self.page,
            by_pairs=self.by_pairs,
            chosen=self.chosen,
            classes=classes_at(event),
            there=set(event.people.values_list("pk", flat=True)),
            **kwargs,
        )

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.by_pairs:
            numbers = {number_in(value) for value in request.POST.getlist("pair")} - {None}
            shown = present = people_of_pairs(self.object, pairs_on(self.object).filter(pk__in=numbers))
        else:
            shown = {number_in(value) for value in request.POST.getlist("shown")} - {None}
            present = {number_in(value) for value in request.POST.getlist("there")} - {None}
        events.mark_people(self.object, shown=shown, present=present, **self.clock())
        return go_to(request, self.object.get_absolute_url() if "done" in request.POST else request.get_full_path())


class EventSheetView(EventMixin, ObjectMixin, TemplateView):
    """The list to be signed: `sheet.pdf`, `sheet.xlsx`, `sheet.docx`."""

    permission_required = "pairing.change_event"
    names_leave = True

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        format = kwargs["format"]
        if format not in FORMATS:
            raise Http404
        events.record_list(self.object, format=format, **self.clock())
        return as_paper(list_document(self.object, who_was_at(self.object), at=timezone.localtime()), format)
