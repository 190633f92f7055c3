"""What has to leave: claimed by one try at a time, tried again with longer pauses, shown to staff when it failed."""

import logging
from datetime import datetime
from email.utils import parseaddr

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks import task

from espace_locataire.notifications.models import Delivery, Notification
from home.models import Bailleur
from home.retrying import pause_after

logger = logging.getLogger(__name__)

# Five minutes, ten, twenty… then a day: about three days in all.
MOST_ATTEMPTS = 12
AT_A_TIME = 500


@task
def deliver_in_background(delivery_id: int) -> None:
    """Send one message, if it still waits."""
    deliver(delivery_id)


def deliver(delivery_id: int, at: datetime | None = None) -> bool:
    """Send a message whose time has come; return whether it left just now.

    Of several tries at once, one sends it. After a failure it waits for its next try, and after the last it is marked
    failed.
    """
    moment = at or timezone.now()
    delivery = Delivery.objects.filter(pk=delivery_id, next_at__lte=moment).first()
    if delivery is None:
        return False
    attempts = delivery.attempts + 1
    claimed = Delivery.objects.filter(pk=delivery_id, next_at=delivery.next_at, attempts=delivery.attempts).update(
        attempts=F("attempts") + 1, next_at=moment + pause_after(attempts)
    )
    if not claimed:
        return False
    notification = Notification.objects.select_related("person").get(pk=delivery.notification_id)
    try:
        email_of(notification).send()
    except Exception as error:
        # Mail servers fail in many ways, and none may stop the others. Named only: words may quote the message.
        kind = type(error).__name__
        logger.error("Delivery %s failed (%s), try %s of %s.", delivery_id, kind, attempts, MOST_ATTEMPTS)
        over = {"next_at": None, "failed_at": moment} if attempts >= MOST_ATTEMPTS else {}
        Delivery.objects.filter(pk=delivery_id).update(error=kind[:100], **over)
        return False
    Delivery.objects.filter(pk=delivery_id).update(sent_at=moment, next_at=None, error="")
    return True


def deliver_due(at: datetime | None = None) -> int:
    """Send every message whose time has come; return how many left."""
    moment = at or timezone.now()
    due = Delivery.objects.filter(next_at__lte=moment).order_by("next_at", "pk").values_list("pk", flat=True)
    return sum(deliver(pk, moment) for pk in list(due[:AT_A_TIME]))


def retry(delivery: Delivery) -> bool:
    """Give a failed message its tries again; return whether it had failed."""
    again = {"failed_at": None, "next_at": timezone.now(), "attempts": 0}
    return bool(Delivery.objects.filter(pk=delivery.pk, failed_at__isnull=False).update(**again))


def email_of(notification: Notification) -> EmailMultiAlternatives:
    """Return the e-mail that says what a person was told in the area; its identifier is the same at each try."""
    with translation.override(notification.person.language):
        context = {
            "notification": notification,
            "link": settings.WAGTAILADMIN_BASE_URL + notification.path,
            "preferences": settings.WAGTAILADMIN_BASE_URL + preferences_path(),
            "bailleur": Bailleur.objects.first(),
            "language": notification.person.language,
        }
        body = render_to_string("emails/notification.txt", context)
        html = render_to_string("emails/notification.html", context)
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].partition("@")[2] or "localhost"
    message = EmailMultiAlternatives(
        subject=" ".join(notification.title.splitlines()),
        body=body,
        to=[notification.person.email],
        headers={"Message-ID": f"<notification-{notification.pk}@{domain}>", "Auto-Submitted": "auto-generated"},
    )
    message.attach_alternative(html, "text/html")
    return message


def preferences_path() -> str:
    """Return where a person chooses what they hear about, in the active language."""
    return reverse("notification_preferences")
