"""One's own: which role one acts in, and the profile."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy

from core.views import SIGNED_IN, FormView, PageView, number_in

from ..forms import ProfileForm
from ..middleware import ACTING_KEY
from ..models import User
from ..services.people import save_profile


class SwitchView(PageView):
    """Takes another of one's own roles for this session."""

    permission_required = SIGNED_IN
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        own = request.user.memberships.current()
        membership = own.filter(pk=number_in(request.POST.get("membership"))).first()
        if membership is None:
            raise Http404
        request.session[ACTING_KEY] = membership.pk
        return redirect("home")


class ProfileView(FormView):
    permission_required = SIGNED_IN
    form_class = ProfileForm
    template_name = "organizations/profile.html"
    title = gettext_lazy("Profile")
    success_message = gettext_lazy("Saved.")

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "instance": User.objects.get(pk=self.request.user.pk)}

    def perform(self, form):
        save_profile(form.instance, **self.clock())

    def get_success_url(self):
        return self.request.path
