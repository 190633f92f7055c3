"""What this room holds about people, and what it forgets in time."""

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from espace_locataire.notifications.models import Notification, Preference
from home.personal_data import Holding, declare_holding
from home.retention import Retention, declare_retention

if TYPE_CHECKING:
    from espace_locataire.compte.models import User


def messages_to(person: "User") -> Iterator[dict[str, Any]]:
    """Yield what the person was told, and by which way it left."""
    for told in Notification.objects.of(person).prefetch_related("deliveries"):
        yield {
            "titre": told.title,
            "texte": told.text,
            "le": told.created_at,
            "lu_le": told.read_at,
            "envois": [
                {"canal": way.get_channel_display(), "parti_le": way.sent_at, "abandonne_le": way.failed_at}
                for way in told.deliveries.all()
            ],
        }


def wishes_of(person: "User") -> Iterator[dict[str, Any]]:
    """Yield which messages the person chose."""
    for wish in Preference.objects.filter(person=person):
        yield {
            "sujet": wish.topic,
            "canal": wish.get_channel_display(),
            "voulu": wish.wanted,
            "change_le": wish.changed_at,
        }


def messages_over(limit: datetime) -> "QuerySet[Notification]":
    """Return what people were told before that, read or not."""
    return Notification.objects.filter(created_at__lt=limit)


def declare_personal_data() -> None:
    """Declare all of it."""
    declare_holding(
        Holding(
            60,
            "messages",
            _("Nos messages"),
            _("Vous prévenir de ce qui vous concerne, et le retrouver."),
            _("Treize mois."),
            messages_to,
            erase=lambda person: Notification.objects.filter(person=person).delete()[0],
            icon="bell",
        )
    )
    declare_holding(
        Holding(
            70,
            "choix",
            _("Vos choix d’e-mails"),
            _("Ne vous écrire que ce que vous voulez."),
            _("Tant que vous avez un compte."),
            wishes_of,
            erase=lambda person: Preference.objects.filter(person=person).delete()[0],
            icon="mail",
        )
    )
    declare_retention(Retention(40, "notifications", _("Anciens messages"), "NOTIFICATIONS_KEPT_DAYS", messages_over))
