"""Telling someone something, once: in the area at once, by e-mail once what happened is sure."""

import logging
from collections.abc import Collection, Iterable, Iterator
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import translation

from espace_locataire.compte.consents import agreed_among
from espace_locataire.notifications.kinds import Kind, kind_named
from espace_locataire.notifications.models import Channel, Delivery, Notification, Preference
from espace_locataire.notifications.outbox import deliver_in_background

if TYPE_CHECKING:
    from espace_locataire.compte.models import User

logger = logging.getLogger(__name__)

TOGETHER = 1_000


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
            object_key=key_of(about),
            defaults=text._asdict(),
        )
        if not told_now:
            return None
        if wanting_emails({person.pk}, declared):
            delivery = Delivery.objects.create(notification=notification, channel=Channel.EMAIL)
            transaction.on_commit(partial(_deliver_soon, delivery.pk))
    return notification


def send_all(kind: str, told: Iterable[tuple["User", models.Model]]) -> int:
    """Tell many people something, each about an object of theirs; return how many were told just now.

    As `send` does, in a constant number of queries per thousand people; the e-mails leave with what time triggers.
    Raises `LookupError` for a kind nobody declared.
    """
    declared = kind_named(kind)
    return sum(_send_together(declared, part) for part in _in_parts(told))


def _send_together(kind: Kind, told: list[tuple["User", models.Model]]) -> int:
    drafts: dict[tuple[int, str], Notification] = {}
    for person, about in told:
        with translation.override(person.language):
            text = kind.compose(about)
        key = key_of(about)
        drafts[person.pk, key] = Notification(person=person, kind=kind.name, object_key=key, **text._asdict())
    with transaction.atomic():
        people = {person_id for person_id, _ in drafts}
        before = Notification.objects.filter(
            kind=kind.name, person__in=people, object_key__in={key for _, key in drafts}
        ).values_list("person_id", "object_key")
        for pair in before:
            drafts.pop(pair, None)
        made = Notification.objects.bulk_create(drafts.values())
        wanting = wanting_emails(people, kind)
        Delivery.objects.bulk_create(
            Delivery(notification=notification, channel=Channel.EMAIL)
            for notification in made
            if notification.person_id in wanting
        )
    return len(made)


def _in_parts(
    told: Iterable[tuple["User", models.Model]],
) -> Iterator[list[tuple["User", models.Model]]]:
    rest = iter(told)
    while part := list(islice(rest, TOGETHER)):
        yield part


def key_of(about: models.Model) -> str:
    """Return what names an object among all that people are told about."""
    return f"{about._meta.label_lower}:{about.pk}"


def wanting_emails(people: Collection[int], kind: Kind) -> set[int]:
    """Return those of these people (primary keys) who hear of this kind by e-mail.

    All when it is mandatory; else those who agreed, where the topic needs it, and did not refuse the topic.
    """
    if kind.topic.mandatory:
        return set(people)
    refused = Preference.objects.filter(
        person__in=people, topic=kind.topic.name, channel=Channel.EMAIL, wanted=False
    ).values_list("person_id", flat=True)
    wanting = set(people)
    if kind.topic.consent:
        wanting = agreed_among(people, kind.topic.consent)
    return wanting - set(refused)


def _deliver_soon(delivery_id: int) -> None:
    try:
        deliver_in_background.enqueue(delivery_id)
    except Exception as error:
        # Named only: what an error says may quote the message.
        logger.error("Delivery %s not queued (%s); to be tried again.", delivery_id, type(error).__name__)
