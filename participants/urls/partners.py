"""Partners and agreements."""

from django.urls import path

from ..views import partners

urlpatterns = [
    path("partners/", partners.PartnerListView.as_view(), name="partners"),
    path("partners/add/", partners.PartnerAddView.as_view(), name="partner_add"),
    path("partners/<int:pk>/", partners.PartnerView.as_view(), name="partner"),
    path("partners/<int:pk>/edit/", partners.PartnerEditView.as_view(), name="partner_edit"),
    path("partners/<int:pk>/end/", partners.PartnerEndView.as_view(), name="partner_end"),
    path("partners/<int:pk>/resume/", partners.PartnerResumeView.as_view(), name="partner_resume"),
    path("partners/<int:pk>/agreements/add/", partners.AgreementAddView.as_view(), name="agreement_add"),
    path("agreements/<int:pk>/edit/", partners.AgreementEditView.as_view(), name="agreement_edit"),
    path("agreements/<int:pk>/scan/", partners.AgreementScanView.as_view(), name="agreement_scan"),
]
