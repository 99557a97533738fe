"""The consent register, blanks and texts."""

from django.urls import path

from ..views import blanks, consents

urlpatterns = [
    path("consents/", consents.ConsentListView.as_view(), name="consents"),
    path("consents/missing/", consents.MissingConsentsView.as_view(), name="consents_missing"),
    path("consents/together/", consents.ConsentsTogetherView.as_view(), name="consents_together"),
    path("consents/blanks/", blanks.ConsentBlanksView.as_view(), name="consent_blanks"),
    path("consents/texts/", blanks.TextsView.as_view(), name="consent_texts"),
    path("consents/texts/<slug:kind>/new/", blanks.TextAddView.as_view(), name="consent_text_add"),
    path(
        "consents/texts/<int:pk>/<slug:signer>/<slug:form>/",
        blanks.TextSampleView.as_view(),
        name="consent_text_sample",
    ),
    path("consents/<int:pk>/scan/", consents.ConsentScanView.as_view(), name="consent_scan"),
    path("consents/<int:pk>/scan/file/", consents.ConsentScanFileView.as_view(), name="consent_scan_file"),
    path("consents/<int:pk>/withdraw/", consents.ConsentWithdrawView.as_view(), name="consent_withdraw"),
    path("<int:pk>/consents/add/", consents.ConsentAddView.as_view(), name="consent_add"),
    path("<int:pk>/consents/blank/<slug:kind>/<slug:form>/", blanks.ConsentBlankView.as_view(), name="consent_blank"),
]
