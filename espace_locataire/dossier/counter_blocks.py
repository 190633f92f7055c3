"""This room's blocks of the staff's counter: who, where, what was sent, what was told, who looked."""

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from espace_locataire.dossier.attestations import insurance_of
from espace_locataire.dossier.counter import Block
from espace_locataire.dossier.household import household_of
from espace_locataire.dossier.models import Dossier
from espace_locataire.dossier.updates import postal_address, standing_changes
from espace_locataire.notifications.models import Notification
from residence_news.models import Outage

if TYPE_CHECKING:
    from espace_locataire.compte.models import User

LATEST = 10


def _holders(dossier: Dossier, user: "User") -> dict[str, Any]:
    """Return everybody who is or was on the lease, those of today first."""
    today = timezone.localdate()
    current = set(dossier.titulaires.current(today).values_list("pk", flat=True))
    links = list(dossier.titulaires.select_related("locataire__user"))
    return {
        "holders": [link for link in links if link.pk in current],
        "former": [link for link in links if link.pk not in current],
    }


def _dwelling(dossier: Dossier, user: "User") -> dict[str, Any]:
    """Return the dwelling, the lease, who lives there and where the post goes."""
    changes = standing_changes(dossier)
    household = household_of(dossier, changes) if user.has_perm("dossier.view_occupant") else []
    return {"dossier": dossier, "household": household, "postal_address": postal_address(changes)}


def _residence(dossier: Dossier, user: "User") -> dict[str, Any]:
    """Return the residence, and the works and outages announced there."""
    residence = dossier.logement.residence
    outages = Outage.objects.under_way().of(residence).prefetch_related("equipements")
    return {"residence": residence, "outages": outages.order_by("-state", "starts_at", "pk")}


def _insurance(dossier: Dossier, user: "User") -> dict[str, Any]:
    """Return where the lease stands, and the certificates sent."""
    return {"insurance": insurance_of(dossier), "attestations": dossier.attestations.order_by("-sent_at")[:LATEST]}


def _changes(dossier: Dossier, user: "User") -> dict[str, Any]:
    """Return the changes told of, those that wait first."""
    changes = dossier.mises_a_jour.select_related("locataire", "occupant").order_by("-sent_at", "-pk")
    return {"changes": sorted(changes[:LATEST], key=lambda change: not change.is_waiting)}


def _messages(dossier: Dossier, user: "User") -> dict[str, Any]:
    """Return what the holders were told about this lease, and whether each e-mail left."""
    people = dossier.titulaires.exclude(locataire__user=None).values("locataire__user")
    told = Notification.objects.filter(person__in=people, path__contains=f"/{dossier.cle}/")
    return {"messages": told.select_related("person").prefetch_related("deliveries").order_by("-created_at")[:LATEST]}


def _log(dossier: Dossier, user: "User") -> dict[str, Any]:
    """Return who looked at the lease or acted on it last."""
    return {"dossier": dossier, "consultations": dossier.consultations.all()[: LATEST * 2]}


def holders_block() -> Block:
    """Offer who is on the lease."""
    return Block(10, "titulaires", _("Titulaires"), "dossier/guichet/holders.html", _holders, "dossier.view_titulaire")


def dwelling_block() -> Block:
    """Offer the dwelling and the lease."""
    title = _("Logement et bail")
    return Block(20, "logement", title, "dossier/guichet/dwelling.html", _dwelling, "dossier.view_logement")


def residence_block() -> Block:
    """Offer the residence and what happens there."""
    title = _("Résidence")
    template = "dossier/guichet/residence.html"
    return Block(30, "residence", title, template, _residence, "residence_news.view_residence")


def insurance_block() -> Block:
    """Offer the insurance."""
    title = _("Assurance habitation")
    return Block(40, "assurance", title, "dossier/guichet/insurance.html", _insurance, "dossier.view_attestation")


def changes_block() -> Block:
    """Offer the changes told of."""
    title = _("Mises à jour")
    return Block(50, "mises-a-jour", title, "dossier/guichet/changes.html", _changes, "dossier.view_miseajour")


def messages_block() -> Block:
    """Offer what the holders were told."""
    title = _("Messages envoyés")
    permission = "notifications.view_notification"
    return Block(80, "messages", title, "dossier/guichet/messages.html", _messages, permission)


def log_block() -> Block:
    """Offer who looked at the lease."""
    title = _("Consultations")
    return Block(90, "consultations", title, "dossier/guichet/log.html", _log, "dossier.view_consultation")


BLOCKS = (
    holders_block,
    dwelling_block,
    residence_block,
    insurance_block,
    changes_block,
    messages_block,
    log_block,
)
