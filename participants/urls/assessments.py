"""Assessments."""

from django.urls import path

from ..views import assessments

urlpatterns = [
    path("assessments/", assessments.AssessmentsView.as_view(), name="assessments"),
    path("assessments/grid/", assessments.GridView.as_view(), name="assessment_grid"),
    path("assessments/parameters/add/", assessments.ParameterAddView.as_view(), name="parameter_add"),
    path("assessments/parameters/ready/", assessments.ParametersReadyView.as_view(), name="parameters_ready"),
    path(
        "assessments/parameters/<int:pk>/switch/",
        assessments.ParameterSwitchView.as_view(),
        name="parameter_switch",
    ),
    path("participations/<int:pk>/assess/<slug:wave>/", assessments.AssessView.as_view(), name="assess"),
]
