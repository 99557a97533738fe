"""The base views. One class, one URL, one verb; rights, tenancy and htmx are held here once.

Every view names its `permission_required`; without it `as_view()` refuses, so no page can be routed unprotected.
Rows come from `model.objects.visible_to(user)`: another organisation's row answers 404, one's own row without the
right 403.
"""

from copy import copy
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from django.views.generic.edit import FormMixin
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from .errors import Refused
from .files import attachment
from .forms import ComparedForm
from .leaving import hindrance
from .listing import PARAMETER, DownloadableMixin, SavedViewsMixin
from .models import StoredFile
from .revisions import StaleRevision

PUBLIC = "core.anyone"  # the few pages that need no sign-in
SIGNED_IN = "core.signed_in"
SENT_TOO_LATE = _("Nothing was saved: the sign-in had ended. Sign in and enter it again.")


class GuardedMixin:
    """Asks for sign-in, then for `permission_required` on the object (or on nothing, for lists and pages)."""

    permission_required: str
    model: type[models.Model] | None = None
    partial_template_name: str = ""
    title: str | Promise = ""
    names_leave = False  # answers with a file that holds names of people (core/leaving.py)
    file_parameter = ""  # ... only with this parameter in the address, otherwise with a page

    @classmethod
    def as_view(cls, **initkwargs):
        if not getattr(cls, "permission_required", None):
            raise ImproperlyConfigured(f"{cls.__name__} names no permission_required.")
        return super().as_view(**initkwargs)

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.permission_required != PUBLIC:
            if not request.user.is_authenticated:
                if request.method == "POST":
                    messages.warning(request, SENT_TOO_LATE)
                return redirect_to_login(request.get_full_path())
            if not request.user.has_perm(self.permission_required, self.get_permission_object()):
                raise PermissionDenied
            if self.names_leave and self.is_file_wanted() and (instead := hindrance(request)):
                return instead
        return super().dispatch(request, *args, **kwargs)

    def is_file_wanted(self) -> bool:
        return not self.file_parameter or self.file_parameter in self.request.GET

    def get_permission_object(self) -> models.Model | None:
        """The row the right is asked for; none for pages that concern no row."""
        return None

    def get_title(self) -> str | Promise:
        """The heading of the page."""
        return self.title

    def get_breadcrumbs(self) -> list[tuple[str | Promise, str]]:
        """The way to this page as (label, url); the page itself is not in it."""
        return []

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        return super().get_context_data(**{"title": self.get_title(), "breadcrumbs": self.get_breadcrumbs(), **kwargs})

    def clock(self) -> dict[str, Any]:
        """Who acts and when, as every service wants it: the only place of a view where the time is read."""
        return {"by": self.request.user, "at": timezone.localtime()}

    def get_template_names(self) -> list[str]:
        if self.partial_template_name and self.request.htmx and not self.request.htmx.boosted:
            return [self.partial_template_name]
        return super().get_template_names()


class ObjectMixin(GuardedMixin):
    """A page about one visible row: `self.object`, found by `pk`, the right asked for it."""

    queryset: models.QuerySet | None = None
    pk_url_kwarg = "pk"
    context_object_name = ""

    def get_queryset(self) -> models.QuerySet:
        return self.model.objects.visible_to(self.request.user)

    @cached_property
    def object(self) -> models.Model:
        found = self.get_queryset().filter(pk=self.kwargs[self.pk_url_kwarg]).first()
        if found is None:
            raise Http404
        return found

    def get_permission_object(self) -> models.Model | None:
        return self.object

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        name = self.context_object_name or self.model._meta.model_name
        return super().get_context_data(**{name: self.object, "object": self.object, **kwargs})


class PageView(GuardedMixin, TemplateView):
    """A page that concerns no single row."""


class Pages(Paginator):
    """Pages of a bearable length: tables take it from the URL, where it may be less than one or enormous."""

    LONGEST = 100

    def __init__(self, rows, per_page: int, **kwargs):
        super().__init__(rows, min(max(per_page, 1), self.LONGEST), **kwargs)


