"""What the pages of an import share: the import, the way to it, its steps, its rows with what is doubtful in them."""

from dataclasses import dataclass
from functools import cached_property

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.views import go_to

from ...deadlines import Schedule, parse
from ...models import ImportStep, RoadmapImport
from ...periods import stored_period
from ...selectors.origin import deadlines_above_draft
from ...worksheet import Findings, Item, Left, Warned, Worksheet, findings_of, other_institution
from ..common import LIST_TITLE

STEPS = (
    ("import_start", _("Document")),
    ("import_columns", _("Columns and heading")),
    ("import_rows", _("Rows")),
    ("import_check", _("Check")),
)

LEVELS = {
    "institution": pgettext_lazy("whose roadmap", "an institution"),
    "municipality": pgettext_lazy("whose roadmap", "a municipality"),
    "region": pgettext_lazy("whose roadmap", "a region"),
}


def whose(import_: RoadmapImport) -> dict[str, str | Promise]:
    """What the title says of its owner where the organisation it is saved for is another: its level, its name."""
    head, organization = import_.sheet.head, import_.organization
    return {
        "level_read": LEVELS[head.level] if head.level != organization.level else "",
        "level_own": LEVELS[organization.level],
        "institution_read": other_institution(head.title, organization.full_name, organization.short_name),
    }


@dataclass(frozen=True)
class Step:
    label: str | Promise
    url: str  # "" where one cannot go
    is_current: bool
    is_past: bool


@dataclass(frozen=True)
class ReadRow:
    """A row of the worksheet as the page shows it."""

    item: Item
    warnings: list[Warned]
    schedule: Schedule | None
    is_doubtful: bool
    joined_to: Item | None = None  # a row whose words another one has taken over


class Rows:
    """The rows of an import, each with its warnings and the reading of its deadline."""

    def __init__(self, import_: RoadmapImport):
        self.sheet: Worksheet = import_.sheet
        organization = import_.organization
        above = deadlines_above_draft(self.sheet.draft(organization.level), organization)
        self.findings: Findings = findings_of(self.sheet, organization.level, above=above)
        self.period = stored_period(self.sheet.head.period_from, self.sheet.head.period_to)

    def row(self, item: Item) -> ReadRow:
        schedule = parse(item.deadline, period=self.period) if item.deadline and not item.is_section else None
        joined_to = self.sheet.item(item.joined) if item.joined else None
        return ReadRow(item, self.findings.of(item), schedule, self.findings.is_doubtful(item), joined_to)

    @cached_property
    def doubtful(self) -> list[ReadRow]:
        """What the reading itself doubts stands first, then what the linter warns of; both as in the document."""
        items = [item for item in self.sheet.items if self.findings.is_doubtful(item)]
        return [self.row(item) for item in sorted(items, key=lambda item: not item.doubts)]

    @property
    def every(self) -> list[ReadRow]:
        return [self.row(item) for item in self.sheet.items]

    @property
    def left(self) -> list[Left]:
        return self.sheet.unplaced


class ImportMixin:
    """A page about one import of the person's own organisation."""

    permission_required = "roadmaps.add_roadmap"
    model = RoadmapImport
    context_object_name = "import"
    step = ""

    def get_queryset(self):
        return super().get_queryset().select_related("organization", "file", "by")

    def get_breadcrumbs(self):
        return [(LIST_TITLE, reverse("roadmaps:list")), (_("New roadmap"), reverse("roadmaps:create"))]

    def get_context_data(self, **kwargs):
        return super().get_context_data(steps=self._steps(), **kwargs)

    def _steps(self) -> list[Step]:
        names = [name for name, _label in STEPS]
        here = names.index(self.step) if self.step else 0
        return [
            Step(label, self._step_url(name), place == here, place < here) for place, (name, label) in enumerate(STEPS)
        ]

    def _step_url(self, name: str) -> str:
        if name == "import_start" or not self.object.is_editable:
            return ""
        return reverse(f"roadmaps:{name}", args=[self.object.pk])


class StepMixin(ImportMixin):
    """A page on which the import is corrected: one that is not read yet, or already saved, shows how it stands."""

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not self.object.is_editable:
            return go_to(request, self.object.get_absolute_url())
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not self.object.is_editable:
            return go_to(request, self.object.get_absolute_url())
        return super().post(request, *args, **kwargs)

    def get_title(self):
        return next(label for name, label in STEPS if name == self.step)

    @cached_property
    def rows(self) -> Rows:
        return Rows(self.object)

    @cached_property
    def last_step(self) -> ImportStep | None:
        """What the button «Undo» takes back."""
        return self.object.steps.defer("before").first()

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"last_step": self.last_step, "step_name": self.step, **kwargs})

    def read_again(self) -> None:
        """The import as it is now: after a change, and after a refusal."""
        for name in ("object", "rows", "last_step"):
            self.__dict__.pop(name, None)
