"""The change of the school year: its steps on one page, consents to renew, steps declared done."""

from django.forms import Form
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import FormView, PageView
from participants.papers.consent_blank import blanks_document
from participants.selectors.consents import texts_in_use
from participants.selectors.settings import settings_of
from participants.services.people import record_bank_look
from participants.services.printing import record_printing
from participants.views.blanks import MOST_PEOPLE, filled
from participants.views.papers import as_paper

from ..models import RollOver, RollOverStep
from ..selectors.roll_over import Progress, progress_of, year_ahead
from ..selectors.year_change import YearChange
from ..services import roll_over as services
from .common import PAIRS, crumb

ROLL_OVER = (gettext_lazy("Change of the school year"), "pairing:roll_over")
STEPS = RollOverStep.Step
PAGES = {
    STEPS.PAIRS: "pairing:roll_over_pairs",
    STEPS.CLASSES: "pairing:roll_over_classes",
    STEPS.CONSENTS: "pairing:roll_over_consents",
}


class YearMixin:
    """A page of the change into the year that is prepared now, of the own institution."""

    permission_required = "pairing.roll_over"

    @property
    def organization(self):
        return self.request.user.acting.organization

    @cached_property
    def today(self):
        return timezone.localdate()

    @cached_property
    def progress(self) -> Progress:
        return progress_of(self.organization, self.today)

    @cached_property
    def change(self) -> YearChange:
        return YearChange(self.organization, self.progress.year, self.progress.roll_over, self.today)

    def read_again(self) -> None:
        """After a refusal and before the page is shown again."""
        super().read_again()
        for name in ("progress", "change"):
            self.__dict__.pop(name, None)

    def get_breadcrumbs(self):
        return [crumb(PAIRS), crumb(ROLL_OVER)]

    def get_cancel_url(self):
        return reverse(ROLL_OVER[1])

    def get_success_url(self):
        return reverse(ROLL_OVER[1])

    def get_context_data(self, **kwargs):
        return super().get_context_data(progress=self.progress, change=self.change, **kwargs)


class BegunMixin(YearMixin):
    """A verb on a change that somebody has begun; 404 before."""

    @cached_property
    def begun(self) -> RollOver:
        own = RollOver.objects.visible_to(self.request.user).filter(organization__path=self.request.user.scope_path)
        found = own.filter(start_year=year_ahead(self.today).start_year).select_related("organization").first()
        if found is None:
            raise Http404
        return found

    def get_permission_object(self) -> RollOver:
        return self.begun


class RollOverView(YearMixin, PageView):
    """The four steps with what is done of them, and the closing list."""

    template_name = "pairing/roll_over/overview.html"

    def get_title(self):
        return _("Change into the school year %(year)s") % {"year": self.progress.year}

    def get_breadcrumbs(self):
        return [crumb(PAIRS)]

    def get_context_data(self, **kwargs):
        done = self.progress.steps
        steps = [(step, PAGES[step] and reverse(PAGES[step]), done.get(step)) for step in PAGES]
        return super().get_context_data(steps=steps, roadmap_step=done.get(STEPS.ROADMAP), **kwargs)


class StepMixin:
    """A verb on one step, asked for by its name in the address."""

    form_class = Form
    template_name = "confirm.html"

    @property
    def step(self) -> RollOverStep.Step:
        if self.kwargs["step"] not in STEPS:
            raise Http404
        return STEPS(self.kwargs["step"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(text=self.step.label, **kwargs)


class StepDoneView(StepMixin, YearMixin, FormView):
    title = gettext_lazy("Is the step done?")
    submit = gettext_lazy("The step is done")
    success_message = gettext_lazy("The step is marked as done.")

    def perform(self, form) -> None:
        services.declare_step(self.organization, self.progress.year, self.step, **self.clock())


class StepReopenView(StepMixin, BegunMixin, FormView):
    title = gettext_lazy("Open the step again?")
    submit = gettext_lazy("Open again")
    success_message = gettext_lazy("The step is open again. What was done by it stays.")

    def perform(self, form) -> None:
        services.reopen_step(self.begun, self.step, **self.clock())


class ConsentsView(YearMixin, PageView):
    """Who is to sign what before the new year is over; `?format=pdf` prints every blank in one file."""

    template_name = "pairing/roll_over/consents.html"
    title = STEPS.CONSENTS.label
    names_leave = True
    file_parameter = "format"

    def get(self, request, *args, **kwargs) -> HttpResponse:
        if self.format and not self.refusal:
            return self.print()
        record_bank_look(self.organization, what={"list": "consents to renew"}, **self.clock())
        return super().get(request, *args, **kwargs)

    @property
    def format(self) -> str:
        asked = self.request.GET.get("format", "")
        return asked if asked in MOST_PEOPLE else ""

    @property
    def refusal(self) -> str:
        people = len(self.change.renewals)
        if self.format and not people:
            return _("There is nobody to print for: everybody here has these consents.")
        if self.format and people > MOST_PEOPLE[self.format]:
            said = _("Too many for one file: %(number)s people. Take DOCX (up to %(most)s), or print class by class.")
            return said % {"number": people, "most": MOST_PEOPLE["docx"]}
        return ""

    def print(self) -> HttpResponse:
        organization, clock, texts = self.organization, self.clock(), texts_in_use(self.organization)
        papers = [(row.person, paper) for row in self.change.renewals for paper in row.papers if paper.kind in texts]
        blanks = [filled(person, texts[paper.kind], on=max(paper.sign_on, self.today)) for person, paper in papers]
        name = _("Consents for the school year %(year)s") % {"year": self.progress.year}
        response = as_paper(blanks_document(blanks, settings_of(organization), name=name, at=clock["at"]), self.format)
        kinds = {paper.kind for _person, paper in papers}
        people = [row.person for row in self.change.renewals]
        record_printing(people, kinds=list(kinds), organization=organization, **clock)
        return response

    def get_context_data(self, **kwargs):
        papers = sum(len(row.papers) for row in self.change.renewals)
        step = self.progress.steps.get(STEPS.CONSENTS)
        return super().get_context_data(papers=papers, refusal=self.refusal, step=step, most=MOST_PEOPLE, **kwargs)
