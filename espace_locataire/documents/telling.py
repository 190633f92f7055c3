"""Tenants hear that papers arrived: one message for all that came at once, and once only."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from espace_locataire.compte.models import Consent, User
from espace_locataire.documents.models import Document
from espace_locataire.documents.models.papers import RECENT_DAYS
from espace_locataire.dossier.models import Titulaire
from espace_locataire.notifications.kinds import Kind, Text, Topic, declare_kind
from espace_locataire.notifications.sending import send_all

ARRIVED = "documents_arrived"
PAPERS = Topic(
    "documents",
    gettext_lazy("Mes documents"),
    gettext_lazy("Vos avis d’échéance, vos quittances et vos régularisations, dès qu’ils arrivent."),
    consent=Consent.Subject.DOCUMENTS,
)


def declare_kinds() -> None:
    """Declare what this room tells."""
    declare_kind(Kind(ARRIVED, PAPERS, _arrived))


def _arrived(document: Document) -> Text:
    """Write about a paper and those that arrived with it (`arrived_with`, a number)."""
    others = document.arrived_with
    title = ngettext("Un nouveau document vous attend", "De nouveaux documents vous attendent", others + 1)
    if others:
        text = ngettext(
            "« %(paper)s » et %(count)d autre document sont arrivés dans votre espace.",
            "« %(paper)s » et %(count)d autres documents sont arrivés dans votre espace.",
            others,
        )
    else:
        text = _("« %(paper)s » est arrivé dans votre espace.")
    words = {"paper": document.shown_title, "count": others}
    return Text(title, text % words, reverse("documents", args=[document.dossier.cle]))


def tell_of_arrivals(at: datetime | None = None) -> int:
    """Tell those who have an account of the papers that arrived since the last time; return how many people were told.

    Papers older than 45 days are history, and nobody is told of them. A paper is told of once, whether anyone had an
    account then or not. The number of queries grows with the thousands of people told, not with the papers.
    """
    moment = at or timezone.now()
    since = timezone.localdate(moment) - timedelta(days=RECENT_DAYS)
    with transaction.atomic():
        waiting = Document.objects.filter(told_at=None, issued_on__gte=since)
        # Of two runs at once, the second waits here, then finds nothing left.
        found = set(waiting.order_by().select_for_update().values_list("pk", flat=True))
        if not found:
            return 0
        # By its moment, and not by a list of thousands of numbers, the batch is found again.
        waiting.filter(pk__lte=max(found)).update(told_at=moment)
        return send_all(ARRIVED, _arrivals(moment))


def _arrivals(moment: datetime) -> Iterator[tuple[User, Document]]:
    """Yield each person who has an account and holds a lease that got papers at that moment, with the latest paper."""
    held = Titulaire.objects.current(timezone.localdate(moment)).filter(
        locataire__user__is_active=True,
        dossier__documents__told_at=moment,
        dossier__documents__withdrawn_at=None,
    )
    rows = (
        held.order_by()
        .values("locataire__user")
        .annotate(
            latest=models.Max("dossier__documents"),
            papers=models.Count("dossier__documents", distinct=True),
        )
        .order_by("locataire__user")
    )
    batch = {row["locataire__user"]: (row["latest"], row["papers"]) for row in rows}
    people = User.objects.in_bulk(batch)
    papers = Document.objects.select_related("dossier").in_bulk({latest for latest, _ in batch.values()})
    for person, (latest, count) in batch.items():
        document = papers[latest]
        document.arrived_with = count - 1
        yield people[person], document
