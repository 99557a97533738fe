"""Everything under /pairs/."""

from django.urls import path

from .views import (
    awards,
    cases,
    closing,
    counts,
    events,
    journal,
    links,
    meetings,
    orders,
    pair_meetings,
    pairs,
    roll_over,
    rounds,
    wishes,
    year_classes,
    year_pairs,
)

app_name = "pairing"

pairs_and_groups = [
    path("", pairs.PairListView.as_view(), name="pairs"),
    path("add/", pairs.PairAddView.as_view(), name="pair_add"),
    path("<int:pk>/", pairs.PairView.as_view(), name="pair"),
    path("<int:pk>/edit/", pairs.PairEditView.as_view(), name="pair_edit"),
    path("<int:pk>/discard/", pairs.PairDiscardView.as_view(), name="pair_discard"),
    path("<int:pk>/join/", pairs.MemberAddView.as_view(), name="member_add"),
    path("members/<int:pk>/leave/", pairs.MemberLeaveView.as_view(), name="member_leave"),
    path("counts/", counts.CountsView.as_view(), name="counts"),
]
orders_over_pairs = [
    path("order/", orders.AssignView.as_view(), name="assign"),
    path("order/draft/", orders.AssignDraftView.as_view(), name="assign_draft"),
    path("order/<int:pk>/release/", orders.ReleaseView.as_view(), name="release"),
    path("<int:pk>/replace/", orders.PairReplaceView.as_view(), name="pair_replace"),
    path("<int:pk>/end/", orders.PairEndView.as_view(), name="pair_end"),
    path("extend/", orders.PairsExtendView.as_view(), name="pairs_extend"),
    path("complete/", orders.PairsCompleteView.as_view(), name="pairs_complete"),
]
matching = [
    path("matching/", rounds.RoundListView.as_view(), name="rounds"),
    path("matching/add/", rounds.RoundAddView.as_view(), name="round_add"),
    path("matching/<int:pk>/", rounds.RoundView.as_view(), name="round"),
    path("matching/<int:pk>/again/", rounds.RoundRerunView.as_view(), name="round_rerun"),
    path("matching/<int:pk>/mentor/<int:other>/", rounds.RoundChooseView.as_view(), name="round_choose"),
    path("matching/<int:pk>/check/", rounds.RoundCheckView.as_view(), name="round_check"),
    path("matching/<int:pk>/reopen/", rounds.RoundReopenView.as_view(), name="round_reopen"),
    path("matching/<int:pk>/discard/", rounds.RoundDiscardView.as_view(), name="round_discard"),
    path("matching/<int:pk>/pairs/", rounds.RoundPairsView.as_view(), name="round_pairs"),
    path("proposals/<int:pk>/take-out/", rounds.TakeOutView.as_view(), name="take_out"),
    path("proposals/<int:pk>/put-back/", rounds.PutBackView.as_view(), name="put_back"),
    path("proposals/<int:pk>/pin/", rounds.PinView.as_view(), name="pin"),
    path("proposals/<int:pk>/ban/", rounds.BanView.as_view(), name="ban"),
    path("rules/", wishes.RulesView.as_view(), name="rules"),
    path("rules/<int:pk>/lift/", wishes.RuleLiftView.as_view(), name="rule_lift"),
    path("wishes/", wishes.WishesView.as_view(), name="wishes"),
    path("wishes/sheets/", wishes.WishSheetsView.as_view(), name="wish_sheets"),
]
roll_over_pages = [
    path("new-year/", roll_over.RollOverView.as_view(), name="roll_over"),
    path("new-year/pairs/", year_pairs.YearPairsView.as_view(), name="roll_over_pairs"),
    path("new-year/pairs/results/", year_pairs.ResultsDraftView.as_view(), name="roll_over_results"),
    path("new-year/pairs/extension/", year_pairs.ExtensionDraftView.as_view(), name="roll_over_extension"),
    path("new-year/pairs/complete/", year_pairs.CompleteAllView.as_view(), name="roll_over_complete"),
    path("new-year/pairs/extend/", year_pairs.ExtendAllView.as_view(), name="roll_over_extend"),
    path("new-year/classes/", year_classes.YearClassesView.as_view(), name="roll_over_classes"),
    path("new-year/classes/back/", year_classes.ClassesBackView.as_view(), name="roll_over_classes_back"),
    path("new-year/consents/", roll_over.ConsentsView.as_view(), name="roll_over_consents"),
    path("new-year/<slug:step>/done/", roll_over.StepDoneView.as_view(), name="roll_over_done"),
    path("new-year/<slug:step>/reopen/", roll_over.StepReopenView.as_view(), name="roll_over_reopen"),
]
links_of_mentors = [
    path("links/", links.LinkListView.as_view(), name="links"),
    path("links/slips/", links.LinkSlipsView.as_view(), name="link_slips"),
    path("links/letters/", links.LinkLettersView.as_view(), name="link_letters"),
    path("links/<int:pk>/revoke/", links.LinkRevokeView.as_view(), name="link_revoke"),
    path("mentors/<int:pk>/link/", links.LinkMakeView.as_view(), name="link_make"),
]

