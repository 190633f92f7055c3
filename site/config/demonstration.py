"""The accounts of the demonstration, all with the same password: on one's own machine only."""

from dataclasses import dataclass
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from config.roles import ADMINISTRATION, COMPTABILITE, GESTION_LOCATIVE, PUBLICATION, REDACTION, SERVICE_TECHNIQUE
from espace_locataire.compte.models import Locataire, User
from espace_locataire.dossier.consulting import ACCEPTED, record
from espace_locataire.dossier.models import Aidant, Consultation, Dossier

PASSWORD = "Chartres-2026!"  # noqa: S105 — printed on the screen, refused outside of the demonstration


@dataclass(frozen=True)
class DemoAccount:
    """An account to try: a tenant of this `reference_client`, a member of staff of this `role`, or someone who helps.

    `helps` is the name of the account of the tenant they help; `person` their own first and last name.
    """

    name: str
    shows: Promise | str
    reference_client: str = ""
    role: str = ""
    every_right: bool = False
    helps: str = ""
    person: tuple[str, str] = ("", "")

    @property
    def email(self) -> str:
        """Return the address to log in with."""
        return f"{self.name}@demo.example"


ACCOUNTS = (
    DemoAccount("locataire", _("locataire, 95,50 € en sa faveur (dossier 0030020788B)"), "002078800"),
    DemoAccount("retard", _("locataire en retard de 412,37 €"), "002078901"),
    DemoAccount("deux-dossiers", _("un logement et un garage, un loyer à payer"), "002079204"),
    DemoAccount(
        "aidant",
        _("aide le locataire du dossier 0030020788B : son dossier et ses documents"),
        helps="locataire",
        person=("Sarah", "Petit"),
    ),
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
            first_name=account.person[0] or ("" if account.reference_client else account.name.capitalize()),
            last_name=account.person[1],
        )
        EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"primary": True, "verified": True})
        if account.role:
            user.groups.add(Group.objects.get(name=account.role))
        elif account.helps:
            _help(user, User.objects.get(email=f"{account.helps}@demo.example"))
        else:
            Locataire.objects.filter(reference_client=account.reference_client, user=None).update(user=user)


def _help(person: User, tenant: User) -> None:
    """Have this person help that tenant for half a year, with the file and the documents, unless they do already."""
    dossier = Dossier.objects.held_by(tenant).filter(logement__nature="logement").get()
    if dossier.aidants.exists():
        return
    now = timezone.now()
    Aidant.objects.create(
        dossier=dossier,
        invited_by=tenant,
        email=person.email,
        name=f"Ma fille {person.first_name}",
        person=person,
        sees_dossier=True,
        sees_documents=True,
        invited_at=now - timedelta(days=1),
        accepted_at=now,
        next_at=None,
        until=timezone.localdate() + timedelta(days=180),
    )
    record(dossier, person, ACCEPTED, capacity=Consultation.Capacity.AIDANT)
