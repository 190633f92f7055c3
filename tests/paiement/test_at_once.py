"""Many messages about many payments, all at once, on the database of production: each counts once."""

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections

from espace_locataire.compte.models import Locataire, User
from espace_locataire.dossier.models import Dossier, Logement, Occupant, Titulaire
from espace_locataire.erp.models import ImportRun
from espace_locataire.notifications.models import Notification
from espace_locataire.paiement.checkout import begin
from espace_locataire.paiement.models import Paiement, WebhookEvent
from espace_locataire.solde.models import ArreteComptes, Mouvement
from residence_news.models import Residence
from tests.compte.factories import UserFactory
from tests.erp.export_folder import ExportFolder
from tests.paiement.conftest import Mail

pytestmark = [pytest.mark.postgresql, pytest.mark.long, pytest.mark.xdist_group("payments-at-once")]
PAYMENTS, DELIVERIES, THREADS = 20, 10, 8


@pytest.fixture
def _kept_rows(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Let every thread see the rows, and take them away afterwards."""
    with django_db_blocker.unblock():
        yield
        # What only grows cannot be deleted row by row.
        with connection.cursor() as cursor:
            cursor.execute("TRUNCATE solde_mouvement")
        for model in (WebhookEvent, Paiement, Notification, Titulaire, Occupant, Dossier, Logement, Locataire):
            model._base_manager.all().delete()
        for rows in (Residence.objects, ImportRun.objects, ArreteComptes.objects, User.objects):
            rows.all().delete()


@pytest.mark.usefixtures("_kept_rows")
def test_two_hundred_deliveries_of_twenty_messages_count_twenty_payments(export: ExportFolder, mail: Mail) -> None:
    for number in range(PAYMENTS):
        export.dossier(f"{1_000_000_000 + number}A")
    export.bring_in()
    for dossier in Dossier.objects.all():
        begun = begin(dossier, UserFactory.create(), 10_000)
        mail.store.pay(begun.paiement.session_id or "")
    deliveries = mail.store.events * DELIVERIES
    random.Random(20).shuffle(deliveries)

    def carry(event: dict[str, Any]) -> int:
        try:
            return mail.carry(event).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(THREADS) as threads:
        answers = list(threads.map(carry, deliveries))
    assert len(answers) == PAYMENTS * DELIVERIES
    assert set(answers) == {200}
    assert Mouvement.objects.count() == PAYMENTS
    assert sum(movement.amount_cents for movement in Mouvement.objects.all()) == -10_000 * PAYMENTS
    assert Paiement.objects.paid().count() == PAYMENTS
    assert WebhookEvent.objects.exclude(processed_at=None).count() == PAYMENTS
