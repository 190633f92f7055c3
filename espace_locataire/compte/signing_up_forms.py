"""The two steps of signing up, as on the leaflet: who you are, then what you want."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_locataire.compte.matching import DossierReferenceError, ReferenceFormatError, reference_client_of, words_of
from espace_locataire.compte.models import Consent, User
from espace_locataire.compte.passwords import RULE

DIGITS = 9


class IdentityForm(forms.Form):
    """Who you are, as your avis d'échéance says it, and what you will log in with."""

    nom = forms.CharField(
        label=gettext_lazy("Nom"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
        error_messages={"required": gettext_lazy("Écrivez votre nom, comme sur votre avis d’échéance.")},
    )
    prenom = forms.CharField(
        label=gettext_lazy("Prénom"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": gettext_lazy("Écrivez votre prénom, comme sur votre avis d’échéance.")},
    )
    reference_client = forms.CharField(
        label=gettext_lazy("Référence client"),
        help_text=gettext_lazy("Neuf chiffres, en haut de votre avis d’échéance."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Écrivez votre référence client : l’image vous montre où elle est.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("Adresse e-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("Écrivez votre adresse e-mail : nous vous y envoyons un lien."),
            "invalid": gettext_lazy("Il manque quelque chose à cette adresse. Exemple : nom@exemple.fr."),
        },
    )
    password = forms.CharField(
        label=gettext_lazy("Mot de passe"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": gettext_lazy("Choisissez un mot de passe.")},
    )

    # What was typed in an earlier try is kept: a browser cannot know.
    use_required_attribute = False

    def __init__(self, *args: Any, password_kept: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["password"]
        field.required = not password_kept
        field.help_text = (
            _("Votre mot de passe est gardé. Pour en choisir un autre, écrivez-le ici.") if password_kept else RULE
        )

    def clean_nom(self) -> str:
        """Return the name, which has to have letters."""
        return self._name("nom")

    def clean_prenom(self) -> str:
        """Return the first name, which has to have letters."""
        return self._name("prenom")

    def _name(self, field: str) -> str:
        typed: str = self.cleaned_data[field]
        if not words_of(typed):
            raise forms.ValidationError(_("Écrivez-le en lettres, comme sur votre avis d’échéance."))
        return typed

    def clean_reference_client(self) -> str:
        """Return the nine digits, or explain what was typed in their place."""
        try:
            return reference_client_of(self.cleaned_data["reference_client"])
        except DossierReferenceError as error:
            text = _(
                "C’est la référence de votre dossier. Nous cherchons la référence client : neuf chiffres, sans lettre."
            )
            raise forms.ValidationError(text) from error
        except ReferenceFormatError as error:
            if error.digits in (0, DIGITS):
                text = _("La référence client a neuf chiffres, sans lettre. L’image vous montre où elle est.")
            else:
                text = _("La référence client a neuf chiffres. Vous en avez écrit %(count)d.") % {
                    "count": error.digits
                }
            raise forms.ValidationError(text) from error

    def clean_email(self) -> str:
        """Return the address in small letters."""
        return str(self.cleaned_data["email"]).lower()

    def clean(self) -> dict[str, Any]:
        """Check the password against the person's own name and address too."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if password := cleaned.get("password"):
            person = User(
                email=cleaned.get("email", ""),
                first_name=cleaned.get("prenom", "")[:150],
                last_name=cleaned.get("nom", "")[:150],
            )
            try:
                validate_password(password, person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return cleaned


class WishesForm(forms.Form):
    """What the person wants: nothing but the conditions is needed, and nothing needed is ticked in advance."""

    documents = forms.BooleanField(
        label=gettext_lazy("Je reçois mes documents par voie électronique."),
        help_text=gettext_lazy("Quittances, avis d’échéance, régularisations. Vous pourrez changer d’avis."),
        required=False,
    )
    messages = forms.BooleanField(
        label=gettext_lazy("Je reçois un e-mail quand il y a du nouveau dans mon espace."),
        required=False,
        initial=True,
    )
    newsletter = forms.BooleanField(label=gettext_lazy("Je reçois la lettre d’information."), required=False)
    language = forms.ChoiceField(
        label=gettext_lazy("Dans quelle langue voulez-vous nos messages ?"),
        choices=User.Language,
        widget=forms.RadioSelect,
    )
    conditions = forms.BooleanField(
        label=gettext_lazy("J’accepte les conditions d’utilisation, et j’ai lu comment mes données sont protégées."),
        error_messages={"required": gettext_lazy("Cochez cette case pour créer votre compte.")},
    )

    def wordings(self) -> dict[str, str]:
        """Return what the person read before agreeing, by subject of consent."""
        return {subject: str(self.fields[subject].label) for subject in Consent.Subject.values}
