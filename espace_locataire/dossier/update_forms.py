"""What tenants fill in when something changes in their life: one short form for each kind of change."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, ClassVar

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_locataire.compte.matching import words_of
from espace_locataire.compte.models import Locataire
from espace_locataire.dossier.household import household_of
from espace_locataire.dossier.models import Dossier, MiseAJour, Occupant, Piece
from espace_locataire.dossier.piece_forms import FormWithPieces, PiecesField, day_field
from espace_locataire.dossier.updates import standing_changes

if TYPE_CHECKING:
    from espace_locataire.compte.models import User

OLDEST = date(1900, 1, 1)
# How far ahead a change may be told, and how far back.
AHEAD, BACK = timedelta(days=93), timedelta(days=366 * 5)


class UpdateForm(FormWithPieces):
    """A change to the file. `title` names it, `advice` says what to have at hand."""

    title: ClassVar[Promise]
    advice: ClassVar[Promise | str] = ""
    icon: ClassVar[str]

    def __init__(self, dossier: Dossier, user: "User", *args: Any, **kwargs: Any) -> None:
        super().__init__(dossier, user, *args, **kwargs)
        self.order_fields([name for name in self.fields if name != "pieces"])

    def clean_effective_on(self) -> date:
        """Refuse a day so far away that it must be a mistake."""
        day: date = self.cleaned_data["effective_on"]
        today = timezone.localdate()
        if not today - BACK <= day <= today + AHEAD:
            raise ValidationError(_("Vérifiez l’année : cette date est trop loin d’aujourd’hui."))
        return day

    def change(self) -> dict[str, Any]:
        """Return what to propose: the fields of a `MiseAJour`."""
        return {name: value for name, value in self.cleaned_data.items() if name != "pieces"}


class SomeoneNewForm(UpdateForm):
    """Someone who is born, or comes to live there."""

    prenom = forms.CharField(
        label=gettext_lazy("Prénom"),
        max_length=100,
        error_messages={"required": gettext_lazy("Écrivez son prénom.")},
    )
    nom = forms.CharField(
        label=gettext_lazy("Nom"), max_length=100, error_messages={"required": gettext_lazy("Écrivez son nom.")}
    )
    date_naissance = day_field(gettext_lazy("Date de naissance"), gettext_lazy("Écrivez sa date de naissance."))

    def clean_prenom(self) -> str:
        """Return the first name, which has to have letters."""
        return _in_letters(self.cleaned_data["prenom"])

    def clean_nom(self) -> str:
        """Return the name, which has to have letters."""
        return _in_letters(self.cleaned_data["nom"])

    def clean_date_naissance(self) -> date:
        """Refuse a birth that has not happened yet, or of a century ago."""
        born: date = self.cleaned_data["date_naissance"]
        if born > timezone.localdate():
            raise ValidationError(_("Cette date est dans l’avenir. Revenez après la naissance."))
        if born < OLDEST:
            raise ValidationError(_("Vérifiez l’année de naissance."))
        return born


class NaissanceForm(SomeoneNewForm):
    """A child is born."""

    piece_form = Piece.Form.NAISSANCE
    title = gettext_lazy("Un enfant est né")
    advice = gettext_lazy("Préparez son acte de naissance, ou la page du livret de famille.")
    icon = "baby"
    no_piece = gettext_lazy("Ajoutez l’acte de naissance, ou une photo du livret de famille.")
    pieces = PiecesField(label=gettext_lazy("Acte de naissance ou livret de famille"))

    def change(self) -> dict[str, Any]:
        """Return a child, there since the day of birth."""
        return super().change() | {
            "effective_on": self.cleaned_data["date_naissance"],
            "lien": Occupant.Lien.ENFANT,
        }


class ArriveeForm(SomeoneNewForm):
    """Someone comes to live there."""

    piece_form = Piece.Form.ARRIVEE
    title = gettext_lazy("Quelqu’un s’installe chez moi")
    advice = gettext_lazy("Préparez sa pièce d’identité, ou la page du livret de famille.")
    icon = "user-plus"
    no_piece = gettext_lazy("Ajoutez sa pièce d’identité, ou une photo du livret de famille.")
    lien = forms.ChoiceField(
        label=gettext_lazy("Qui est cette personne pour vous ?"),
        choices=Occupant.Lien,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choisissez une réponse.")},
    )
    effective_on = day_field(gettext_lazy("Date d’arrivée"), gettext_lazy("Écrivez la date de son arrivée."))
    pieces = PiecesField(label=gettext_lazy("Pièce d’identité ou livret de famille"))


class DepartForm(UpdateForm):
    """Someone no longer lives there."""

    piece_form = Piece.Form.DEPART
    title = gettext_lazy("Quelqu’un est parti de chez moi")
    advice = gettext_lazy("Pour le départ d’une personne qui a signé le bail, appelez-nous : le bail change aussi.")
    icon = "user-minus"
    occupant = forms.TypedChoiceField(
        label=gettext_lazy("Qui est parti ?"),
        widget=forms.RadioSelect,
        coerce=int,
        error_messages={"required": gettext_lazy("Choisissez la personne qui est partie.")},
    )
    effective_on = day_field(gettext_lazy("Date de départ"), gettext_lazy("Écrivez la date de son départ."))
    pieces = PiecesField(label=gettext_lazy("Un justificatif, si vous en avez un"), required=False)

    def __init__(self, dossier: Dossier, user: "User", *args: Any, **kwargs: Any) -> None:
        super().__init__(dossier, user, *args, **kwargs)
        self.occupants = {
            member.occupant.pk: member.occupant
            for member in household_of(dossier, standing_changes(dossier))
            if member.occupant and not member.state
        }
        field: Any = self.fields["occupant"]
        field.choices = [(pk, str(occupant)) for pk, occupant in self.occupants.items()]

    @property
    def is_pointless(self) -> bool:
        """Say whether nobody is listed who could leave."""
        return not self.occupants

    def change(self) -> dict[str, Any]:
        """Return the departure of that occupant."""
        return super().change() | {"occupant": self.occupants[self.cleaned_data["occupant"]]}


class CourrierForm(UpdateForm):
    """The post goes elsewhere than to the dwelling."""

    piece_form = Piece.Form.COURRIER
    title = gettext_lazy("Mon courrier doit aller ailleurs")
    advice = gettext_lazy("Votre logement ne change pas : seule l’adresse où nous vous écrivons change.")
    icon = "mail"
    adresse = forms.CharField(
        label=gettext_lazy("Numéro et rue"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "street-address"}),
        error_messages={"required": gettext_lazy("Écrivez le numéro et la rue.")},
    )
    complement = forms.CharField(label=gettext_lazy("Bâtiment, appartement, chez qui"), max_length=80, required=False)
    code_postal = forms.CharField(
        label=gettext_lazy("Code postal"),
        max_length=10,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code", "inputmode": "numeric"}),
        validators=[
            RegexValidator(r"\A\s*[0-9 ]{5,7}\s*\Z", gettext_lazy("Écrivez les cinq chiffres du code postal."))
        ],
        error_messages={"required": gettext_lazy("Écrivez les cinq chiffres du code postal.")},
    )
    commune = forms.CharField(
        label=gettext_lazy("Ville"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "address-level2"}),
        error_messages={"required": gettext_lazy("Écrivez la ville.")},
    )
    effective_on = day_field(gettext_lazy("À partir du"), gettext_lazy("Écrivez à partir de quel jour."))
    pieces = PiecesField(label=gettext_lazy("Un justificatif, si vous en avez un"), required=False)

    def clean_code_postal(self) -> str:
        """Return five digits."""
        digits = "".join(self.cleaned_data["code_postal"].split())
        if len(digits) != len("28000"):
            raise ValidationError(_("Écrivez les cinq chiffres du code postal."))
        return digits

    def change(self) -> dict[str, Any]:
        """Return the address on one line."""
        parts = self.cleaned_data
        street = ", ".join(part for part in (parts["adresse"], parts["complement"]) if part)
        return {
            "effective_on": parts["effective_on"],
            "nouvelle": f"{street}, {parts['code_postal']} {parts['commune']}",
            "ancienne": "",
        }


class EtatCivilForm(UpdateForm):
    """Married, divorced, widowed, another name."""

    piece_form = Piece.Form.ETAT_CIVIL
    title = gettext_lazy("Ma situation de famille ou mon nom a changé")
    advice = gettext_lazy("Préparez l’acte de mariage, le jugement, ou la page du livret de famille.")
    icon = "id-card"
    no_piece = gettext_lazy("Ajoutez l’acte ou le jugement, ou une photo du livret de famille.")
    situation = forms.ChoiceField(
        label=gettext_lazy("Que s’est-il passé ?"),
        choices=MiseAJour.Situation,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choisissez une réponse.")},
    )
    nouvelle = forms.CharField(
        label=gettext_lazy("Nom d’usage"),
        help_text=gettext_lazy("Le nom que vous voulez sur vos courriers. Laissez vide pour votre nom de naissance."),
        max_length=100,
        required=False,
    )
    effective_on = day_field(gettext_lazy("Date de l’événement"), gettext_lazy("Écrivez la date de l’événement."))
    pieces = PiecesField(label=gettext_lazy("Acte, jugement ou livret de famille"))

    def __init__(self, dossier: Dossier, user: "User", *args: Any, **kwargs: Any) -> None:
        self.person: Locataire = user.locataire
        super().__init__(dossier, user, *args, **{"initial": {"nouvelle": self.person.nom_usage}} | kwargs)

    def clean_nouvelle(self) -> str:
        """Return the name, in letters when there is one."""
        typed = self.cleaned_data["nouvelle"]
        return _in_letters(typed) if typed.strip() else ""

    def change(self) -> dict[str, Any]:
        """Return the change of the person who is logged in."""
        return super().change() | {"locataire": self.person, "ancienne": self.person.nom_usage}


def _in_letters(typed: str) -> str:
    name = " ".join(typed.split())
    if not words_of(name) or any(character.isdigit() for character in name):
        raise ValidationError(_("Écrivez-le en lettres."))
    return name


FORMS: dict[str, type[UpdateForm]] = {
    MiseAJour.Nature.NAISSANCE: NaissanceForm,
    MiseAJour.Nature.ARRIVEE: ArriveeForm,
    MiseAJour.Nature.DEPART: DepartForm,
    MiseAJour.Nature.ETAT_CIVIL: EtatCivilForm,
    MiseAJour.Nature.COURRIER: CourrierForm,
}


class TelephoneForm(forms.Form):
    """The number we call: French as it is usually written, any other with its country code."""

    telephone = forms.CharField(
        label=gettext_lazy("Téléphone"),
        help_text=gettext_lazy("Exemple : 06 12 34 56 78. Hors de France, commencez par + et l’indicatif du pays."),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel", "type": "tel"}),
    )

    def clean_telephone(self) -> str:
        """Return the number as people write it; empty to have none."""
        typed = self.cleaned_data["telephone"]
        if not typed.strip():
            return ""
        try:
            number = phonenumbers.parse(typed, "FR")
        except phonenumbers.NumberParseException as error:
            raise ValidationError(_("Ce n’est pas un numéro de téléphone. Exemple : 06 12 34 56 78.")) from error
        if not phonenumbers.is_valid_number(number):
            raise ValidationError(_("Ce numéro n’existe pas. Comptez les chiffres : 06 12 34 56 78 en a dix."))
        french = phonenumbers.region_code_for_number(number) == "FR"
        kind = phonenumbers.PhoneNumberFormat
        return phonenumbers.format_number(number, kind.NATIONAL if french else kind.INTERNATIONAL)