meetings_of_pairs = [
    path("meetings/", meetings.MeetingListView.as_view(), name="meetings"),
    path("meetings/log/", meetings.MeetingsLogView.as_view(), name="meetings_log"),
    path("meetings/confirm/", meetings.MeetingsConfirmView.as_view(), name="meetings_confirm"),
    path("meetings/journal/", journal.JournalView.as_view(), name="journal"),
    path("meetings/<int:pk>/", pair_meetings.MeetingView.as_view(), name="meeting"),
    path("meetings/<int:pk>/confirm/", pair_meetings.MeetingConfirmView.as_view(), name="meeting_confirm"),
    path("meetings/<int:pk>/miss/", pair_meetings.MeetingMissView.as_view(), name="meeting_miss"),
    path("meetings/<int:pk>/reopen/", pair_meetings.MeetingReopenView.as_view(), name="meeting_reopen"),
    path("meetings/<int:pk>/delete/", pair_meetings.MeetingDeleteView.as_view(), name="meeting_delete"),
    path("<int:pk>/meetings/plan/", pair_meetings.MeetingPlanView.as_view(), name="meeting_plan"),
    path("<int:pk>/meetings/add/", pair_meetings.MeetingAddView.as_view(), name="meeting_add"),
    path("<int:pk>/journal/", journal.PairJournalView.as_view(), name="pair_journal"),
]
events_of_the_programme = [
    path("events/", events.EventListView.as_view(), name="events"),
    path("events/add/", events.EventAddView.as_view(), name="event_add"),
    path("events/<int:pk>/", events.EventView.as_view(), name="event"),
    path("events/<int:pk>/edit/", events.EventEditView.as_view(), name="event_edit"),
    path("events/<int:pk>/held/", events.EventHoldView.as_view(), name="event_hold"),
    path("events/<int:pk>/take-back/", events.EventTakeBackView.as_view(), name="event_take_back"),
    path("events/<int:pk>/delete/", events.EventDeleteView.as_view(), name="event_delete"),
    path("events/<int:pk>/people/", events.EventPeopleView.as_view(), name="event_people"),
    path("events/<int:pk>/list.<str:format>", events.EventSheetView.as_view(), name="event_sheet"),
    path("events/<int:pk>/activities/", events.EventActivitiesView.as_view(), name="event_activities"),
    path("events/<int:pk>/files/", events.EventFilesAddView.as_view(), name="event_files"),
    path("events/files/<int:pk>/", events.EventFileView.as_view(), name="event_file"),
    path("events/files/<int:pk>/remove/", events.EventFileRemoveView.as_view(), name="event_file_remove"),
    path("events/<int:pk>/reflection/", closing.EventReflectionView.as_view(), name="event_reflection"),
    path("events/<int:pk>/reflection/personal/", closing.EventLooksView.as_view(), name="event_looks"),
]
end_of_the_programme = [
    path("reflections/", closing.ReflectionsView.as_view(), name="reflections"),
    path("<int:pk>/closing/", closing.PairClosingView.as_view(), name="pair_closing"),
    path("<int:pk>/results/", closing.PairResultsView.as_view(), name="pair_results"),
    path("awards/", awards.AwardListView.as_view(), name="awards"),
    path("awards/add/", awards.AwardIssueView.as_view(), name="award_issue"),
    path("awards/add/names/", awards.AwardWordsView.as_view(), name="award_words"),
    path("awards/print/", awards.AwardsPrintView.as_view(), name="awards_print"),
    path("awards/<int:pk>/", awards.AwardPaperView.as_view(), name="award_paper"),
    path("awards/<int:pk>/edit/", awards.AwardEditView.as_view(), name="award_edit"),
    path("cases/", cases.CaseListView.as_view(), name="cases"),
    path("cases/add/", cases.CaseAddView.as_view(), name="case_add"),
    path("cases/<int:pk>/", cases.CaseView.as_view(), name="case"),
    path("cases/<int:pk>/edit/", cases.CaseEditView.as_view(), name="case_edit"),
    path("cases/<int:pk>/share/", cases.CaseShareView.as_view(), name="case_share"),
    path("cases/<int:pk>/withhold/", cases.CaseWithholdView.as_view(), name="case_withhold"),
    path("cases/<int:pk>/publish/", cases.CasePublishView.as_view(), name="case_publish"),
    path("cases/<int:pk>/unpublish/", cases.CaseUnpublishView.as_view(), name="case_unpublish"),
    path("cases/<int:pk>/delete/", cases.CaseDeleteView.as_view(), name="case_delete"),
]

urlpatterns = [
    *pairs_and_groups,
    *orders_over_pairs,
    *matching,
    *links_of_mentors,
    *meetings_of_pairs,
    *roll_over_pages,
    *events_of_the_programme,
    *end_of_the_programme,
]
