"""The accounts of the demonstration, all with the same password: on one's own machine only."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from config.roles import ADMINISTRATION, COMPTABILITE, GESTION_LOCATIVE, PUBLICATION, REDACTION, SERVICE_TECHNIQUE
from espace_locataire.compte.models import Locataire, User

PASSWORD = "Chartres-2026!"  # noqa: S105 — printed on the screen, refused outside of the demonstration


@dataclass(frozen=True)
class DemoAccount:
    """An account to try: a tenant of this `reference_client`, or a member of staff of this `role`."""

    name: str
    shows: Promise | str
    reference_client: str = ""
    role: str = ""
    every_right: bool = False

    @property
    def email(self) -> str:
        """Return the address to log in with."""
        return f"{self.name}@demo.example"


ACCOUNTS = (
    DemoAccount("locataire", _("locataire, 95,50 € en sa faveur (dossier 0030020788B)"), "002078800"),
    DemoAccount("retard", _("locataire en retard de 412,37 €"), "002078901"),
    DemoAccount("deux-dossiers", _("un logement et un garage, un loyer à payer"), "002079204"),
    DemoAccount("redaction", _("écrit les pages du site"), role=REDACTION.name),
    DemoAccount("publication", _("relit et publie les pages du site"), role=PUBLICATION.name),
    DemoAccount("gestion", _("gestion locative"), role=GESTION_LOCATIVE.name),
    DemoAccount("technique", _("service technique"), role=SERVICE_TECHNIQUE.name),
    DemoAccount("compta", _("comptabilité"), role=COMPTABILITE.name),
    DemoAccount("admin", _("administration, tous les droits"), role=ADMINISTRATION.name, every_right=True),
)

# Someone who has no account yet: whoever tries the demonstration may sign up in their name.
TO_SIGN_UP = "002079103"


def create_accounts() -> None:
    """Create the accounts that are missing, and tie the tenants' to the people the import brought in."""
    for account in ACCOUNTS:
        user = User.objects.filter(email=account.email).first() or User.objects.create_user(
            account.email,
            PASSWORD,
            is_staff=bool(account.role),
            is_superuser=account.every_right,
            first_name="" if account.reference_client else account.name.capitalize(),
        )
        EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"primary": True, "verified": True})
        if account.role:
            user.groups.add(Group.objects.get(name=account.role))
        else:
            Locataire.objects.filter(reference_client=account.reference_client, user=None).update(user=user)
