"""Addresses of the tenant's file, below the dossier's key."""

from django.urls import path

from espace_locataire.dossier.helping_views import AidantsView, ChangeAidantView, EndAidantView, InviteView
from espace_locataire.dossier.insurance_views import InsuranceView, PieceView, WithdrawView
from espace_locataire.dossier.models.updates import FOR_HOLDERS_ONLY
from espace_locataire.dossier.update_forms import FORMS
from espace_locataire.dossier.update_views import (
    ChangesView,
    ChangeView,
    ContactView,
    PersonalChangeView,
    WithdrawChangeView,
)
from espace_locataire.dossier.views import FileView

urlpatterns = [
    path("", FileView.as_view(), name="dossier"),
    path("assurance/", InsuranceView.as_view(), name="assurance"),
    path("assurance/<int:attestation>/retirer/", WithdrawView.as_view(), name="attestation_withdraw"),
    path("telephone/", ContactView.as_view(), name="telephone"),
    path("changements/", ChangesView.as_view(), name="changements"),
    path("changements/<int:miseajour>/retirer/", WithdrawChangeView.as_view(), name="change_withdraw"),
    *(
        path(
            f"changements/{nature.replace('_', '-')}/",
            (PersonalChangeView if nature in FOR_HOLDERS_ONLY else ChangeView).as_view(nature=nature),
            name=f"changement_{nature}",
        )
        for nature in FORMS
    ),
    path("aidants/", AidantsView.as_view(), name="aidants"),
    path("aidants/inviter/", InviteView.as_view(), name="aidant_invite"),
    path("aidants/<int:aidant>/", ChangeAidantView.as_view(), name="aidant_change"),
    path("aidants/<int:aidant>/fin/", EndAidantView.as_view(), name="aidant_end"),
    path("pieces/<int:piece>/", PieceView.as_view(), name="piece"),
]
