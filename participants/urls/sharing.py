"""Shared mentors."""

from django.urls import path

from ..views import sharing

urlpatterns = [
    path("offers/", sharing.OffersView.as_view(), name="offers"),
    path("participations/<int:pk>/offer/", sharing.OfferAddView.as_view(), name="offer_add"),
    path("offers/<int:pk>/withdraw/", sharing.OfferWithdrawView.as_view(), name="offer_withdraw"),
    path("offers/<int:pk>/permission/", sharing.OfferPermissionView.as_view(), name="offer_permission"),
    path("offers/<int:pk>/ask/", sharing.OfferAskView.as_view(), name="offer_ask"),
    path("offers/requests/<int:pk>/agree/", sharing.RequestAgreeView.as_view(), name="offer_agree"),
    path("offers/requests/<int:pk>/decline/", sharing.RequestDeclineView.as_view(), name="offer_decline"),
    path("offers/requests/<int:pk>/back/", sharing.RequestBackView.as_view(), name="offer_request_back"),
    path("offers/requests/<int:pk>/contacts/", sharing.RequestContactsView.as_view(), name="offer_contacts"),
]
