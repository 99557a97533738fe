"""Everything under /pairs/."""

from django.urls import path

from .views import counts, orders, pairs, rounds, wishes

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
    path("<int:pk>/extend/", orders.PairExtendView.as_view(), name="pair_extend"),
    path("<int:pk>/end/", orders.PairEndView.as_view(), name="pair_end"),
    path("<int:pk>/complete/", orders.PairCompleteView.as_view(), name="pair_complete"),
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

urlpatterns = [*pairs_and_groups, *orders_over_pairs, *matching]
