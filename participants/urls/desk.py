"""The personal-data desk."""

from django.urls import path

from ..views import desk, incidents

urlpatterns = [
    path("desk/", desk.RequestListView.as_view(), name="requests"),
    path("desk/<int:pk>/", desk.RequestView.as_view(), name="request"),
    path("desk/<int:pk>/extend/", desk.RequestExtendView.as_view(), name="request_extend"),
    path("desk/<int:pk>/block/", desk.RequestBlockView.as_view(), name="request_block"),
    path("desk/<int:pk>/answer/", desk.RequestAnswerView.as_view(), name="request_answer"),
    path("desk/<int:pk>/destroy/", desk.RequestDestroyView.as_view(), name="request_destroy"),
    path("desk/<int:pk>/notice/<slug:form>/", desk.RequestNoticeView.as_view(), name="request_notice"),
    path("desk/acts/", desk.ActListView.as_view(), name="acts"),
    path("desk/acts/<int:pk>/<slug:part>/", desk.ActFileView.as_view(), name="act_file"),
    path("desk/incidents/", incidents.IncidentListView.as_view(), name="incidents"),
    path("desk/incidents/add/", incidents.IncidentAddView.as_view(), name="incident_add"),
    path("desk/incidents/<int:pk>/", incidents.IncidentView.as_view(), name="incident"),
    path("desk/incidents/<int:pk>/edit/", incidents.IncidentEditView.as_view(), name="incident_edit"),
    path(
        "desk/incidents/<int:pk>/<slug:part>/<slug:form>/",
        incidents.IncidentNoticeView.as_view(),
        name="incident_notice",
    ),
    path("<int:pk>/requests/add/", desk.RequestAddView.as_view(), name="request_add"),
    path("<int:pk>/report/<slug:form>/", desk.AccessReportView.as_view(), name="access_report"),
]
