"""The banks, the card of a person, programmes and what the bank is set up with."""

from django.urls import path

from ..views import banks, chosen, counts, duplicates, participations, people, programmes, reference

banks_on_screen = [
    path("", banks.MenteesView.as_view(), name="mentees"),
    path("mentors/", banks.MentorsView.as_view(), name="mentors"),
    path("chosen/programme/", banks.ChosenProgrammeView.as_view(), name="chosen_programme"),
    path("chosen/leave/", banks.ChosenLeaveView.as_view(), name="chosen_leave"),
    path("chosen/questionnaires/done/", chosen.ChosenQuestionnairesView.as_view(), name="chosen_questionnaires"),
    path("counts/", counts.CountsView.as_view(), name="counts"),
]
cards = [
    path("add/<slug:role>/", people.PersonAddView.as_view(), name="person_add"),
    path("<int:pk>/", people.PersonView.as_view(), name="person"),
    path("<int:pk>/history/", people.PersonHistoryView.as_view(), name="person_history"),
    path("<int:pk>/edit/", people.PersonEditView.as_view(), name="person_edit"),
    path("<int:pk>/archive/", people.PersonArchiveView.as_view(), name="person_archive"),
    path("<int:pk>/restore/", people.PersonRestoreView.as_view(), name="person_restore"),
    path("<int:pk>/representatives/add/", people.RepresentativeAddView.as_view(), name="representative_add"),
    path("representatives/<int:pk>/edit/", people.RepresentativeEditView.as_view(), name="representative_edit"),
    path("representatives/<int:pk>/delete/", people.RepresentativeDeleteView.as_view(), name="representative_delete"),
    path("<int:pk>/roles/<slug:role>/", participations.ParticipationAddView.as_view(), name="participation_add"),
    path("participations/<int:pk>/edit/", participations.ParticipationEditView.as_view(), name="participation_edit"),
    path(
        "participations/<int:pk>/leave/", participations.ParticipationLeaveView.as_view(), name="participation_leave"
    ),
    path(
        "participations/<int:pk>/return/",
        participations.ParticipationReturnView.as_view(),
        name="participation_return",
    ),
]
doubled = [
    path("duplicates/", duplicates.DuplicatesView.as_view(), name="duplicates"),
    path("<int:pk>/merge/<int:other>/", duplicates.MergeView.as_view(), name="merge"),
    path("<int:pk>/apart/<int:other>/", duplicates.TellApartView.as_view(), name="tell_apart"),
]
set_up = [
    path("programmes/", programmes.ProgrammeListView.as_view(), name="programmes"),
    path("programmes/add/", programmes.ProgrammeAddView.as_view(), name="programme_add"),
    path("programmes/<int:pk>/", programmes.ProgrammeView.as_view(), name="programme"),
    path("programmes/<int:pk>/edit/", programmes.ProgrammeEditView.as_view(), name="programme_edit"),
    path("programmes/<int:pk>/close/", programmes.ProgrammeCloseView.as_view(), name="programme_close"),
    path("programmes/<int:pk>/reopen/", programmes.ProgrammeReopenView.as_view(), name="programme_reopen"),
    path("programmes/<int:pk>/text/", programmes.ProgrammeDownloadView.as_view(), name="programme_text"),
    path("reference/", reference.ReferenceView.as_view(), name="reference"),
    path("reference/forms/add/", reference.FormAddView.as_view(), name="form_add"),
    path("reference/forms/<int:pk>/hide/", reference.FormHideView.as_view(), name="form_hide"),
    path("reference/topics/add/", reference.TopicAddView.as_view(), name="topic_add"),
    path("reference/topics/<int:pk>/hide/", reference.TopicHideView.as_view(), name="topic_hide"),
    path("target-groups/", counts.TargetGroupsView.as_view(), name="target_groups"),
    path("settings/", reference.SettingsView.as_view(), name="settings"),
]

urlpatterns = [*banks_on_screen, *cards, *doubled, *set_up]
