"""What tenants are told about their file, and the reminders that time triggers."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from espace_locataire.compte.models import User
from espace_locataire.dossier.attestations import INSURED, NOTICE_DAYS
from espace_locataire.dossier.models import Attestation, Dossier, MiseAJour, Proposal, Titulaire
from espace_locataire.notifications.kinds import FILE, Kind, Text, declare_kind
from espace_locataire.notifications.sending import send
from home.dates import in_full

RECEIVED, ACCEPTED, REFUSED = "attestation_received", "attestation_accepted", "attestation_refused"
ENDS_IN_A_MONTH, ENDS_IN_A_WEEK, HAS_ENDED = "attestation_month", "attestation_week", "attestation_ended"
UPDATE_RECEIVED, UPDATE_ACCEPTED, UPDATE_REFUSED = "update_received", "update_accepted", "update_refused"
WEEK_DAYS = 7


def _text(attestation: Attestation, title: str, text: str) -> Text:
    words = {
        "assureur": attestation.assureur,
        "du": in_full(attestation.du),
        "au": in_full(attestation.au),
        "reason": attestation.reason,
    }
    return Text(title, text % words, reverse("assurance", args=[attestation.dossier.cle]))


def _received(attestation: Attestation) -> Text:
    text = _("Nous avons bien reçu votre attestation %(assureur)s, du %(du)s au %(au)s. Nous la vérifions.")
    return _text(attestation, _("Votre attestation d’assurance est arrivée"), text)


def _accepted(attestation: Attestation) -> Text:
    text = _("Votre attestation %(assureur)s est acceptée. Votre assurance est à jour jusqu’au %(au)s.")
    return _text(attestation, _("Votre attestation d’assurance est acceptée"), text)


def _refused(attestation: Attestation) -> Text:
    text = _("Votre attestation %(assureur)s est refusée. %(reason)s Envoyez-la de nouveau dans votre espace.")
    return _text(attestation, _("Votre attestation d’assurance est refusée"), text)


def _ends_in_a_month(attestation: Attestation) -> Text:
    text = _("Votre attestation se termine le %(au)s. Demandez la nouvelle à votre assureur, puis envoyez-la.")
    return _text(attestation, _("Votre assurance se termine bientôt"), text)


def _ends_in_a_week(attestation: Attestation) -> Text:
    text = _("Votre attestation se termine le %(au)s. Il nous manque la nouvelle : envoyez-la cette semaine.")
    return _text(attestation, _("Plus que quelques jours pour votre assurance"), text)


def _has_ended(attestation: Attestation) -> Text:
    text = _("Votre attestation n’est plus valable depuis le %(au)s. Envoyez la nouvelle, ou appelez-nous.")
    return _text(attestation, _("Votre attestation d’assurance a expiré"), text)


def _update_text(update: MiseAJour, title: str, text: str) -> Text:
    words = {"what": update.get_nature_display(), "reason": update.reason}
    return Text(title, text % words, reverse("changements", args=[update.dossier.cle]))


def _update_received(update: MiseAJour) -> Text:
    text = _("%(what)s : nous avons bien reçu votre changement. Nous le vérifions.")
    return _update_text(update, _("Votre changement est arrivé"), text)


def _update_accepted(update: MiseAJour) -> Text:
    text = _("%(what)s : votre changement est accepté. Votre dossier est à jour.")
    return _update_text(update, _("Votre changement est accepté"), text)


def _update_refused(update: MiseAJour) -> Text:
    text = _("%(what)s : votre changement est refusé. %(reason)s Envoyez-le de nouveau dans votre espace.")
    return _update_text(update, _("Votre changement est refusé"), text)


def declare_kinds() -> None:
    """Declare what this room tells."""
    for name, compose in (
        (RECEIVED, _received),
        (ACCEPTED, _accepted),
        (REFUSED, _refused),
        (ENDS_IN_A_MONTH, _ends_in_a_month),
        (ENDS_IN_A_WEEK, _ends_in_a_week),
        (HAS_ENDED, _has_ended),
        (UPDATE_RECEIVED, _update_received),
        (UPDATE_ACCEPTED, _update_accepted),
        (UPDATE_REFUSED, _update_refused),
    ):
        declare_kind(Kind(name, FILE, compose))


def holders_of(dossier: Dossier) -> list[User]:
    """Return the accounts of those who hold this lease today, each once."""
    links = Titulaire.objects.current(timezone.localdate()).filter(dossier=dossier, locataire__user__isnull=False)
    return list(User.objects.filter(pk__in=links.values("locataire__user"), is_active=True).order_by("pk"))


def tell_holders(kind: str, about: Attestation | MiseAJour) -> int:
    """Tell everyone who holds the lease; return how many were told just now."""
    return sum(send(kind, person, about) is not None for person in holders_of(about.dossier))


def told_about(proposal: Attestation | MiseAJour) -> list[User]:
    """Return who hears of what was sent for a lease: its holders, and the helper who sent it while they help."""
    people = holders_of(proposal.dossier)
    sender = proposal.sent_by
    if (
        sender
        and sender not in people
        and proposal.dossier.aidants.live(timezone.localdate()).filter(person=sender, sees_dossier=True)
    ):
        people.append(sender)
    return people


def tell_of_attestation(sender: object, proposal: Attestation, **kwargs: object) -> None:
    """Tell the holders, and the helper who sent it, what became of a certificate; who withdrew theirs knows it."""
    kind = {
        Attestation.Status.RECUE: RECEIVED,
        Attestation.Status.VALIDEE: ACCEPTED,
        Attestation.Status.REFUSEE: REFUSED,
    }.get(Attestation.Status(proposal.status))
    if kind:
        for person in told_about(proposal):
            send(kind, person, proposal)


def tell_of_update(sender: object, proposal: MiseAJour, **kwargs: object) -> None:
    """Tell the holders, and the helper who sent it, what became of a change; who withdrew theirs knows it."""
    kind = {
        Proposal.Status.RECUE: UPDATE_RECEIVED,
        Proposal.Status.VALIDEE: UPDATE_ACCEPTED,
        Proposal.Status.REFUSEE: UPDATE_REFUSED,
    }.get(Proposal.Status(proposal.status))
    if kind:
        for person in told_about(proposal):
            send(kind, person, proposal)


def remind(today: date | None = None) -> int:
    """Remind those whose insurance ends within 30 days, then 7, then has ended; return how many were told just now.

    Each once: `send` tells nobody twice. Nobody is reminded when a later certificate was sent or accepted, when they
    left, or more than 30 days after the end.
    """
    day = today or timezone.localdate()
    later = Attestation.objects.standing().filter(dossier=OuterRef("dossier"), au__gt=OuterRef("au"))
    ending = (
        Attestation.objects.filter(
            ~Exists(later),
            status=Attestation.Status.VALIDEE,
            au__range=(day - timedelta(days=NOTICE_DAYS), day + timedelta(days=NOTICE_DAYS)),
            dossier__closed_on=None,
            dossier__logement__nature__in=INSURED,
        )
        .exclude(dossier__date_sortie__lt=day)
        .select_related("dossier")
    )
    return sum(
        tell_holders(kind_for(attestation, day), attestation) for attestation in ending.iterator(chunk_size=500)
    )


def kind_for(attestation: Attestation, day: date) -> str:
    """Return what is told on that day about a certificate that ends or has ended."""
    left = (attestation.au - day).days
    if left < 0:
        return HAS_ENDED
    return ENDS_IN_A_WEEK if left <= WEEK_DAYS else ENDS_IN_A_MONTH
