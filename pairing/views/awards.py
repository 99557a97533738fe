"""Awards: the register, issuing in two steps, correcting, printing one or many."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from core.views import FormView, GuardedMixin, ListView, ObjectFormView, number_in
from participants.models import Participation, Person
from participants.services.people import record_export
from participants.views.papers import PaperView, as_paper

from ..forms.closing import AwardEditForm, AwardWhoForm, AwardWordsForm
from ..lists import AwardFilter, AwardTable
from ..models import Award, Event, Pairing
from ..papers.awards import awards_document
from ..selectors.closing import people_of
from ..selectors.standing import with_people
from ..services import awards
from ..wording import name_of, proposed_words

TITLE = _("Awards")
MOST_AT_ONCE = 300
RELATED = ("participation__person", "organization")


class AwardListView(ListView):
    permission_required = "pairing.list_awards"
    model = Award
    table_class = AwardTable
    filterset_class = AwardFilter
    template_name = "pairing/award_list.html"
    partial_template_name = "pairing/_award_results.html"
    title = _("Register of awards")
    names_leave = True

    def get_queryset(self):
        return super().get_queryset().select_related(*RELATED)

    def before_download(self, format: str, rows: int) -> None:
        people = Person.objects.filter(participations__awards__in=self.get_table_data().order_by().values("pk"))
        organization = self.request.user.acting.organization
        record_export(people, organization=organization, what={"list": "awards", "format": format}, **self.clock())


@dataclass(frozen=True)
class Recipient:
    """Somebody to be awarded, with the name in the dative as the product declines it."""

    participation: Participation
    dative: str
    confident: bool


class AwardIssueView(FormView):
    """Whom and with what; `?event=` offers those who were at an event, `?pair=` those of a pair, all ticked."""

    permission_required = "pairing.issue_awards"
    template_name = "pairing/award_who.html"
    form_class = AwardWhoForm
    title = _("Award")
    submit = _("Go on")

    def get_breadcrumbs(self):
        return [(TITLE, reverse("pairing:awards"))]

    def get_cancel_url(self):
        return reverse("pairing:awards")

    @cached_property
    def people(self):
        """Everybody of the banks, or those of the event or the pair that one comes from."""
        user = self.request.user
        rows = Participation.objects.visible_to(user).kept().select_related("person", "form")
        rows = rows.order_by("person__last_name", "person__first_name", "pk")
        if event := number_in(self.request.GET.get("event")):
            return rows.filter(events__in=Event.objects.visible_to(user).filter(pk=event))
        if pair := number_in(self.request.GET.get("pair")):
            pairs = with_people(Pairing.objects.visible_to(user).filter(pk=pair))
            return rows.filter(pk__in=[person.pk for each in pairs for person in people_of(each)])
        return rows.in_force(timezone.localdate())

    @property
    def narrowed(self) -> bool:
        return "event" in self.request.GET or "pair" in self.request.GET

    def get_initial(self):
        return {"people": [row.pk for row in self.people] if self.narrowed else []}

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "people": self.people}

    def get_context_data(self, **kwargs):
        form = kwargs.get("form") or self.get_form()
        ticked = form["people"].value() or []
        return super().get_context_data(
            **{"form": form, "chosen": {int(n) for n in map(str, ticked) if n.isdecimal()}, **kwargs}
        )

    def form_valid(self, form) -> HttpResponse:
        numbers = "".join(f"&pk={row.pk}" for row in form.cleaned_data["people"][:MOST_AT_ONCE])
        event = number_in(self.request.GET.get("event"))
        words = f"?kind={form.cleaned_data['kind']}{numbers}{f'&event={event}' if event else ''}"
        return redirect(reverse("pairing:award_words") + words)

    def perform(self, form) -> None:
        """Nothing is written before the names are looked through."""


class AwardWordsView(FormView):
    """The second step: the names in the dative are looked through, the words written; POST issues the awards."""

    permission_required = "pairing.issue_awards"
    template_name = "pairing/award_words.html"
    form_class = AwardWordsForm
    title = _("Names and words of the award")
    submit = _("Issue the awards")
    success_message = _("The awards are issued. Print them.")

    def get_breadcrumbs(self):
        return [(TITLE, reverse("pairing:awards")), (_("Award"), reverse("pairing:award_issue"))]

    def get_cancel_url(self):
        return reverse("pairing:awards")

    @cached_property
    def kind(self) -> str:
        kind = self.request.GET.get("kind", "")
        return kind if kind in Award.Kind.values else Award.Kind.CERTIFICATE

    @cached_property
    def recipients(self) -> list[Recipient]:
        numbers = {number_in(value) for value in self.request.GET.getlist("pk")} - {None}
        rows = Participation.objects.visible_to(self.request.user).kept().filter(pk__in=numbers)
        rows = rows.select_related("person__organization").order_by("person__last_name", "person__first_name", "pk")
        declined = ((row, name_of(row.person)) for row in rows[:MOST_AT_ONCE])
        return [Recipient(row, cases.dative, cases.confident) for row, cases in declined]

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return super().get(request, *args, **kwargs) if self.recipients else redirect("pairing:award_issue")

    def get_initial(self):
        event = number_in(self.request.GET.get("event"))
        held = Event.objects.visible_to(self.request.user).filter(pk=event).first() if event else None
        today = timezone.localdate()
        on = held.on if held else today
        roles = {each.participation.role for each in self.recipients}
        return {"on": on, "words": proposed_words(self.kind, roles, on), "event": held}

    def get_form_kwargs(self):
        own = Event.objects.visible_to(self.request.user).order_by("-on", "-pk")
        return {**super().get_form_kwargs(), "recipients": self.recipients, "events": own}

    def get_context_data(self, **kwargs):
        doubtful = sum(not each.confident for each in self.recipients)
        kind = Award.Kind(self.kind).label
        return super().get_context_data(kind=kind, doubtful=doubtful, **kwargs)

    def perform(self, form) -> list[Award]:
        data = form.cleaned_data
        return awards.issue_awards(
            form.datives, kind=self.kind, words=data["words"], on=data["on"], event=data["event"],
            organization=self.request.user.acting.organization, **self.clock(),
        )  # fmt: skip

    def get_success_url(self) -> str:
        return reverse("pairing:awards")


class AwardMixin:
    model = Award

    def get_queryset(self):
        return super().get_queryset().select_related(*RELATED)

    def get_breadcrumbs(self):
        return [(TITLE, reverse("pairing:awards"))]


class AwardEditView(AwardMixin, ObjectFormView):
    """The same number, other words: a mistake is mended and printed again."""

    permission_required = "pairing.issue_awards"
    form_class = AwardEditForm
    success_message = _("The award is corrected. Print it again.")

    def get_title(self):
        return f"{self.object.get_kind_display()} {self.object}"

    def get_initial(self):
        return {"dative": self.object.facts.get("dative", ""), "words": self.object.words}

    def perform(self, form) -> None:
        awards.correct_award(self.object, **form.cleaned_data, **self.clock())

    def get_success_url(self) -> str:
        return reverse("pairing:awards")


class AwardPaperView(AwardMixin, PaperView):
    permission_required = "pairing.list_awards"

    def get_document(self):
        if not self.object.facts:
            raise PermissionDenied
        awards.record_printed([self.object], organization=self.object.organization, **self.clock())
        return awards_document([self.object])


class AwardsPrintView(GuardedMixin, TemplateView):
    """Many in one file: those of `?pk=`, in the order of their numbers."""

    names_leave = True
    permission_required = "pairing.list_awards"

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        numbers = {number_in(value) for value in request.GET.getlist("pk")} - {None}
        rows = Award.objects.visible_to(request.user).filter(pk__in=numbers).exclude(facts={})
        rows = list(rows.select_related(*RELATED).order_by("year", "number")[:MOST_AT_ONCE])
        if not rows:
            return redirect("pairing:awards")
        awards.record_printed(rows, organization=request.user.acting.organization, **self.clock())
        return as_paper(awards_document(rows))
