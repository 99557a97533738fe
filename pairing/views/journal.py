"""The journal of meetings as a paper: of one pair or of all, by a period."""

from django.contrib import messages
from django.http import HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.calendar import SchoolYear
from core.documents import LONGEST_PDF
from core.views import DetailView, PageView
from participants.views.papers import as_paper

from ..forms.meetings import PeriodForm
from ..models import Meeting, Pairing
from ..papers.journal import journal_document
from ..selectors.meetings import with_attendance, with_pair
from ..selectors.standing import BY_MENTOR
from .common import MEETINGS, PAIRS, PairMixin, crumb, record_leaving

FORMATS = ("pdf", "xlsx")


class JournalMixin:
    """A period is chosen, the paper answers: `?starts=…&ends=…&format=pdf`."""

    permission_required = "pairing.list_meetings"
    template_name = "pairing/meetings/journal.html"
    title = gettext_lazy("Journal of meetings")
    names_leave = True
    file_parameter = "format"
    pairing: Pairing | None = None

    @cached_property
    def form(self) -> PeriodForm:
        today = timezone.localdate()
        usual = {"starts": SchoolYear.of(today).starts, "ends": today}
        return PeriodForm(self.request.GET if "starts" in self.request.GET else usual)

    def get_meetings(self):
        raise NotImplementedError

    @cached_property
    def rows(self) -> list[Meeting]:
        period = (self.form.cleaned_data["starts"], self.form.cleaned_data["ends"])
        meetings = with_attendance(with_pair(self.get_meetings().held_between(*period), to_print=True))
        return list(meetings.order_by("held_on", *(f"pairing__{name}" for name in BY_MENTOR)))

    def get(self, request, *args, **kwargs) -> HttpResponse:
        wanted = request.GET.get("format")
        if not self.form.is_valid() or wanted not in FORMATS:
            return super().get(request, *args, **kwargs)
        if wanted == "pdf" and len(self.rows) > LONGEST_PDF:
            said = _("The journal has %(count)s rows: too long for PDF. Choose a shorter period or take XLSX.")
            messages.warning(request, said % {"count": len(self.rows)})
            return super().get(request, *args, **kwargs)
        pairs = Pairing.objects.filter(pk__in={row.pairing_id for row in self.rows})
        record_leaving(self, pairs, {"paper": "journal", "format": wanted})
        return as_paper(self.get_document(), wanted)

    def get_document(self):
        period = (self.form.cleaned_data["starts"], self.form.cleaned_data["ends"])
        organization = self.request.user.acting.organization
        return journal_document(self.rows, organization, pairing=self.pairing, period=period, at=timezone.localtime())

    def get_context_data(self, **kwargs):
        found = len(self.rows) if self.form.is_valid() else None
        return super().get_context_data(form=self.form, found=found, **kwargs)


class JournalView(JournalMixin, PageView):
    def get_breadcrumbs(self):
        return [crumb(PAIRS), crumb(MEETINGS)]

    def get_meetings(self):
        return Meeting.objects.visible_to(self.request.user)


class PairJournalView(PairMixin, JournalMixin, DetailView):
    @property
    def pairing(self) -> Pairing:
        return self.object

    def get_meetings(self):
        return Meeting.objects.filter(pairing=self.object)
