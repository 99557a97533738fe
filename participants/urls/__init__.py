"""Explicit lists, one module for each subject, all under /people/."""

from . import assessments, consents, desk, imports, partners, people, questionnaires, sharing, training

app_name = "participants"
urlpatterns = [
    *people.urlpatterns,
    *imports.urlpatterns,
    *consents.urlpatterns,
    *desk.urlpatterns,
    *partners.urlpatterns,
    *training.urlpatterns,
    *questionnaires.urlpatterns,
    *assessments.urlpatterns,
    *sharing.urlpatterns,
]