class ListView(GuardedMixin, DownloadableMixin, SavedViewsMixin, SingleTableMixin, FilterView):
    """Visible rows as a table (`table_class`) with filters in the URL (`filterset_class`); also as XLSX and PDF.

    A person may keep the filters under a name.
    """

    paginator_class = Pages
    file_parameter = PARAMETER

    table_pagination = {"per_page": 25}  # the table's own pages: a wrong number in the URL shows the nearest one
    strict = False

    def get_queryset(self) -> models.QuerySet:
        return self.model.objects.visible_to(self.request.user)

    def get_table_kwargs(self) -> dict[str, Any]:
        return {"empty_text": ""}


class DetailView(ObjectMixin, TemplateView):
    """One visible row."""


class FormView(GuardedMixin, FormMixin, TemplateView):
    """A form whose POST makes one service call: `perform(form)`; what the service refuses is said above the fields."""

    template_name = "form.html"
    submit: str | Promise = _("Save")
    success_message: str | Promise = ""

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        return super().get_context_data(**{"submit": self.submit, "cancel_url": self.get_cancel_url(), **kwargs})

    def is_file_wanted(self) -> bool:
        """The form is a page; what is sent is answered with the file."""
        return self.request.method == "POST"

    def get_cancel_url(self) -> str:
        """Where «Отмена» leads; without an address there is no such button."""
        return ""

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = self.get_form()
        if not form.is_valid():
            return self.form_invalid(form)
        try:
            if isinstance(form, ComparedForm):
                form.check_unchanged()
            self.result = self.perform(form)
        except StaleRevision as conflict:
            self.read_again()
            form.add_error(None, str(conflict))
            form.catch_up(conflict.current)
            return self.render_to_response(self.get_context_data(form=form, current=conflict.current))
        except Refused as refusal:
            self.read_again()
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        if self.success_message:
            messages.success(request, self.success_message)
        return self.form_valid(form)

    def read_again(self) -> None:
        """After a refusal: a service may have changed the object in memory before its transaction was undone."""
        self.__dict__.pop("object", None)

    def perform(self, form) -> Any:
        """The one service call. Raises Refused with words for the person."""
        raise NotImplementedError

    def form_valid(self, form) -> HttpResponse:
        return go_to(self.request, self.get_success_url())


class ObjectFormView(ObjectMixin, FormView):
    """A form about one visible row."""

    def get_success_url(self) -> str:
        return self.object.get_absolute_url()

    def get_cancel_url(self) -> str:
        return self.get_success_url()


class EditView(ObjectFormView):
    """A model form over one visible row. The form works on a copy, so that the page still shows the row as it is."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "instance": copy(self.object)}


class ActionView(ObjectMixin, TemplateView):
    """One verb on one row. GET asks for confirmation, POST makes one service call: `perform()`."""

    template_name = "confirm.html"
    submit: str | Promise = _("Confirm")
    success_message: str | Promise = ""

    def get_context_data(self, **kwargs) -> dict[str, Any]:
        return super().get_context_data(**{"submit": self.submit, "cancel_url": self.get_success_url(), **kwargs})

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            self.result = self.perform()
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            if self.success_message:
                messages.success(request, self.success_message)
        return go_to(request, self.get_success_url())

    def perform(self) -> Any:
        """The one service call. Raises Refused with words for the person."""
        raise NotImplementedError

    def get_success_url(self) -> str:
        return self.object.get_absolute_url()


class DownloadView(ObjectMixin, TemplateView):
    """Gives a stored file out as an attachment, after the check of the right to the row it belongs to."""

    def get_file(self) -> StoredFile:
        raise NotImplementedError

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return attachment(self.get_file())


def go_to(request: HttpRequest, url: str) -> HttpResponse:
    """A redirect that a browser and htmx both follow as a whole page."""
    if request.htmx:
        response = HttpResponse(status=204)
        response["HX-Redirect"] = url
        return response
    return redirect(url)


def back_to(name: str, *args, anchor: str = "") -> str:
    """The URL of a named page, with an anchor to the row that was changed."""
    return reverse(name, args=args) + (f"#{anchor}" if anchor else "")


def words_in(request: HttpRequest, name: str, length: int = 100) -> str:
    """The words that a parameter of the address holds, in as much as a person could have typed them."""
    return request.GET.get(name, "").replace("\0", "").strip()[:length]


def number_in(value: str | None) -> int | None:
    """The row number that a parameter holds; None for anything that is not one."""
    return int(value) if value and value.isdecimal() and len(value) < 19 else None
