"""One include() per app."""

from allauth.account.decorators import reauthentication_required, secure_admin_login
from allauth.account.views import email
from allauth.usersessions.views import list_usersessions
from django.contrib import admin
from django.urls import include, path

from . import first_steps, health, home, metrics, search, status, staying
from .guide.views import GuideView, PartView

handler500 = "mentorship.trouble.server_error"

admin.autodiscover()
admin.site.login = secure_admin_login(admin.site.login)
to_look_at = reauthentication_required(allow_get=True)  # whoever changes something there proves once more who they are

urlpatterns = [
    path("", home.HomeView.as_view(), name="home"),
    path("search/", search.SearchView.as_view(), name="search"),
    path("first-steps/hide/", first_steps.HideFirstStepsView.as_view(), name="first_steps_hide"),
    path("help/", GuideView.as_view(), name="help"),
    path("help/<slug:part>/", PartView.as_view(), name="help_part"),
    path("status/", status.StatusView.as_view(), name="status"),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
    path("accounts/email/", to_look_at(email), name="account_email"),
    path("accounts/sessions/", to_look_at(list_usersessions), name="usersessions_list"),
    path("accounts/stay/", staying.StayView.as_view(), name="session_stay"),
    path("accounts/", include("allauth.urls")),
    path("organizations/", include("organizations.urls")),
    path("notifications/", include("notifications.urls")),
    path("orders/", include("orders.urls")),
    path("roadmaps/", include("roadmaps.urls")),
    path("people/", include("participants.urls")),
    path("pairs/", include("pairing.urls")),
    path("monitoring/", include("monitoring.urls")),
    path("questionnaire/", include("participants.urls.public")),
    path("m/", include("pairing.public_urls")),
    path("s/", include("monitoring.public_urls")),
    path("reports/", include("reports.urls")),
    path("admin/", admin.site.urls),
]
