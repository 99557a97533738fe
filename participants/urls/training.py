"""The School of mentors."""

from django.urls import path

from ..views import attendance, training

urlpatterns = [
    path("courses/", training.CourseListView.as_view(), name="courses"),
    path("courses/add/", training.CourseAddView.as_view(), name="course_add"),
    path("courses/<int:pk>/", training.CourseView.as_view(), name="course"),
    path("courses/<int:pk>/edit/", training.CourseEditView.as_view(), name="course_edit"),
    path("courses/<int:pk>/delete/", training.CourseDeleteView.as_view(), name="course_delete"),
    path("courses/<int:pk>/programme/", training.CourseProgrammeView.as_view(), name="course_programme"),
    path("courses/<int:pk>/sessions/add/", training.SessionAddView.as_view(), name="session_add"),
    path("courses/<int:pk>/attendance/", attendance.AttendanceView.as_view(), name="attendance"),
    path("courses/<int:pk>/sheet/", attendance.AttendanceSheetView.as_view(), name="attendance_sheet"),
    path("courses/<int:pk>/issue/", training.CertificatesIssueView.as_view(), name="certificates_issue"),
    path("courses/<int:pk>/certificates/", training.CertificatesPrintView.as_view(), name="certificates_print"),
    path("sessions/<int:pk>/edit/", training.SessionEditView.as_view(), name="session_edit"),
    path("sessions/<int:pk>/delete/", training.SessionDeleteView.as_view(), name="session_delete"),
    path("certificates/<int:pk>/", attendance.CertificateView.as_view(), name="certificate"),
    path("certificates/<int:pk>/scan/", attendance.CertificateScanView.as_view(), name="certificate_scan"),
    path(
        "participations/<int:pk>/certificates/add/",
        attendance.CertificateAddView.as_view(),
        name="certificate_add",
    ),
]
