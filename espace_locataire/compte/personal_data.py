"""What this room holds about people, and what it forgets in time."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from espace_locataire.compte.devices import device_named
from espace_locataire.compte.models import Consent, EmailChange, Inscription, Locataire, User
from espace_locataire.compte.sessions import forget_browsers
from espace_locataire.compte.signals import people_changed
from home.personal_data import Holding, declare_holding
from home.retention import Retention, declare_retention, delete_rows

# What stands in the place of a name nobody needs any more.
NO_NAME = "—"


def account_of(person: User) -> Iterator[dict[str, Any]]:
    """Yield the account, with its addresses, its second proofs and where it is open."""
    yield {
        "email": person.email,
        "prenom": person.first_name,
        "nom": person.last_name,
        "langue": person.language,
        "cree_le": person.date_joined,
        "derniere_connexion": person.last_login,
        "adresses": list(EmailAddress.objects.filter(user=person).values("email", "verified", "primary")),
        "deuxiemes_preuves": list(
            Authenticator.objects.filter(user=person).values("type", "created_at", "last_used_at")
        ),
        "appareils": [
            {
                "appareil": device_named(row.user_agent),
                "adresse_ip": row.ip,
                "depuis": row.created_at,
                "vu_le": row.last_seen_at,
            }
            for row in UserSession.objects.filter(user=person)
        ],
        "changements_d_adresse": list(person.email_changes.values("old", "new", "at", "undone_at")),
    }


def identity_of(person: User) -> Iterator[dict[str, Any]]:
    """Yield who the landlord's ERP says the person is."""
    yield from Locataire.objects.filter(user=person).values(
        *("reference_client", "civilite", "nom", "prenom", "nom_usage", "date_naissance", "email", "telephone")
    )


def consents_of(person: User) -> Iterator[dict[str, Any]]:
    """Yield what the person agreed to, with the text they read."""
    for consent in person.consents.all():
        yield {
            "objet": consent.get_subject_display(),
            "texte_lu": consent.wording,
            "donne_le": consent.given_at,
            "retire_le": consent.withdrawn_at,
        }


def erase_consents(person: User) -> int:
    """Erase what the person agreed to: without an account there is nothing left to prove."""
    return person.consents.all().delete()[0]


def erase_account(person: User) -> int:
    """Erase the account and all that hangs on it; the person stays on their lease, as the landlord knows them."""
    Session.objects.filter(
        session_key__in=UserSession.objects.filter(user=person).values_list("session_key", flat=True)
    ).delete()
    Inscription.objects.filter(email=person.email).delete()
    locataires = list(Locataire.objects.filter(user=person).values_list("pk", flat=True))
    count = person.delete()[0]
    people_changed.send(Locataire, locataires=locataires)
    return count


def sign_ups_over(limit: datetime) -> "QuerySet[Inscription]":
    """Return the requests nobody can confirm any more."""
    return Inscription.objects.filter(asked_at__lt=limit)


def sessions_over(limit: datetime) -> "QuerySet[Session]":
    """Return the sessions that are over."""
    return Session.objects.filter(expire_date__lt=limit)


def end_for_good(rows: list[Any]) -> None:
    """Delete sessions, and what was known of their browsers."""
    delete_rows(rows)
    forget_browsers()


def address_changes_over(limit: datetime) -> "QuerySet[EmailChange]":
    """Return the changes of address nobody will ask about."""
    return EmailChange.objects.filter(at__lt=limit)


def people_long_gone(limit: datetime) -> "QuerySet[Locataire]":
    """Return those the ERP has not listed for long, who still bear a name here."""
    return Locataire.objects.filter(closed_on__lt=timezone.localdate(limit)).exclude(nom=NO_NAME)


def forget_who_they_are(rows: list[Any]) -> None:
    """Take the names, addresses, numbers and dates of birth away: the accounts stay, and are nobody's."""
    locataires = [row.pk for row in rows]
    Locataire.objects.filter(pk__in=locataires).update(
        nom=NO_NAME, prenom=NO_NAME, nom_usage="", civilite="", date_naissance=None, email="", telephone="", user=None
    )
    people_changed.send(Locataire, locataires=locataires)


def withdrawn_consents_over(limit: datetime) -> "QuerySet[Consent]":
    """Return the consents taken back so long ago that nobody will ask for proof of them."""
    return Consent.objects.filter(withdrawn_at__lt=limit)


def accounts_without_use(limit: datetime) -> "QuerySet[User]":
    """Return the accounts of people who neither logged in since nor are logged in, staff apart."""
    open_somewhere = UserSession.objects.filter(user=OuterRef("pk"), last_seen_at__gte=limit)
    return User.objects.filter(
        ~Exists(open_somewhere), is_staff=False, is_superuser=False, date_joined__lt=limit
    ).exclude(last_login__gte=limit)


def declare_personal_data() -> None:
    """Declare all of it."""
    declare_holding(
        Holding(
            10,
            "compte",
            _("Votre compte"),
            _("Vous reconnaître quand vous vous connectez, et protéger votre espace."),
            _("Tant que vous avez un compte. Sans connexion pendant trois ans et sans bail en cours, il est effacé."),
            account_of,
            erase=erase_account,
            icon="circle-user",
        )
    )
    declare_holding(
        Holding(
            20,
            "identite",
            _("Votre identité"),
            _("Gérer votre bail : nom, date de naissance, téléphone, adresse e-mail."),
            _("Pendant le bail, puis dix ans avec les comptes (code de commerce, art. L123-22)."),
            identity_of,
            icon="id-card",
        )
    )
    declare_holding(
        Holding(
            30,
            "accords",
            _("Vos accords"),
            _("Prouver ce que vous avez accepté, et quand (RGPD, art. 7)."),
            _("Tant que vous avez un compte, et trois ans après que vous en avez retiré un."),
            consents_of,
            erase=erase_consents,
            icon="handshake",
        )
    )
    for retention in (
        Retention(10, "sign-ups", _("Inscriptions sans suite"), "INSCRIPTION_LASTS_DAYS", sign_ups_over),
        Retention(15, "sessions", _("Sessions terminées"), "", sessions_over, end_for_good),
        Retention(20, "email-changes", _("Changements d’adresse"), "EMAIL_CHANGES_KEPT_DAYS", address_changes_over),
        Retention(30, "consents", _("Accords retirés"), "WITHDRAWN_CONSENTS_KEPT_DAYS", withdrawn_consents_over),
        Retention(
            900,
            "identities",
            _("Noms des anciens locataires"),
            "IDENTITIES_KEPT_DAYS",
            people_long_gone,
            forget_who_they_are,
        ),
    ):
        declare_retention(retention)
