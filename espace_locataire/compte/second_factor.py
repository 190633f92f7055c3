"""Passkeys, applications that give codes, and the codes kept on paper."""

import base64
from datetime import datetime
from typing import TYPE_CHECKING, Any

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy

from espace_locataire.compte.devices import device_named
from home.models import Bailleur

if TYPE_CHECKING:
    from espace_locataire.compte.models import User

SECOND_FACTORS = (Authenticator.Type.WEBAUTHN, Authenticator.Type.TOTP)


class SecondFactorAdapter(DefaultMFAAdapter):
    """What the login library asks about passkeys and codes: names, drawings, secrets."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_generate_recovery_codes": gettext_lazy("Ajoutez d’abord une clé d’accès ou une application de codes."),
        "incorrect_code": gettext_lazy(
            "Ce n’est pas le bon code, ou la clé n’a pas été reconnue. Essayez encore une fois."
        ),
        "unverified_email": gettext_lazy("Confirmez d’abord votre adresse e-mail."),
    }

    def get_totp_issuer(self) -> str:
        """Return the landlord's name, which the application shows above the code."""
        return landlord_name()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Return the site as passkeys know it: its host, and the landlord's name."""
        return {"id": context.request.get_host().partition(":")[0], "name": landlord_name()}

    def build_totp_svg(self, url: str) -> str:
        """Return nothing: the page draws the square itself, like every other on the site."""
        return ""

    def generate_authenticator_name(self, user: "User", type: str) -> str:
        """Return what a new passkey is called unless the person says otherwise: the device it was made on."""
        return device_named(context.request.META.get("HTTP_USER_AGENT", ""))

    def encrypt(self, text: str) -> str:
        """Return a secret as it is kept."""
        return box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return a kept secret in clear. Raises `cryptography.fernet.InvalidToken` when no key opens it."""
        return box().decrypt(encrypted_text.encode()).decode()


def box() -> MultiFernet:
    """Return what locks the secrets: by the key in use; opened by the older ones too."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [salted_hmac("compte.second-factor", "", secret, algorithm="sha256").digest() for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def landlord_name() -> str:
    """Return the landlord's name."""
    bailleur = Bailleur.objects.first()
    return bailleur.name if bailleur else settings.WAGTAIL_SITE_NAME


def has_second_factor(user: "User") -> bool:
    """Say whether a person has a passkey or an application of codes."""
    return Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS).exists()


def factors_of(user: "User") -> dict[str, Any]:
    """Return what a person can prove who they are with: `passkeys` (a list), `application`, `paper_codes` or None."""
    rows = list(Authenticator.objects.filter(user=user).order_by("created_at", "pk"))
    of_kind = {row.type: row for row in rows}
    return {
        "passkeys": [row for row in rows if row.type == Authenticator.Type.WEBAUTHN],
        "application": of_kind.get(Authenticator.Type.TOTP),
        "paper_codes": of_kind.get(Authenticator.Type.RECOVERY_CODES),
    }


def forget_factors_since(user: "User", moment: datetime) -> None:
    """Delete the passkeys and applications added since a moment, and the codes on paper once nothing else is left."""
    Authenticator.objects.filter(user=user, type__in=SECOND_FACTORS, created_at__gte=moment).delete()
    if not has_second_factor(user):
        Authenticator.objects.filter(user=user).delete()
