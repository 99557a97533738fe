"""Uploads of a bank and the official tables."""

from django.urls import path

from ..views import exports, imports

urlpatterns = [
    path("imports/", imports.ImportsView.as_view(), name="imports"),
    path("imports/begin/", imports.ImportBeginView.as_view(), name="import_begin"),
    path("imports/<int:pk>/", imports.ImportView.as_view(), name="import_rows"),
    path("imports/<int:pk>/columns/", imports.ImportColumnsView.as_view(), name="import_columns"),
    path("imports/<int:pk>/accept/", imports.ImportAcceptView.as_view(), name="import_accept"),
    path("imports/<int:pk>/undo/", imports.ImportUndoView.as_view(), name="import_undo"),
    path("imports/<int:pk>/delete/", imports.ImportAbandonView.as_view(), name="import_abandon"),
    path("imports/<int:pk>/decide/", imports.ImportDecideAllView.as_view(), name="import_decide_all"),
    path("imports/<int:pk>/rejected/", exports.ImportRejectedView.as_view(), name="import_rejected"),
    path("imports/rows/<int:pk>/", imports.ImportRowView.as_view(), name="import_row"),
    path("imports/rows/<int:pk>/decide/", imports.ImportDecideView.as_view(), name="import_decide"),
    path("tables/", exports.ExportView.as_view(), name="export"),
    path("tables/<slug:role>/", exports.OfficialTableView.as_view(), name="official_table"),
    path("tables/<slug:role>/columns/", exports.TableColumnsView.as_view(), name="table_columns"),
]
