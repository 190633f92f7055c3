"""Realistic content for the page that shows the design system."""

from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _

from home.models import Bailleur, SiteTexts


class ExampleForm(forms.Form):
    """A field of every kind."""

    nom = forms.CharField(label=_("Nom"), help_text=_("Exactement comme sur votre avis d’échéance."))
    reference = forms.CharField(
        label=_("Référence client"), help_text=_("9 chiffres, en haut de l’avis."), min_length=9, max_length=9
    )
    email = forms.EmailField(label=_("Adresse e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    mot_de_passe = forms.CharField(
        label=_("Mot de passe"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )
    lieu = forms.ChoiceField(
        label=_("Lieu"), choices=[("logement", _("Mon logement")), ("communs", _("Les parties communes"))]
    )
    jour = forms.ChoiceField(
        label=_("Date du prélèvement"),
        choices=[("6", _("le 6")), ("8", _("le 8")), ("10", _("le 10"))],
        widget=forms.RadioSelect,
    )
    message = forms.CharField(label=_("Que se passe-t-il ?"), widget=forms.Textarea(attrs={"rows": 4}))
    piece = forms.FileField(label=_("Photo"), required=False, help_text=_("JPEG, PNG ou PDF, 10 Mo au plus."))
    accord = forms.BooleanField(label=_("Je souhaite recevoir mes quittances par voie électronique"))


def example_context() -> dict[str, Any]:
    """Return what the design page shows: an empty form, the same one sent with faults, and lists."""
    return {
        "form": ExampleForm(auto_id="vide_%s"),
        "wrong_form": ExampleForm({"reference": "12", "email": "camille@", "lieu": "logement"}, auto_id="faux_%s"),
        "bailleur": Bailleur(
            phone="02 61 91 10 10",
            emergency_phone="02 61 91 10 11",
            email="bonjour@chartres-habitat.example",
            address="1 place de la Démonstration\n28000 Chartres",
        ),
        "texts": SiteTexts(opening_hours=_("Du lundi au vendredi, de 8 h 30 à 17 h 30")),
        "example_tabs": [
            {"url": "#onglets", "label": label, "icon": icon, "current": index == 0}
            for index, (label, icon) in enumerate(
                [
                    (_("Accueil"), "house"),
                    (_("Dossier"), "folder"),
                    (_("Demande"), "message-circle"),
                    (_("Paiement"), "credit-card"),
                    (_("Documents"), "file-text"),
                ]
            )
        ],
        "steps": [
            {"label": _("Demande reçue"), "state": "done", "more": _("lundi 23 novembre, 9 h 12")},
            {"label": _("Rendez-vous pris"), "state": "done", "more": _("avec l’entreprise Aqua Beauce")},
            {"label": _("Passage du plombier"), "state": "current", "more": _("jeudi 26 novembre, entre 8 h et 12 h")},
            {"label": _("Votre avis sur la réparation"), "state": "todo"},
        ],
        "ancestors": [{"url": "/", "title": _("Accueil")}, {"url": "#", "title": _("Guides")}],
        "page_of_list": Paginator(range(240), 20).page(5),
        "colours": [
            "stone-0",
            "stone-1",
            "stone-2",
            "ink",
            "cobalt",
            "cobalt-wash",
            "deep",
            "ruby",
            "ruby-wash",
            "emerald",
            "emerald-wash",
            "gold",
            "gold-wash",
        ],
    }
