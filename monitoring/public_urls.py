"""What a participant opens by a link to a survey, without signing in: everything under /s/."""

from django.urls import path

from .views import survey_public

app_name = "survey"
urlpatterns = [
    path("thanks/", survey_public.ThanksView.as_view(), name="thanks"),
    path("<str:token>/", survey_public.FillView.as_view(), name="fill"),
]
