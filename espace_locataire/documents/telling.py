"""Telling tenants that a paper came: everyone in the area, by e-mail those who agreed to that."""

from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_locataire.compte.models import Consent
from espace_locataire.documents.models import Document
from espace_locataire.dossier.models import Titulaire
from espace_locataire.dossier.telling import holders_of
from espace_locataire.notifications.kinds import Kind, Text, Topic, declare_kind
from espace_locataire.notifications.sending import send

ARRIVED = "document_arrived"
# Older ones come with the history of a lease: they are no news.
NEWS_FOR = timedelta(days=45)
AT_A_TIME = 500

DOCUMENTS = Topic(
    "documents",
    gettext_lazy("Mes documents"),
    gettext_lazy("Un avis d’échéance, une quittance, une régularisation est arrivée."),
    needs_consent=Consent.Subject.DOCUMENTS,
)


def _arrived(document: Document) -> Text:
    title = _("Un document est arrivé")
    text = _("%(document)s vous attend dans votre espace, avec vos autres documents.")
    path = reverse("documents", args=[document.dossier.cle])
    return Text(title, text % {"document": document.shown_title}, path)


def declare_kinds() -> None:
    """Declare what this room tells."""
    declare_kind(Kind(ARRIVED, DOCUMENTS, _arrived))


def announce(today: date | None = None) -> int:
    """Tell the tenants of the papers that came since the last time; return how many people were told.

    One message per lease, about the newest of them. Papers of more than 45 days ago are history and told to nobody.
    """
    day = today or timezone.localdate()
    told = 0
    while batch := list(_next_batch()):
        with transaction.atomic():
            told += _announce(batch, day)
    return told


def _next_batch() -> list[Document]:
    waiting = (
        Document.objects.filter(announced_at=None).select_related("dossier").order_by("dossier", "issued_on", "pk")
    )
    return list(waiting[:AT_A_TIME])


def _announce(batch: list[Document], day: date) -> int:
    numbers = [document.pk for document in batch]
    # Of two sweeps at once, the second waits here and finds nothing left.
    locked = set(
        Document.objects.select_for_update(of=("self",))
        .filter(pk__in=numbers, announced_at=None)
        .values_list("pk", flat=True)
    )
    Document.objects.filter(pk__in=locked).update(announced_at=timezone.now())
    newest = {
        document.dossier_id: document
        for document in batch
        if document.pk in locked and document.withdrawn_at is None and document.issued_on >= day - NEWS_FOR
    }
    with_account = set(
        Titulaire.objects.filter(dossier__in=newest, locataire__user__isnull=False).values_list("dossier", flat=True)
    )
    return sum(
        send(ARRIVED, person, document) is not None
        for dossier, document in newest.items()
        if dossier in with_account
        for person in holders_of(document.dossier)
    )
