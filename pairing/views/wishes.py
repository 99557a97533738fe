"""Wishes after the group meeting, entered for many at once; the sheets on which people write them; standing rules."""

from io import BytesIO
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.documents import content_type, render
from core.files import as_download
from core.views import ActionView, FormView, PageView, number_in
from participants.models import MentoringForm, Participation, Person
from participants.services.people import record_export

from ..forms.wishes import WishesForm
from ..models import MatchRule, Wish
from ..papers.sheets import choice_sheets
from ..selectors.people import mentees_in, mentors_in, present_wishes
from ..services import rules, wishes
from .common import ROUNDS, crumb

PAGE = 40  # people on a page of the grid


class OfForm:
    """`?form=` chooses the form of mentoring, `?side=` whose wishes: the first form there is, the mentees'."""

    permission_required = "pairing.record_wishes"

    @cached_property
    def forms_here(self) -> list[MentoringForm]:
        people = mentors_in(self.request.user, self.today) | mentees_in(self.request.user, self.today)
        return list(MentoringForm.objects.filter(pk__in=people.order_by().values("form")))

    @cached_property
    def today(self):
        return timezone.localdate()

    @property
    def mentoring_form(self) -> MentoringForm | None:
        wanted = number_in(self.request.GET.get("form"))
        return next((form for form in self.forms_here if form.pk == wanted), next(iter(self.forms_here), None))

    @property
    def side(self) -> str:
        return Wish.By.MENTOR if self.request.GET.get("side") == Wish.By.MENTOR else Wish.By.MENTEE

    def sides(self) -> tuple[list[Participation], list[Participation]]:
        """Those who say their wishes and those of whom they say them."""
        user, form = self.request.user, self.mentoring_form
        if form is None:
            return [], []
        mentors, mentees = list(mentors_in(user, self.today, form)), list(mentees_in(user, self.today, form))
        return (mentors, mentees) if self.side == Wish.By.MENTOR else (mentees, mentors)

    def query(self, **other) -> str:
        here = {"form": self.mentoring_form.pk if self.mentoring_form else "", "side": self.side, **other}
        return urlencode(here)

    def get_breadcrumbs(self):
        return [crumb(ROUNDS)]


class WishesView(OfForm, FormView):
    template_name = "pairing/wishes.html"
    form_class = WishesForm
    title = _("Wishes after the group meeting")

    @cached_property
    def people(self) -> tuple[list[Participation], list[Participation]]:
        return self.sides()

    @property
    def page(self) -> int:
        last = max(0, len(self.people[0]) - 1) // PAGE
        return min((number_in(self.request.GET.get("page")) or 1) - 1, last)

    def get_form_kwargs(self):
        everybody, others = self.people
        shown = everybody[self.page * PAGE : (self.page + 1) * PAGE]
        return {
            **super().get_form_kwargs(),
            "people": shown,
            "others": others,
            "present": present_wishes(shown, self.side),
        }

    def get_context_data(self, **kwargs):
        pages = range(1, 1 + -(-len(self.people[0]) // PAGE))
        return super().get_context_data(
            forms_here=self.forms_here,
            mentoring_form=self.mentoring_form,
            side=self.side,
            sides=Wish.By.choices,
            page=self.page + 1,
            pages=[(number, self.query(page=number)) for number in pages] if len(pages) > 1 else [],
            sheets=f"{reverse('pairing:wish_sheets')}?{self.query()}",
            **kwargs,
        )

    def perform(self, form) -> int:
        return wishes.record_wishes(
            form.lists, side=self.side, organization=self.request.user.acting.organization, **self.clock()
        )

    @property
    def success_message(self) -> str:
        return ngettext("%(n)d wish is kept.", "%(n)d wishes are kept.", self.result) % {"n": self.result}

    def get_success_url(self):
        return f"{reverse('pairing:wishes')}?{self.query(page=self.page + 1)}"


class WishSheetsView(OfForm, PageView):
    """A sheet for each: whom of the other side would you like? To be printed for the group meeting."""

    names_leave = True

    def get(self, request, *args, **kwargs) -> HttpResponse:
        people, others = self.sides()
        if not people or not others:
            raise Http404
        clock, organization = self.clock(), request.user.acting.organization
        named = Person.objects.visible_to(request.user).filter(participations__in=[*people, *others])
        record_export(named, organization=organization, what={"list": "choice sheets", "format": "pdf"}, **clock)
        paper = choice_sheets(people, others, organization=organization, at=clock["at"])
        content = BytesIO(render(paper, "pdf"))
        return as_download(content, name=paper.download_name("pdf"), content_type=content_type("pdf"))


class RulesView(PageView):
    permission_required = "pairing.match_people"
    template_name = "pairing/rules.html"
    title = _("Together or never together")

    def get_breadcrumbs(self):
        return [crumb(ROUNDS)]

    def get_context_data(self, **kwargs):
        found = MatchRule.objects.visible_to(self.request.user)
        found = found.select_related("mentor__person", "mentee__person", "made_by").order_by("kind", "-made_at")
        return super().get_context_data(rules=list(found), **kwargs)


class RuleLiftView(ActionView):
    permission_required = "pairing.match_people"
    model = MatchRule
    title = _("Lift the rule?")
    submit = _("Lift the rule")
    success_message = _("The rule no longer holds. Match again to see what it changes.")

    def get_queryset(self):
        return super().get_queryset().select_related("mentor__person__organization", "mentee__person")

    def get_permission_object(self) -> Participation:
        return self.object.mentor

    def get_breadcrumbs(self):
        return [crumb(ROUNDS)]

    def get_context_data(self, **kwargs):
        return super().get_context_data(text=f"{self.object.mentor.person} — {self.object.mentee.person}", **kwargs)

    def perform(self) -> None:
        rules.lift_rule(self.object, **self.clock())

    def get_success_url(self):
        return reverse("pairing:rules")
