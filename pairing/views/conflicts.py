"""Taking back the mark that two did not get along: that of a whole pair, or of one who left a group."""

from django.utils.translation import gettext_lazy as _

from core.views import ObjectFormView

from ..forms.pairs import LiftConflictForm
from ..models import PairChange
from ..services.conflicts import lift_conflict
from .common import MembershipMixin, WithinPair, named


class ConflictLiftView(ObjectFormView):
    permission_required = "pairing.change_pair"
    template_name = "pairing/reason.html"
    form_class = LiftConflictForm
    title = _("May they be paired again?")
    submit = _("Take the mark back")
    success_message = _("The mark is taken back: matching no longer keeps them apart.")

    def get_context_data(self, **kwargs):
        consequences = [_("The order and the reason stay as they are; only the mark «did not get along» goes.")]
        return super().get_context_data(text=self.whom, consequences=consequences, **kwargs)

    def perform(self, form) -> None:
        lift_conflict(self.object, why=form.cleaned_data["why"], **self.clock())


class PairConflictLiftView(WithinPair, ConflictLiftView):
    model = PairChange

    @property
    def whom(self) -> str:
        return named(self.object.pairing)

    def get_queryset(self):
        return super().get_queryset().select_related("pairing__organization")


class MemberConflictLiftView(MembershipMixin, ConflictLiftView):
    @property
    def whom(self) -> str:
        return str(self.object.mentee.person)
