"""What a tenant fills in about those who help them, and what the person who is invited does."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_locataire.compte.models import Consent, User
from espace_locataire.compte.passwords import RULE
from espace_locataire.dossier.helping import last_day_possible
from espace_locataire.dossier.models import Aidant, Scope
from espace_locataire.dossier.piece_forms import day_field
from home.dates import in_full

# Long enough for a stay in hospital or a file at the social services, short enough to be looked at again.
USUAL_DAYS = 91


class HelpForm(forms.Form):
    """What someone may see, and to which day."""

    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("Que pourra voir cette personne ?"),
        choices=Scope,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Cochez au moins une case.")},
    )
    until = day_field(gettext_lazy("Jusqu’à quel jour ?"), gettext_lazy("Écrivez le dernier jour de cette aide."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["until"].help_text = _("Un an au plus. Vous pourrez y mettre fin avant, à tout moment.")

    def clean_until(self) -> date:
        """Refuse a day that is over, or too far."""
        until: date = self.cleaned_data["until"]
        if until < timezone.localdate():
            raise forms.ValidationError(_("Ce jour est passé. Choisissez un jour à venir."))
        if until > last_day_possible():
            raise forms.ValidationError(
                _("C’est trop loin. Choisissez un jour avant le %(day)s : vous pourrez toujours prolonger.")
                % {"day": in_full(last_day_possible())}
            )
        return until

    @classmethod
    def about(cls, aidant: Aidant) -> "HelpForm":
        """Return the form as things stand."""
        return cls(initial={"scopes": [str(scope) for scope in aidant.scopes], "until": aidant.until})


class InviteForm(HelpForm):
    """Whom to invite, besides what they may see and to which day."""

    name = forms.CharField(
        label=gettext_lazy("Qui est-ce ?"),
        help_text=gettext_lazy("Pour vous y retrouver. Exemple : ma fille Sarah."),
        max_length=80,
        error_messages={"required": gettext_lazy("Écrivez un nom, pour vous y retrouver.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("Son adresse e-mail"),
        help_text=gettext_lazy("Nous y envoyons une invitation. La personne est libre de refuser."),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": gettext_lazy("Écrivez son adresse e-mail : nous y envoyons l’invitation."),
            "invalid": gettext_lazy("Il manque quelque chose à cette adresse. Exemple : nom@exemple.fr."),
        },
    )
    field_order = ["name", "email", "scopes", "until"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"until": timezone.localdate() + timedelta(days=USUAL_DAYS)})
        super().__init__(*args, **kwargs)

    def clean_email(self) -> str:
        """Return the address in small letters."""
        return str(self.cleaned_data["email"]).lower()


class NewHelperForm(forms.Form):
    """The account of someone who was invited and has none."""

    first_name = forms.CharField(
        label=gettext_lazy("Votre prénom"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "given-name"}),
        error_messages={"required": gettext_lazy("Écrivez votre prénom.")},
    )
    last_name = forms.CharField(
        label=gettext_lazy("Votre nom"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "family-name"}),
        error_messages={"required": gettext_lazy("Écrivez votre nom.")},
    )
    password = forms.CharField(
        label=gettext_lazy("Choisissez un mot de passe"),
        help_text=RULE,
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": gettext_lazy("Choisissez un mot de passe.")},
    )
    conditions = forms.BooleanField(
        label=gettext_lazy("J’accepte les conditions d’utilisation, et j’ai lu comment mes données sont protégées."),
        error_messages={"required": gettext_lazy("Cochez cette case pour créer votre compte.")},
    )

    def __init__(self, email: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean(self) -> dict[str, Any]:
        """Check the password against the person's own name and address too."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if password := cleaned.get("password"):
            names = {name: cleaned.get(name, "") for name in ("first_name", "last_name")}
            try:
                validate_password(password, User(email=self.email, **names))
            except forms.ValidationError as error:
                self.add_error("password", error)
        return cleaned

    def wording(self) -> str:
        """Return what the person read before agreeing to the conditions."""
        return str(self.fields[Consent.Subject.CONDITIONS].label)
