"""Blanks of consents to be signed: of one person, of a class, of a selection; texts of consents and their versions."""

from copy import copy

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.views import DetailView, FormView, PageView, number_in

from ..forms.consents import BlanksForm, TextForm
from ..models import Consent, ConsentText, Participation, Person
from ..models.consents import ConsentKind
from ..papers.consent_blank import Blank, blanks_document
from ..papers.consent_wording import FILE_NAMES
from ..selectors.blocking import is_blocked
from ..selectors.consents import classes_of, papers_to_sign, texts_in_use
from ..selectors.settings import settings_of
from ..services.consent_texts import add_text
from ..services.consents import expected_signer
from ..services.printing import record_printing
from .common import PersonMixin
from .consents import TITLE
from .papers import as_paper

MOST_PEOPLE = {"pdf": 100, "docx": 300}  # in one file: thirty sheets of PDF take two to three seconds
TEXTS_TITLE = gettext_lazy("Texts of consents")


class ConsentBlankView(PersonMixin, DetailView):
    """One blank of one person."""

    permission_required = "participants.print_consents"

    def get(self, request, *args, kind: str, form: str, **kwargs) -> HttpResponse:
        person, clock = self.object, self.clock()
        if is_blocked(person):
            raise Http404
        text = texts_in_use(person.organization).get(kind)
        if text is None or kind == ConsentKind.MENTOR_DUTY and person.kind != Person.Kind.EMPLOYEE:
            raise Http404
        blank = filled(person, text, on=clock["at"].date())
        name = f"{FILE_NAMES[ConsentKind(kind)]} № {person.pk}"
        document = blanks_document([blank], settings_of(person.organization), name=name, at=clock["at"])
        response = as_paper(document, form)
        record_printing([person], kinds=[kind], organization=person.organization, **clock)
        return response


class ConsentBlanksView(PageView):
    """Many blanks in one file; the chosen ones come from a bank as `?pk=1&pk=2`, the rest of the form by GET too."""

    permission_required = "participants.print_consents"
    template_name = "participants/consent_blanks.html"
    title = gettext_lazy("Print blanks of consents")
    names_leave = True
    file_parameter = "format"

    def get_breadcrumbs(self):
        return [(TITLE, reverse("participants:consents"))]

    @cached_property
    def numbers(self) -> set[int]:
        return {number_in(value) for value in self.request.GET.getlist("pk")[: MOST_PEOPLE["docx"]]} - {None}

    def get(self, request, *args, **kwargs) -> HttpResponse:
        asked = "format" in request.GET
        texts = texts_in_use(request.user.acting.organization)
        self.form = BlanksForm(
            request.GET if asked else None, groups=classes_of(request.user), texts=texts, chosen=bool(self.numbers)
        )
        if asked and self.form.is_valid():
            return self.print(self.form.cleaned_data, texts)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        operator = settings_of(self.request.user.acting.organization)
        return super().get_context_data(
            form=self.form,
            numbers=sorted(self.numbers),
            without_requisites=not (operator.operator_address and operator.operator_inn and operator.operator_ogrn),
            most=MOST_PEOPLE,
            **kwargs,
        )

    def print(self, wanted: dict, texts: dict[str, ConsentText]) -> HttpResponse:
        organization, clock = self.request.user.acting.organization, self.clock()
        today = clock["at"].date()
        rows = Participation.objects.visible_to(self.request.user).kept()
        if self.numbers:
            rows = rows.filter(pk__in=self.numbers)
        elif wanted["group"]:
            rows = rows.filter(person__class_group=wanted["group"])
        papers = papers_to_sign(rows, wanted["kinds"], only_missing=wanted["missing"], on=today)
        refusal = self.refusal(len(papers), wanted["format"])
        if refusal:
            messages.warning(self.request, refusal)
            return super().get(self.request)
        blanks = [filled(person, texts[kind], on=today) for person, kinds in papers for kind in kinds]
        name = " ".join(filter(None, (_("Consents"), wanted.get("group"), f"{today:%d.%m.%Y}")))
        how = {"name": name, "at": clock["at"], "two_sided": wanted["two_sided"]}
        document = blanks_document(blanks, settings_of(organization), **how)
        people = [person for person, _kinds in papers]
        record_printing(people, kinds=wanted["kinds"], organization=organization, **clock)
        return as_paper(document, wanted["format"])

    def refusal(self, number: int, format: str) -> str:
        if not number:
            return _("There is nobody to print for: everybody here has these consents.")
        if number > MOST_PEOPLE[format]:
            said = _("Too many for one file: %(number)s people. Choose a class, or DOCX (up to %(most)s).")
            return said % {"number": number, "most": MOST_PEOPLE["docx"]}
        return ""


