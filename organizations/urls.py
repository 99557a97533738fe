from django.urls import path

from .views import account, invitations, people, production_calendar, saved_views, tree

app_name = "organizations"
urlpatterns = [
    path("tree/", tree.OrganizationListView.as_view(), name="list"),
    path("tree/create/", tree.OrganizationCreateView.as_view(), name="create"),
    path("tree/<int:pk>/", tree.OrganizationDetailView.as_view(), name="detail"),
    path("tree/<int:pk>/edit/", tree.OrganizationEditView.as_view(), name="edit"),
    path("tree/<int:pk>/move/", tree.OrganizationMoveView.as_view(), name="move"),
    path("tree/<int:pk>/merge/", tree.OrganizationMergeView.as_view(), name="merge"),
    path("tree/<int:pk>/close/", tree.OrganizationCloseView.as_view(), name="close"),
    path("tree/<int:pk>/reopen/", tree.OrganizationReopenView.as_view(), name="reopen"),
    path("people/", people.PeopleView.as_view(), name="people"),
    path("people/<int:pk>/end/", people.MembershipEndView.as_view(), name="membership_end"),
    path("people/invitations/", invitations.InvitationListView.as_view(), name="invitations"),
    path("people/invite/", invitations.InviteView.as_view(), name="invite"),
    path("people/invitations/<int:pk>/resend/", invitations.InvitationResendView.as_view(), name="invitation_resend"),
    path("people/invitations/<int:pk>/revoke/", invitations.InvitationRevokeView.as_view(), name="invitation_revoke"),
    path("invitations/<str:token>/", invitations.AcceptView.as_view(), name="accept"),
    path("switch/", account.SwitchView.as_view(), name="switch"),
    path("profile/", account.ProfileView.as_view(), name="profile"),
    path("views/save/", saved_views.SaveView.as_view(), name="save_view"),
    path("views/<int:pk>/forget/", saved_views.ForgetView.as_view(), name="forget_view"),
    path("calendar/", production_calendar.CalendarView.as_view(), name="calendar"),
    path("calendar/add/", production_calendar.CalendarAddView.as_view(), name="calendar_add"),
    path("calendar/<int:pk>/edit/", production_calendar.CalendarEditView.as_view(), name="calendar_edit"),
    path("calendar/<int:pk>/remove/", production_calendar.CalendarRemoveView.as_view(), name="calendar_remove"),
    path("audit/", people.AuditView.as_view(), name="audit"),
]
