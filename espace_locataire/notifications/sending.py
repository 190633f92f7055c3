"""Telling someone something, once: in the area at once, by e-mail once what happened is sure."""

import logging
from functools import partial
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import translation

from espace_locataire.notifications.kinds import Kind, kind_named
from espace_locataire.notifications.models import Channel, Delivery, Notification, Preference
from espace_locataire.notifications.outbox import deliver_in_background

if TYPE_CHECKING:
    from espace_locataire.compte.models import User

logger = logging.getLogger(__name__)


def send(kind: str, person: "User", about: models.Model) -> Notification | None:
    """Tell a person something about an object, in their language; return what was told, None if it was before.

    What is told belongs to the transaction in which it happened: it is taken back with it, and the e-mail leaves after
    it. Raises `LookupError` for a kind nobody declared.
    """
    declared = kind_named(kind)
    with translation.override(person.language):
        text = declared.compose(about)
    with transaction.atomic():
        notification, told_now = Notification.objects.get_or_create(
            person=person,
            kind=kind,
            object_key=f"{about._meta.label_lower}:{about.pk}",
            defaults=text._asdict(),
        )
        if not told_now:
            return None
        if wants(person, declared, Channel.EMAIL):
            delivery = Delivery.objects.create(notification=notification, channel=Channel.EMAIL)
            transaction.on_commit(partial(_deliver_soon, delivery.pk))
    return notification


def wants(person: "User", kind: Kind, channel: str) -> bool:
    """Say whether this person hears of this kind by this channel: always when it is mandatory."""
    if kind.topic.mandatory:
        return True
    refused = Preference.objects.filter(person=person, topic=kind.topic.name, channel=channel, wanted=False)
    return not refused.exists()


def _deliver_soon(delivery_id: int) -> None:
    try:
        deliver_in_background.enqueue(delivery_id)
    except Exception as error:
        # Named only: what an error says may quote the message.
        logger.error("Delivery %s not queued (%s); to be tried again.", delivery_id, type(error).__name__)
