"""What a person opens by a personal link, without signing in."""

from django.urls import path

from ..views import questionnaires

app_name = "questionnaire"
urlpatterns = [
    path("thanks/", questionnaires.ThanksView.as_view(), name="thanks"),
    path("<str:token>/", questionnaires.FillView.as_view(), name="fill"),
]
