from django.urls import path

from . import views

app_name = "reports"
urlpatterns = [
    path("", views.ReportListView.as_view(), name="list"),
    path("ask/", views.AskView.as_view(), name="ask"),
    path("<int:pk>/", views.RunView.as_view(), name="run"),
    path("<int:pk>/download/", views.RunDownloadView.as_view(), name="download"),
]
