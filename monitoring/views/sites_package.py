"""The package for the site: what may be published, what not and why; taken as a ZIP."""

from io import BytesIO

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.files import as_download
from core.throttling import within_limit
from core.views import FormView

from ..forms.sites import PackageForm
from ..services import publishing
from .common import crumb
from .sites import OWN

TOO_OFTEN = _("The package was taken many times just now. Try again in a minute.")


class PackageView(FormView):
    """Papers without names are ticked; those with words that look like names wait for a person to look.

    Figures are those that the worker has counted last: nothing is counted anew for a paper that is read for months.
    """

    permission_required = "monitoring.publish_acts"
    form_class = PackageForm
    template_name = "monitoring/sites/package.html"
    title = _("Package for the site")
    submit = _("Download ZIP")

    @cached_property
    def papers(self) -> list[publishing.Paper]:
        return publishing.papers_for(self.request.user.acting.organization, at=timezone.localtime())

    def get_breadcrumbs(self):
        return [crumb(OWN)]

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "papers": self.papers}

    def get_context_data(self, **kwargs):
        own = self.request.user.acting.organization
        without = publishing.left_out(own, at=timezone.localtime())
        doubtful = [each for each in self.papers if each.names]
        return super().get_context_data(left_out=without, doubtful=doubtful, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if within_limit(request, "site_package", key=str(request.user.pk)):
            return super().post(request, *args, **kwargs)
        form = self.get_form()
        form.add_error(None, TOO_OFTEN)
        return self.render_to_response(self.get_context_data(form=form), status=429)

    def perform(self, form) -> bytes:
        own = self.request.user.acting.organization
        chosen = [each for each in self.papers if each.code in form.cleaned_data["papers"]]
        return publishing.take_package(own, included=chosen, **self.clock())

    def form_valid(self, form) -> HttpResponse:
        own = self.request.user.acting.organization.short_name.replace("/", "-")
        name = f"Пакет для сайта {own} {timezone.localdate():%d.%m.%Y}.zip"
        return as_download(BytesIO(self.result), name=name, content_type="application/zip")
