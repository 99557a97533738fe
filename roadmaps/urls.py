"""Explicit lists: first the plan, then its execution."""

from django.urls import path

from .views import execution

app_name = "roadmaps"

carried_out = [
    path("execution/", execution.ExecutionView.as_view(), name="execution"),
    path("activities/<int:pk>/", execution.ActivityView.as_view(), name="activity"),
    path("activities/<int:pk>/dates/", execution.ActivityDatesView.as_view(), name="activity_dates"),
    path("occurrences/<int:pk>/start/", execution.OccurrenceStartView.as_view(), name="occurrence_start"),
    path("occurrences/<int:pk>/done/", execution.OccurrenceDoneView.as_view(), name="occurrence_done"),
    path("occurrences/<int:pk>/waive/", execution.OccurrenceWaiveView.as_view(), name="occurrence_waive"),
    path("occurrences/<int:pk>/reopen/", execution.OccurrenceReopenView.as_view(), name="occurrence_reopen"),
    path("occurrences/<int:pk>/evidence/", execution.EvidenceAddView.as_view(), name="evidence_add"),
    path("evidence/<int:pk>/", execution.EvidenceDownloadView.as_view(), name="evidence_download"),
    path("evidence/<int:pk>/remove/", execution.EvidenceRemoveView.as_view(), name="evidence_remove"),
]

urlpatterns = [*carried_out]
