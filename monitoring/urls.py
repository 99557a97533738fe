"""Everything under /monitoring/."""

from django.urls import path

from .views import periods, submissions

app_name = "monitoring"

asked = [
    path("", periods.PeriodListView.as_view(), name="periods"),
    path("periods/add/", periods.PeriodAddView.as_view(), name="period_add"),
    path("periods/<int:pk>/", periods.PeriodView.as_view(), name="period"),
    path("periods/<int:pk>/begin/", periods.SubmissionBeginView.as_view(), name="submission_begin"),
    path("periods/<int:pk>/open-for/<int:other>/", periods.PeriodExtendView.as_view(), name="period_extend"),
]
answered = [
    path("submissions/<int:pk>/", submissions.SubmissionView.as_view(), name="submission"),
    path("submissions/<int:pk>/figures/", submissions.FiguresView.as_view(), name="figures"),
    path("submissions/<int:pk>/count/", submissions.CountAgainView.as_view(), name="submission_count"),
    path("submissions/<int:pk>/send/", submissions.SendView.as_view(), name="submission_send"),
    path("submissions/<int:pk>/take-back/", submissions.TakeBackView.as_view(), name="submission_take_back"),
    path("submissions/<int:pk>/sign/", submissions.SignView.as_view(), name="submission_sign"),
    path("submissions/<int:pk>/accept/", submissions.AcceptView.as_view(), name="submission_accept"),
    path("submissions/<int:pk>/return/", submissions.ReturnView.as_view(), name="submission_return"),
    path("submissions/<int:pk>/correct/", submissions.CorrectView.as_view(), name="submission_correct"),
    path("remarks/<int:pk>/answer/", submissions.AnswerRemarkView.as_view(), name="remark_answer"),
]

urlpatterns = [*asked, *answered]
