"""Which passwords are strong enough: the rule of the CNIL (deliberation 2022-100), said in one sentence.

A password alone needs about 80 bits. The CNIL's own examples are 12 characters of four kinds, or 14 of three, or a
sentence of several words: all that they share is counted here in one way.
"""

import math
import string
from typing import TYPE_CHECKING

from django.contrib.auth.password_validation import CommonPasswordValidator, UserAttributeSimilarityValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from espace_locataire.compte.models import User

# Shown above every field where a new password is typed.
RULE = gettext_lazy(
    "Au moins 12 caractères, avec des majuscules, des minuscules, des chiffres et un signe (* - +…). "
    "Ou bien une phrase de plusieurs mots, d’au moins 18 lettres."
)

SHORTEST = 12
# Twelve characters out of the 95 of a keyboard, which the CNIL counts as 80 bits.
FEWEST_BITS = 12 * math.log2(95)
# « aaaaaaaaaaaaaaaaaa » is long and says nothing.
FEWEST_DIFFERENT = 6
# What French hands type first, besides Django's list, which is English.
WELL_KNOWN = {
    *("azerty", "azertyuiop", "qsdfghjklm", "wxcvbn", "motdepasse", "monmotdepasse", "soleil", "bonjour", "bonsoir"),
    *("doudou", "loulou", "chouchou", "jetaime", "chocolat", "marseille", "nicolas", "camille", "coucou", "princesse"),
    *("locataire", "logement", "loyer", "habitat", "maison", "famille", "vacances", "bienvenue"),
}

LIKE_THE_ACCOUNT = UserAttributeSimilarityValidator(("first_name", "last_name", "email"))
LIKE_THE_REGISTRY = UserAttributeSimilarityValidator(("nom", "prenom", "nom_usage"))


def bits_of(password: str) -> float:
    """Return the bits of a password: its length times those of one character, out of the kinds it is made of."""
    kinds = (
        (26, any(character.islower() for character in password)),
        (26, any(character.isupper() for character in password)),
        (10, any(character.isdigit() for character in password)),
        (33, any(not character.isalnum() for character in password)),
    )
    return len(password) * math.log2(sum(size for size, present in kinds if present) or 1)


def word_in(password: str) -> str:
    """Return what is left of a password without the digits and signs around it, in lower case."""
    return password.lower().strip(string.digits + string.punctuation + string.whitespace)


class RuleValidator:
    """A validator that stands for the rule said once above the field."""

    def get_help_text(self) -> str:
        """Return nothing: the rule is said once."""
        return ""


class LongEnoughValidator(RuleValidator):
    """Refuses fewer than 12 characters."""

    def validate(self, password: str, user: "User | None" = None) -> None:
        """Raise `ValidationError` for a short password."""
        if len(password) < SHORTEST:
            raise ValidationError(
                _("Il faut au moins %(least)d caractères : il y en a %(count)d.")
                % {"count": len(password), "least": SHORTEST},
                code="password_too_short",
            )


class HardToGuessValidator(RuleValidator):
    """Refuses what a machine would find by trying."""

    def validate(self, password: str, user: "User | None" = None) -> None:
        """Raise `ValidationError` for too few kinds of characters for that length, or always the same ones."""
        if len(password) < SHORTEST:
            return
        if len(set(password.lower())) < FEWEST_DIFFERENT or password.isdigit():
            raise ValidationError(
                _("Ce mot de passe répète trop les mêmes caractères. Choisissez-en d’autres."),
                code="password_too_monotonous",
            )
        if bits_of(password) < FEWEST_BITS:
            raise ValidationError(
                _("Ce mot de passe se devine trop vite. Rallongez-le, ou ajoutez majuscule, chiffre et signe."),
                code="password_too_guessable",
            )


class NotWellKnownValidator(RuleValidator, CommonPasswordValidator):
    """Refuses a well-known password, even with a few digits and signs around it."""

    def validate(self, password: str, user: "User | None" = None) -> None:
        """Raise `ValidationError` when the password, or the only word in it, is among those tried first."""
        tried = {password.lower().strip(), word_in(password)}
        if tried & WELL_KNOWN or tried & self.passwords:
            raise ValidationError(
                _("Ce mot de passe est trop connu : c’est l’un des premiers que l’on essaie."),
                code="password_too_common",
            )


class NotYourNameValidator(RuleValidator):
    """Refuses a password made of the person's name or address."""

    def validate(self, password: str, user: "User | None" = None) -> None:
        """Raise `ValidationError` when the password, or the only word in it, is what anyone knows of the person."""
        try:
            for typed in (password, word_in(password)):
                LIKE_THE_ACCOUNT.validate(typed, user)
                LIKE_THE_REGISTRY.validate(typed, getattr(user, "locataire", None))
        except ValidationError as error:
            raise ValidationError(
                _("Ce mot de passe ressemble trop à votre nom ou à votre adresse e-mail."),
                code="password_too_similar",
            ) from error