def filled(person: Person, text: ConsentText, *, on) -> Blank:
    signer = expected_signer(person, text.kind, on)
    representative = None
    if signer != Consent.Signer.SELF:
        representative = next(iter(person.representatives.all()), None)
    return Blank(text, signer, person, representative)


class TextsView(PageView):
    """The texts that the institution gives to sign, and its earlier ones."""

    permission_required = "participants.list_consents"
    template_name = "participants/consent_texts.html"
    title = TEXTS_TITLE

    def get_breadcrumbs(self):
        return [(TITLE, reverse("participants:consents"))]

    def get_context_data(self, **kwargs):
        organization = self.request.user.acting.organization
        in_use = texts_in_use(organization)
        earlier = ConsentText.objects.filter(organization=organization, is_active=False)
        texts = [(kind, in_use[kind], [text for text in earlier if text.kind == kind]) for kind in ConsentKind]
        return super().get_context_data(texts=texts, signers=Consent.Signer.choices, **kwargs)


class TextMixin(PageView):
    """A text of the institution's or one in use there, by its number."""

    @cached_property
    def text(self) -> ConsentText:
        organization = self.request.user.acting.organization
        found = ConsentText.objects.usable_in(organization) | ConsentText.objects.filter(organization=organization)
        text = found.filter(pk=self.kwargs["pk"]).first()
        if text is None:
            raise Http404
        return text


class TextSampleView(TextMixin):
    """The blank of a text with nobody's data in it."""

    permission_required = "participants.list_consents"

    def get(self, request, *args, signer: str, form: str, **kwargs) -> HttpResponse:
        self_only = self.text.kind == ConsentKind.MENTOR_DUTY
        if signer not in Consent.Signer.values or self_only and signer != Consent.Signer.SELF:
            raise Http404
        name = _("%(consent)s (empty blank)") % {"consent": FILE_NAMES[ConsentKind(self.text.kind)]}
        operator = settings_of(request.user.acting.organization)
        return as_paper(blanks_document([Blank(self.text, signer)], operator, name=name, at=self.clock()["at"]), form)


class TextAddView(FormView):
    """The next version of a text, begun from the one in use."""

    permission_required = "participants.change_consent_texts"
    form_class = TextForm
    title = gettext_lazy("New version of the text")
    submit = gettext_lazy("Put into use")
    success_message = gettext_lazy("The new version is in use; consents that were signed keep theirs.")

    def get_breadcrumbs(self):
        return [(TITLE, reverse("participants:consents")), (TEXTS_TITLE, self.get_success_url())]

    @cached_property
    def text(self) -> ConsentText:
        text = texts_in_use(self.request.user.acting.organization).get(self.kwargs["kind"])
        if text is None:
            raise Http404
        return text

    def get_title(self):
        return f"{self.title}: {self.text.get_kind_display()}"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": copy(self.text)}

    def perform(self, form) -> ConsentText:
        return add_text(form.instance, organization=self.request.user.acting.organization, **self.clock())

    def get_success_url(self) -> str:
        return reverse("participants:consent_texts")

    def get_cancel_url(self) -> str:
        return self.get_success_url()
