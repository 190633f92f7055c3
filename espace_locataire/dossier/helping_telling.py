"""What tenants are told about those who help them, and helpers about the end of their help."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_locataire.dossier.models import Aidant
from espace_locataire.dossier.telling import holders_of
from espace_locataire.notifications.kinds import Kind, Text, Topic, declare_kind
from espace_locataire.notifications.models import Notification
from espace_locataire.notifications.sending import key_of, send
from home.dates import in_full

if TYPE_CHECKING:
    from espace_locataire.compte.models import User

ACCEPTED, REFUSED, REVOKED = "aidant_accepted", "aidant_refused", "aidant_revoked"
ENDS_SOON, HAS_ENDED, STOPPED = "aidant_ends_soon", "aidant_ended", "aidant_stopped"
# How long before its last day the end of a help is told, and how long after it still is.
NOTICE_DAYS, LATE_DAYS = 7, 30
HELPERS = Topic(
    "aidants",
    gettext_lazy("Les personnes qui m’aident"),
    gettext_lazy("Qui peut voir votre dossier, et jusqu’à quand."),
    mandatory=True,
)


def _text(aidant: Aidant, title: str, text: str) -> Text:
    words = {
        "name": aidant.name,
        "email": aidant.email,
        "tenant": aidant.invited_by.locataire,
        "scopes": aidant.scope_labels,
        "until": in_full(aidant.until),
    }
    return Text(title, text % words, reverse("aidants", args=[aidant.dossier.cle]))


def _accepted(aidant: Aidant) -> Text:
    text = _(
        "%(name)s (%(email)s) accepte l’invitation de %(tenant)s. Jusqu’au %(until)s, cette personne voit : "
        "%(scopes)s. Vous pouvez y mettre fin à tout moment."
    )
    return _text(aidant, _("Quelqu’un vous aide dans votre espace"), text)


def _refused(aidant: Aidant) -> Text:
    text = _("%(name)s (%(email)s) n’accepte pas votre invitation. Cette personne ne voit pas votre dossier.")
    return _text(aidant, _("Votre invitation est refusée"), text)


def _revoked(aidant: Aidant) -> Text:
    text = _("%(name)s (%(email)s) ne voit plus votre dossier : un titulaire du bail y a mis fin.")
    return _text(aidant, _("Une aide est terminée"), text)


def _ends_soon(aidant: Aidant) -> Text:
    text = _("%(name)s ne verra plus votre dossier après le %(until)s. Vous pouvez choisir une date plus lointaine.")
    return _text(aidant, _("Une aide se termine bientôt"), text)


def _has_ended(aidant: Aidant) -> Text:
    text = _("%(name)s ne voit plus votre dossier depuis le %(until)s. Vous pouvez inviter cette personne de nouveau.")
    return _text(aidant, _("Une aide est terminée"), text)


def _stopped(aidant: Aidant) -> Text:
    text = _("Vous ne voyez plus le dossier de %(tenant)s. Une question ? Parlez-en avec cette personne.")
    return _text(aidant, _("Votre aide est terminée"), text)._replace(path=reverse("espace_locataire"))


def declare_kinds() -> None:
    """Declare what is told about helpers."""
    for name, compose in (
        (ACCEPTED, _accepted),
        (REFUSED, _refused),
        (REVOKED, _revoked),
        (ENDS_SOON, _ends_soon),
        (HAS_ENDED, _has_ended),
        (STOPPED, _stopped),
    ):
        declare_kind(Kind(name, HELPERS, compose))


def _tell_holders(kind: str, aidant: Aidant, besides: "User | None" = None) -> int:
    holders = [person for person in holders_of(aidant.dossier) if person != besides]
    return sum(send(kind, person, aidant) is not None for person in holders)


def tell_of_answer(sender: object, aidant: Aidant, **kwargs: object) -> None:
    """Tell the holders that someone helps from now on; of a refusal, the one who invited."""
    if aidant.accepted_at:
        _tell_holders(ACCEPTED, aidant)
    else:
        send(REFUSED, aidant.invited_by, aidant)


def tell_of_end(sender: object, aidant: Aidant, by: "User", **kwargs: object) -> None:
    """Tell the other holders and the helper that a help was ended; an invitation taken back is told to nobody."""
    if aidant.person:
        _tell_holders(REVOKED, aidant, besides=by)
        send(STOPPED, aidant.person, aidant)


def forget_notice(aidant: Aidant) -> None:
    """Forget that the end was told: its day changed, and the new one is to be told in its turn."""
    Notification.objects.filter(kind=ENDS_SOON, object_key=key_of(aidant)).delete()


def remind(today: date | None = None) -> int:
    """Tell the holders of the help that ends within a week, then has ended; return how many were told just now.

    Each once: `send` tells nobody twice. A help shorter than that is not announced beforehand.
    """
    day = today or timezone.localdate()
    ending = (
        Aidant.objects.filter(
            accepted_at__isnull=False,
            revoked_at=None,
            until__range=(day - timedelta(days=LATE_DAYS), day + timedelta(days=NOTICE_DAYS)),
        )
        .from_holders(day)
        .select_related("dossier", "person", "invited_by__locataire")
        .order_by("pk")
    )
    told = 0
    for aidant in ending.iterator(chunk_size=500):
        if aidant.person is None or aidant.accepted_at is None:
            continue
        if aidant.until < day:
            told += _tell_holders(HAS_ENDED, aidant) + (send(STOPPED, aidant.person, aidant) is not None)
        elif (aidant.until - timezone.localdate(aidant.accepted_at)).days > NOTICE_DAYS:
            told += _tell_holders(ENDS_SOON, aidant)
    return told
