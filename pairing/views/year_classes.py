"""Classes as the school year changes: a preview with every row to be changed, then all at once; and back."""

from django.contrib import messages
from django.forms import Form
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import FormView
from participants.services.people import record_bank_look

from ..forms.roll_over import YearClassesForm
from ..models import RollOverStep
from ..selectors.year_classes import moves_made
from ..services import year_classes as services
from .common import PAIRS, crumb
from .roll_over import ROLL_OVER, BegunMixin, YearMixin

STEP = RollOverStep.Step.CLASSES
DOUBTS_SHOWN = 10


class YearClassesView(YearMixin, FormView):
    """Which class follows each, who graduates; what was done already stands below and can be taken back."""

    template_name = "pairing/roll_over/classes.html"
    form_class = YearClassesForm
    title = STEP.label
    submit = gettext_lazy("Change the classes")

    def get(self, request, *args, **kwargs):
        record_bank_look(self.organization, what={"list": "classes"}, **self.clock())
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "rows": self.change.classes}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            learners=sum(len(row.people) for row in self.change.classes),
            moves=moves_made(self.progress.roll_over),
            step=self.progress.steps.get(STEP),
            **kwargs,
        )

    def perform(self, form) -> services.Moved:
        return services.move_classes(self.organization, self.progress.year, form.choices, **self.clock())

    def form_valid(self, form):
        moved = self.result
        said = _("Into the next class: %(up)d, graduated: %(graduated)d, left as they are: %(stayed)d.")
        messages.success(self.request, said % {name: getattr(moved, name) for name in ("up", "graduated", "stayed")})
        for person, doubt in moved.doubts[:DOUBTS_SHOWN]:
            messages.warning(self.request, f"{person}: {doubt}")
        return super().form_valid(form)

    def get_success_url(self):
        return reverse("pairing:roll_over_classes")


class ClassesBackView(BegunMixin, FormView):
    """Takes the change of classes back."""

    template_name = "confirm.html"
    form_class = Form
    title = gettext_lazy("Take the change of classes back?")
    submit = gettext_lazy("Take back")

    def get_breadcrumbs(self):
        return [crumb(PAIRS), crumb(ROLL_OVER), (STEP.label, self.get_success_url())]

    def get_context_data(self, **kwargs):
        text = _("Everybody gets the class of the old year again, graduates come back from the archive.")
        kept = _("Whom somebody has changed since stays as they are now.")
        return super().get_context_data(text=f"{text} {kept}", **kwargs)

    def perform(self, form) -> services.PutBack:
        return services.put_classes_back(self.begun, **self.clock())

    def form_valid(self, form):
        said = _("As before again: %(restored)d. Changed since and left as they are: %(kept)d.")
        messages.success(self.request, said % self.result.__dict__)
        return super().form_valid(form)

    def get_success_url(self):
        return reverse("pairing:roll_over_classes")

    get_cancel_url = get_success_url
