"""Records that are probably of one human: the list, the two side by side, merged or told apart."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.views import ActionView, ObjectFormView, PageView

from ..forms.merging import MergeForm
from ..models import Person
from ..selectors.duplicates import probable_duplicates
from ..services import merging
from ..services.people import record_look
from .common import LookMixin, PersonMixin, bank_crumb

PAIRS_A_PAGE = 20
TITLE = gettext_lazy("Possible duplicates")


class DuplicatesView(PageView):
    permission_required = "participants.merge_people"
    template_name = "participants/duplicates.html"
    title = TITLE

    def get_breadcrumbs(self):
        return [bank_crumb()]

    def get_context_data(self, **kwargs):
        people = Person.objects.visible_to(self.request.user).kept()
        pages = Paginator(probable_duplicates(people), PAIRS_A_PAGE)
        page = pages.get_page(self.request.GET.get("page"))
        found = people.in_bulk([number for pair in page.object_list for number in pair])
        pairs = [(found[one], found[other]) for one, other in page.object_list]
        return super().get_context_data(page=page, pairs=pairs, **kwargs)


class TwoPeople(PersonMixin):
    """A page about two records: `pk` is kept, `other` goes into it."""

    permission_required = "participants.merge_people"

    @cached_property
    def other(self) -> Person:
        found = self.get_queryset().filter(pk=self.kwargs["other"]).exclude(pk=self.object.pk).first()
        if found is None:
            raise Http404
        return found

    def get_breadcrumbs(self):
        return [bank_crumb(), (TITLE, reverse("participants:duplicates"))]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{**kwargs, "other": self.other})


class MergeView(LookMixin, TwoPeople, ObjectFormView):
    """Field by field: which of the two is right."""

    template_name = "participants/merge.html"
    form_class = MergeForm
    title = gettext_lazy("One person in two records")
    submit = pgettext_lazy("records", "Merge")
    success_message = gettext_lazy("The records are merged.")

    def record_look(self) -> None:
        for person in (self.object, self.other):
            record_look(person, **self.clock())

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "keep": self.object, "lose": self.other}

    def get_context_data(self, **kwargs):
        consequences = [
            _("Participations, consents, representatives and everything else go over to the record that stays."),
            _("Where both records take part in one form, the two participations become one."),
            _("A representative whom both records name stands once, with the fuller name."),
            _("The other record leads here from now on. This cannot be taken back."),
        ]
        return super().get_context_data(consequences=consequences, **kwargs)

    def perform(self, form) -> None:
        merging.merge_people(self.object, self.other, draft=form.draft, seen=form.cleaned_data["seen"], **self.clock())

    def get_cancel_url(self) -> str:
        return reverse("participants:duplicates")


class TellApartView(TwoPeople, ActionView):
    title = gettext_lazy("Two different people?")
    submit = gettext_lazy("They are two different people")
    success_message = gettext_lazy("Remembered: these are two different people.")

    def get_context_data(self, **kwargs):
        text = _("«%(one)s» and «%(other)s» will no longer be offered for merging.")
        return super().get_context_data(text=text % {"one": self.object, "other": self.other}, **kwargs)

    def perform(self) -> None:
        merging.tell_apart(self.object, self.other, **self.clock())

    def get_success_url(self) -> str:
        return reverse("participants:duplicates")
