"""Explicit lists: the plan, the way from a document to it, its execution."""

from django.urls import path

from .views import activities, approval, copies, execution, models, occurrences, on_paper, papers, roadmaps, sections
from .views.imports import columns, placing, rows, saving, starting

app_name = "roadmaps"

planned = [
    path("", roadmaps.RoadmapListView.as_view(), name="list"),
    path("new/", roadmaps.RoadmapCreateView.as_view(), name="create"),
    path("<int:pk>/", roadmaps.RoadmapDetailView.as_view(), name="detail"),
    path("<int:pk>/edit/", roadmaps.RoadmapEditView.as_view(), name="edit"),
    path("<int:pk>/copy/", copies.RoadmapCopyView.as_view(), name="copy"),
    path("<int:pk>/adopt/", copies.RoadmapAdoptView.as_view(), name="adopt"),
    path("<int:pk>/renumber/", roadmaps.RoadmapRenumberView.as_view(), name="renumber"),
    path("<int:pk>/delete/", roadmaps.RoadmapDeleteView.as_view(), name="delete"),
    path("<int:pk>/new-version/", roadmaps.RoadmapNewVersionView.as_view(), name="new_version"),
    path("<int:pk>/diff/", roadmaps.RoadmapDiffView.as_view(), name="diff"),
    path("<int:pk>/paper/<slug:form>/", papers.RoadmapPaperView.as_view(), name="paper"),
    # the way to approval
    path("<int:pk>/submit/", approval.RoadmapSubmitView.as_view(), name="submit"),
    path("<int:pk>/withdraw/", approval.RoadmapWithdrawView.as_view(), name="withdraw"),
    path("<int:pk>/review/", approval.RoadmapReviewView.as_view(), name="review"),
    path("<int:pk>/approve/", approval.RoadmapApproveView.as_view(), name="approve"),
    path("<int:pk>/on-paper/", on_paper.RoadmapOnPaperView.as_view(), name="on_paper"),
    path("<int:pk>/return/", approval.RoadmapReturnView.as_view(), name="return"),
    path("<int:pk>/archive/", approval.RoadmapArchiveView.as_view(), name="archive"),
    # rows of a draft
    path("<int:pk>/sections/add/", sections.SectionAddView.as_view(), name="section_add"),
    path("sections/<int:pk>/edit/", sections.SectionEditView.as_view(), name="section_edit"),
    path("sections/<int:pk>/move/", sections.SectionMoveView.as_view(), name="section_move"),
    path("sections/<int:pk>/delete/", sections.SectionDeleteView.as_view(), name="section_delete"),
    path("sections/<int:pk>/activities/add/", activities.ActivityAddView.as_view(), name="activity_add"),
    path("activities/<int:pk>/edit/", activities.ActivityEditView.as_view(), name="activity_edit"),
    path("activities/<int:pk>/move/", activities.ActivityMoveView.as_view(), name="activity_move"),
    path("activities/<int:pk>/copy/", activities.ActivityCopyView.as_view(), name="activity_copy"),
    path("activities/<int:pk>/delete/", activities.ActivityDeleteView.as_view(), name="activity_delete"),
    path("<int:pk>/deadline/", activities.DeadlineReadingView.as_view(), name="deadline_reading"),
    path("<int:pk>/responsible/", activities.ResponsibleReadingView.as_view(), name="responsible_reading"),
]
adopted = [
    path("models/", models.ModelListView.as_view(), name="models"),
    path("models/<slug:code>/", models.ModelDetailView.as_view(), name="model"),
    path("models/<slug:code>/adopt/", models.ModelAdoptView.as_view(), name="model_adopt"),
    path("models/<slug:code>/institutions/", models.ModelCascadeView.as_view(), name="model_cascade"),
    path("<int:pk>/publish/", models.RoadmapPublishView.as_view(), name="publish"),
    path("<int:pk>/unpublish/", models.RoadmapUnpublishView.as_view(), name="unpublish"),
    path("<int:pk>/institutions/", models.RoadmapCascadeView.as_view(), name="cascade"),
    path("<int:pk>/origin/", models.RoadmapOriginView.as_view(), name="origin"),
]
imported = [
    path("import/", starting.ImportStartView.as_view(), name="import_start"),
    path("import/<int:pk>/", starting.ImportView.as_view(), name="import"),
    path("import/<int:pk>/abandon/", starting.ImportAbandonView.as_view(), name="import_abandon"),
    path("import/<int:pk>/document/", starting.ImportSourceView.as_view(), name="import_source"),
    path("import/<int:pk>/columns/", columns.ImportColumnsView.as_view(), name="import_columns"),
    path("import/<int:pk>/rows/", rows.ImportRowsView.as_view(), name="import_rows"),
    path("import/<int:pk>/rows/<int:row>/", rows.ImportRowView.as_view(), name="import_row"),
    path("import/<int:pk>/rows/<int:row>/settle/", rows.RowSettleView.as_view(), name="import_row_settle"),
    path("import/<int:pk>/rows/<int:row>/remove/", rows.RowRemoveView.as_view(), name="import_row_remove"),
    path("import/<int:pk>/rows/<int:row>/restore/", rows.RowRestoreView.as_view(), name="import_row_restore"),
    path("import/<int:pk>/rows/<int:row>/turn/", rows.RowTurnView.as_view(), name="import_row_turn"),
    path("import/<int:pk>/rows/<int:row>/merge/", rows.RowMergeView.as_view(), name="import_row_merge"),
    path("import/<int:pk>/left/<int:record>/", placing.ImportPlaceView.as_view(), name="import_place"),
    path("import/<int:pk>/deadline/", rows.ImportDeadlineView.as_view(), name="import_deadline"),
    path("import/<int:pk>/undo/", rows.ImportUndoView.as_view(), name="import_undo"),
    path("import/<int:pk>/check/", saving.ImportCheckView.as_view(), name="import_check"),
]
carried_out = [
    path("execution/", execution.ExecutionView.as_view(), name="execution"),
    path("overdue/", execution.OverdueView.as_view(), name="overdue"),
    path("<int:pk>/close-past/", on_paper.RoadmapClosePastView.as_view(), name="close_past"),
    path("activities/<int:pk>/", execution.ActivityView.as_view(), name="activity"),
    path("activities/<int:pk>/dates/", execution.ActivityDatesView.as_view(), name="activity_dates"),
    path("activities/<int:pk>/events/", execution.ActivityEventsView.as_view(), name="activity_events"),
    path("activities/<int:pk>/counting/", execution.ActivityCountingView.as_view(), name="activity_counting"),
    path("occurrences/<int:pk>/start/", occurrences.OccurrenceStartView.as_view(), name="occurrence_start"),
    path("occurrences/<int:pk>/done/", occurrences.OccurrenceDoneView.as_view(), name="occurrence_done"),
    path("occurrences/<int:pk>/waive/", occurrences.OccurrenceWaiveView.as_view(), name="occurrence_waive"),
    path("occurrences/<int:pk>/reopen/", occurrences.OccurrenceReopenView.as_view(), name="occurrence_reopen"),
    path("occurrences/<int:pk>/calendar/", occurrences.OccurrenceCalendarView.as_view(), name="occurrence_calendar"),
    path("occurrences/<int:pk>/evidence/", occurrences.EvidenceAddView.as_view(), name="evidence_add"),
    path("evidence/<int:pk>/", occurrences.EvidenceDownloadView.as_view(), name="evidence_download"),
    path("evidence/<int:pk>/remove/", occurrences.EvidenceRemoveView.as_view(), name="evidence_remove"),
]

urlpatterns = [*planned, *adopted, *imported, *carried_out]
