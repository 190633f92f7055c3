"""From the questions editors compose to a form that visitors fill in."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator, RegexValidator
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _
from phonenumber_field.formfields import PhoneNumberField
from phonenumber_field.phonenumber import PhoneNumber
from wagtail.contrib.forms.forms import BaseForm, FormBuilder

LINE_LENGTH = 255
TEXT_LENGTH = 5000
# Hyphens keep these apart from the names made of editors' labels, which have none.
TRAP = "site-web"
CONSENT = "accord-donnees"

FIELD_TYPES = [
    ("singleline", _("Texte court")),
    ("multiline", _("Texte long")),
    ("email", _("Adresse e-mail")),
    ("phone", _("Téléphone")),
    ("postcode", _("Code postal")),
    ("number", _("Nombre")),
    ("date", _("Date")),
    ("dropdown", _("Liste déroulante")),
    ("radio", _("Un choix parmi plusieurs")),
    ("checkboxes", _("Plusieurs choix possibles")),
    ("checkbox", _("Case à cocher")),
]
CHOOSING = frozenset({"dropdown", "radio", "checkboxes"})

# What the browser may fill in for the person, in the words of the HTML standard.
PURPOSES = [
    ("name", _("Nom et prénom")),
    ("given-name", _("Prénom")),
    ("family-name", _("Nom de famille")),
    ("street-address", _("Adresse postale")),
    ("address-level2", _("Ville")),
    ("organization", _("Organisme")),
]


def choices_of(text: str) -> list[str]:
    """Return the choices written one a line, without empty lines or repetitions."""
    return list(dict.fromkeys(line for line in (line.strip() for line in text.splitlines()) if line))


class AnswerForm(BaseForm):
    """A form of the public site: what editors ask, the consent that goes with it, and a trap for robots."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Take what a Django form takes, and `page`, the form page it comes from."""
        super().__init__(*args, **kwargs)
        if self.page and self.page.consent_text:
            self.fields[CONSENT] = forms.BooleanField(
                label=self.page.consent_text,
                error_messages={"required": _("Cochez cette case : sans votre accord, nous ne gardons rien.")},
            )
        self.fields[TRAP] = forms.CharField(
            required=False,
            label=_("Ne remplissez pas cette case"),
            widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
        )

    @property
    def shown(self) -> list[BoundField]:
        """The fields a person fills in."""
        return [field for field in self if field.name != TRAP]

    @property
    def trap(self) -> BoundField:
        """The field only a robot fills in."""
        return self[TRAP]

    @property
    def fell_into_the_trap(self) -> bool:
        """Whether the field nobody sees came back filled."""
        return bool(self.data.get(self.add_prefix(TRAP)))

    def answers(self) -> dict[str, Any]:
        """Return what was answered, question by question, as JSON can hold it. The form must be valid."""
        return {name: as_stored(value) for name, value in self.cleaned_data.items() if name not in (TRAP, CONSENT)}


def as_stored(value: Any) -> Any:
    """Return an answer as it is kept: phone numbers as people write them, days as ISO, empty answers as ""."""
    if isinstance(value, PhoneNumber):
        return value.as_national if value.country_code == 33 else value.as_international
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool | list | str):
        return value
    return "" if value is None else str(value)


class AnswerFormBuilder(FormBuilder):
    """Makes the form of a page from its questions. Each type of `FIELD_TYPES` has its method."""

    MESSAGES: ClassVar[dict[str, Any]] = {
        "dropdown": _("Choisissez une réponse."),
        "radio": _("Choisissez une réponse."),
        "checkboxes": _("Cochez au moins une réponse."),
        "checkbox": _("Cochez cette case pour continuer."),
    }

    def __init__(self, fields: Iterable[Any]) -> None:
        """Take the questions, in their order."""
        super().__init__(fields)

    def get_form_class(self) -> type[AnswerForm]:
        """Return the class of the form."""
        return type("QuestionsForm", (AnswerForm,), self.formfields)

    def get_field_options(self, field: Any) -> dict[str, Any]:
        """Return what every type of field is made with."""
        required = self.MESSAGES.get(field.field_type, _("Remplissez ce champ."))
        return {
            "label": field.label,
            "help_text": super().get_field_options(field)["help_text"],
            "required": field.required,
            "error_messages": {"required": required},
        }

    def _invalid(self, options: dict[str, Any], message: Any) -> dict[str, Any]:
        return {**options, "error_messages": {**options["error_messages"], "invalid": message}}

    # A maxlength attribute would cut what people paste without a word: the server says it instead.

    def create_singleline_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """A line of text."""
        attrs = {"autocomplete": field.purpose} if field.purpose else {}
        validators = [MaxLengthValidator(LINE_LENGTH)]
        return forms.CharField(widget=forms.TextInput(attrs=attrs), validators=validators, **options)

    def create_multiline_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """A text of several lines."""
        widget = forms.Textarea(attrs={"rows": 6})
        return forms.CharField(widget=widget, validators=[MaxLengthValidator(TEXT_LENGTH)], **options)

    def create_email_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """An e-mail address."""
        message = _("Écrivez une adresse e-mail complète, comme camille@exemple.fr.")
        widget = forms.EmailInput(attrs={"autocomplete": "email"})
        return forms.EmailField(widget=widget, **self._invalid(options, message))

    def create_phone_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """A phone number, French unless it begins with a country's code."""
        message = _("Écrivez un numéro à 10 chiffres, comme 06 12 34 56 78. Un numéro étranger commence par +.")
        widget = forms.TelInput(attrs={"autocomplete": "tel"})
        return PhoneNumberField(region="FR", widget=widget, **self._invalid(options, message))

    def create_postcode_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """A French postcode."""
        message = _("Écrivez un code postal à 5 chiffres, comme 28000.")
        widget = forms.TextInput(attrs={"autocomplete": "postal-code", "inputmode": "numeric"})
        validators = [RegexValidator(r"\A[0-9]{5}\Z", message)]
        return forms.CharField(widget=widget, validators=validators, **options)

    def create_number_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """A number, with a comma or a point before decimals."""
        message = _("Écrivez un nombre en chiffres, comme 3 ou 12,5.")
        widget = forms.TextInput(attrs={"inputmode": "decimal"})
        options = self._invalid(options, message)
        return forms.DecimalField(widget=widget, localize=True, max_digits=12, decimal_places=2, **options)

    def create_date_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """A day of our times."""
        message = _("Écrivez une date complète, comme 31/12/2026.")
        return forms.DateField(
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            input_formats=["%Y-%m-%d", "%d/%m/%Y"],
            validators=[MinValueValidator(date(1900, 1, 1)), MaxValueValidator(date(2100, 12, 31))],
            **self._invalid(options, message),
        )

    def create_dropdown_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """One choice, from a list that opens."""
        return forms.ChoiceField(choices=[("", _("Choisissez…")), *self.get_formatted_field_choices(field)], **options)

    def get_formatted_field_choices(self, field: Any) -> list[tuple[str, str]]:
        """Return the choices: one a line, because commas belong to what they say."""
        return [(choice, choice) for choice in choices_of(field.choices)]

    def get_formatted_field_initial(self, field: Any) -> list[str]:
        """Nothing is ticked beforehand."""
        return []

    def get_create_field_function(self, type: str) -> Callable[[Any, dict[str, Any]], forms.Field]:
        """Return the method that makes this type of field. Raises `AttributeError` for an unknown type."""
        function: Callable[[Any, dict[str, Any]], forms.Field] = super().get_create_field_function(type)
        return function
