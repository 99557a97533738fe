"""Links to questionnaires, as the curator makes and revokes them."""

from django.urls import path

from ..views import questionnaires

urlpatterns = [
    path("participations/<int:pk>/questionnaire/", questionnaires.LinkMakeView.as_view(), name="questionnaire_link"),
    path("questionnaires/<int:pk>/revoke/", questionnaires.LinkRevokeView.as_view(), name="questionnaire_revoke"),
    path("chosen/questionnaires/", questionnaires.SlipsView.as_view(), name="questionnaire_slips"),
]
