"""Who but its holders looked at a lease, or acted on it, is kept as it was."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from espace_locataire.dossier.consulting import record, record_look
from espace_locataire.dossier.models import Consultation
from espace_locataire.dossier.updates import change_at_once
from tests.compte.factories import StaffFactory
from tests.dossier.tenants import Tenant

pytestmark = pytest.mark.django_db


def acts_on(tenant: Tenant) -> list[str]:
    """Return what was done with a tenant's lease, the oldest first."""
    return list(Consultation.objects.filter(dossier=tenant.dossier).order_by("pk").values_list("act", flat=True))


def test_staff_opening_a_certificate_and_its_paper_then_deciding_is_kept(neighbours: tuple[Tenant, Tenant]) -> None:
    mine, other = neighbours
    agent = StaffFactory.create(role="Gestion locative", first_name="Nadia", last_name="Brun")
    attestation = mine.dossier.attestations.get()
    screen = reverse("attestation_decide", args=[attestation.pk])
    agent_client = Client()
    agent_client.force_login(agent)
    for _ in range(3):
        agent_client.get(screen)
    paper = agent_client.get(reverse("attestation_piece", args=[attestation.pk, attestation.pieces.get().pk]))
    assert paper.getvalue()
    agent_client.post(screen, {"decision": "accept"})
    assert acts_on(mine) == ["attestation_opened", "piece_opened", "attestation_validee"]
    assert acts_on(other) == []
    last = Consultation.objects.filter(dossier=mine.dossier).latest("pk")
    assert (last.by, last.by_name, last.capacity) == (agent, "Nadia Brun", "agent")
    assert last.act_label == "Attestation d’assurance validée"


def test_a_look_counts_once_in_half_an_hour(neighbours: tuple[Tenant, Tenant]) -> None:
    mine, _other = neighbours
    agent = StaffFactory.create(role="Gestion locative")
    Consultation.objects.create(
        dossier=mine.dossier,
        by=agent,
        by_name="Nadia",
        capacity="agent",
        act="piece_opened",
        at=timezone.now() - timedelta(minutes=31),
    )
    record_look(mine.dossier, agent, "piece_opened")
    record_look(mine.dossier, agent, "piece_opened")
    record_look(mine.dossier, agent, "piece_opened", "un autre")
    assert acts_on(mine) == ["piece_opened"] * 3


def test_a_phone_number_a_tenant_changes_alone_is_nobody_elses_act(neighbours: tuple[Tenant, Tenant]) -> None:
    mine, _other = neighbours
    change_at_once(mine.user.locataire, "telephone", "+33612345678", mine.user)
    assert acts_on(mine) == []


def test_the_database_refuses_to_change_or_delete_a_row(neighbours: tuple[Tenant, Tenant]) -> None:
    row = record(neighbours[0].dossier, StaffFactory.create(), "piece_opened")
    rows = Consultation.objects.filter(pk=row.pk)
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        rows.update(by_name="Personne")
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        rows.delete()
    assert rows.get().by_name != "Personne"


def test_a_row_older_than_six_months_may_be_purged_but_never_changed(neighbours: tuple[Tenant, Tenant]) -> None:
    agent = StaffFactory.create()
    row = Consultation.objects.create(
        dossier=neighbours[0].dossier,
        by=agent,
        by_name="Nadia",
        capacity="agent",
        act="piece_opened",
        at=timezone.now() - timedelta(days=181),
    )
    rows = Consultation.objects.filter(pk=row.pk)
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        rows.update(act="autre")
    assert rows.delete()[0] == 1


def test_the_log_outlives_the_account(neighbours: tuple[Tenant, Tenant]) -> None:
    agent = StaffFactory.create(first_name="Nadia", last_name="Brun")
    row = record(neighbours[0].dossier, agent, "piece_opened")
    agent.delete()
    assert Consultation.objects.get(pk=row.pk).by_name == "Nadia Brun"


def test_a_file_of_certificates_taken_away_is_kept_lease_by_lease(neighbours: tuple[Tenant, Tenant]) -> None:
    mine, other = neighbours
    client = Client()
    client.force_login(StaffFactory.create(role="Gestion locative"))
    for format in ("csv", "xlsx"):
        assert client.get(reverse("attestations:index"), {"export": format}).getvalue()
    assert acts_on(mine) == acts_on(other) == ["attestation_exported"] * 2
