"""What is no longer needed is forgotten in its time, and a report says what went."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import TestCase
from django.utils import timezone
from pytest_django import Settings

from espace_locataire.compte.models import Consent, Locataire, User
from espace_locataire.documents.models import Document, Reading
from espace_locataire.documents.withdrawing import withdraw
from espace_locataire.dossier.models import Attestation, Consultation, Dossier, MiseAJour, Occupant, Piece
from espace_locataire.notifications.models import Notification
from espace_locataire.vie_privee.models import PurgeRun
from espace_locataire.vie_privee.purging import purge
from espace_locataire.vie_privee.unused import warn
from home import retention
from home.retention import Retention, declare_retention, declared_retentions, retention_named
from tests.compte.factories import StaffFactory, UserFactory
from tests.dossier.proofs import piece_of
from tests.dossier.tenants import Tenant

pytestmark = pytest.mark.django_db


def ago(days: int) -> Any:
    """Return the moment that many days ago."""
    return timezone.now() - timedelta(days=days)


def day(days: int) -> Any:
    """Return the day that many days ago."""
    return timezone.localdate() - timedelta(days=days)


def went() -> dict[str, int]:
    """Forget what is over; return how many rows, by kind."""
    with TestCase.captureOnCommitCallbacks(execute=True):
        lines = purge()
    assert all(line.count is not None for line in lines)
    return {line.retention.name: line.count for line in lines if line.count}


def test_nothing_goes_from_a_lease_in_force(neighbours: tuple[Tenant, Tenant]) -> None:
    assert went() == {}
    assert not PurgeRun.objects.exists()


def test_certificates_go_three_years_after_their_last_day_with_their_files(neighbours: tuple[Tenant, Tenant]) -> None:
    mine, _other = neighbours
    old = Attestation.objects.get(dossier=mine.dossier)
    [piece] = old.pieces.all()
    Attestation.objects.filter(pk=old.pk).update(du=day(1500), au=day(1100), sent_at=ago(1400))
    assert went() == {"attestations": 1}
    assert not Attestation.objects.filter(dossier=mine.dossier).exists()
    assert not piece.file.storage.exists(str(piece.file.name))
    assert Attestation.objects.count() == 1
    run = PurgeRun.objects.get()
    assert (run.counts, run.failed, run.total) == ({"attestations": 1}, [], 1)


def test_what_was_sent_goes_three_years_after_the_lease(neighbours: tuple[Tenant, Tenant]) -> None:
    mine, other = neighbours
    Dossier.objects.filter(pk=mine.dossier.pk).update(date_entree=day(3000), date_sortie=day(1100))
    Attestation.objects.update(sent_at=ago(1200))
    assert went() == {"attestations": 1}
    assert Attestation.objects.get().dossier == other.dossier


def test_changes_go_three_years_after_the_answer_unless_the_erp_still_waits(neighbours: tuple[Tenant, Tenant]) -> None:
    mine, other = neighbours
    old = {"status": "validee", "decided_at": ago(1100), "sent_at": ago(1101)}
    MiseAJour.objects.filter(dossier=mine.dossier).update(**old, erp_answer="integre", erp_answered_at=ago(1099))
    MiseAJour.objects.filter(dossier=other.dossier).update(**old)
    for tenant in neighbours:
        Piece.objects.filter(pk=piece_of(tenant).pk).update(mise_a_jour=tenant.dossier.mises_a_jour.get())
    assert went() == {"mises-a-jour": 1}
    assert MiseAJour.objects.get().dossier == other.dossier
    assert [piece.dossier for piece in Piece.objects.exclude(mise_a_jour=None)] == [other.dossier]


def test_papers_go_five_years_after_the_erp_dropped_the_lease(neighbours: tuple[Tenant, Tenant]) -> None:
    mine, other = neighbours
    paper = Document.objects.get(dossier=mine.dossier)
    wrong = Document.objects.get(pk=paper.pk)
    wrong.pk, wrong.source_ref = None, "D-faux"
    wrong.save()
    withdraw(wrong, StaffFactory.create(), replaced_by=paper)
    Reading.objects.create(document=paper, person=mine.user, how=Reading.How.OPENED)
    Dossier.objects.filter(pk=mine.dossier.pk).update(closed_on=day(1828))
    Dossier.objects.filter(pk=other.dossier.pk).update(closed_on=day(1800))
    # What was sent for these leases goes sooner.
    Attestation.objects.all().delete()
    assert went() == {"papers": 2}
    assert Document.objects.get().dossier == other.dossier
    assert not Reading.objects.exists()
    assert not paper.file.storage.exists(str(paper.file.name))


def test_those_who_lived_there_go_after_three_years_and_names_after_ten(neighbours: tuple[Tenant, Tenant]) -> None:
    mine, _other = neighbours
    gone = {"closed_on": day(1100)}
    Occupant.objects.create(dossier=mine.dossier, source_ref="O-1", nom="Petit", prenom="Lou", **gone)
    Occupant.objects.create(dossier=mine.dossier, source_ref="O-2", nom="Petit", prenom="Max")
    Locataire.objects.filter(user=mine.user).update(closed_on=day(3700), email="a@demo.example", telephone="0612")
    assert went() == {"occupants": 1, "identities": 1}
    assert Occupant.objects.get().prenom == "Max"
    nameless = Locataire.objects.get(closed_on=day(3700))
    assert (nameless.nom, nameless.email, nameless.telephone, nameless.user) == ("—", "", "", None)
    assert went() == {}


def test_looks_and_consents_taken_back_go_in_their_time(neighbours: tuple[Tenant, Tenant]) -> None:
    mine, _other = neighbours
    for age in (366, 300):
        Consultation.objects.create(
            dossier=mine.dossier, by=mine.user, by_name="Nadia", capacity="agent", act="piece_opened", at=ago(age)
        )
    for age, back in ((1400, 1100), (900, 500)):
        Consent.objects.create(
            person=mine.user, subject="newsletter", wording="Oui", given_at=ago(age), withdrawn_at=ago(back)
        )
    assert went() == {"consents": 1, "consultations": 1}


def test_an_account_nobody_uses_goes_a_month_after_its_person_was_told(
    neighbours: tuple[Tenant, Tenant], settings: Settings
) -> None:
    old = {"date_joined": ago(1200), "last_login": ago(1080)}
    idle, tenant, busy = UserFactory.create(**old), neighbours[0].user, UserFactory.create(**old)
    User.objects.filter(pk=busy.pk).update(last_login=ago(10))
    User.objects.filter(pk=tenant.pk).update(**old)
    StaffFactory.create(**old)
    assert (warn(), warn()) == (1, 0)
    told = Notification.objects.get()
    assert (told.person, told.title) == (idle, "Votre compte va être fermé")
    User.objects.filter(pk=idle.pk).update(last_login=ago(1100))
    # Told too lately.
    assert went() == {}
    Notification.objects.update(created_at=ago(31))
    assert went() == {"accounts": 1}
    assert not User.objects.filter(pk=idle.pk).exists()
    assert User.objects.filter(pk__in=[tenant.pk, busy.pk]).count() == 2


def test_someone_who_comes_back_keeps_the_account(neighbours: tuple[Tenant, Tenant]) -> None:
    idle = UserFactory.create(date_joined=ago(1200), last_login=ago(1100))
    warn()
    Notification.objects.update(created_at=ago(31))
    User.objects.filter(pk=idle.pk).update(last_login=timezone.now())
    assert went() == {}


def test_a_dry_run_counts_and_erases_nothing(
    neighbours: tuple[Tenant, Tenant], capsys: pytest.CaptureFixture[str]
) -> None:
    Attestation.objects.update(du=day(1500), au=day(1100), sent_at=ago(1400))
    call_command("purge_personal_data", "--dry-run")
    out = capsys.readouterr().out
    line = next(line for line in out.splitlines() if "PROOFS_KEPT_DAYS" in line and "Attestations" in line)
    assert line.split()[-1] == "2"
    assert "1096" in line
    assert Attestation.objects.count() == 2
    assert not PurgeRun.objects.exists()
    call_command("purge_personal_data")
    assert not Attestation.objects.exists()


def test_what_fails_is_named_and_stops_nothing_else(
    neighbours: tuple[Tenant, Tenant], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(rows: list[Any]) -> None:
        raise ValueError(neighbours[0].user.email)

    monkeypatch.setattr(retention, "_retentions", dict(retention._retentions))
    declare_retention(Retention(1, "broken", "En panne", "", lambda limit: User.objects.all(), fail))
    Attestation.objects.update(du=day(1500), au=day(1100), sent_at=ago(1400))
    with pytest.raises(CommandError, match="broken"):
        call_command("purge_personal_data")
    assert not Attestation.objects.exists()
    assert PurgeRun.objects.get().failed == ["broken"]
    assert neighbours[0].user.email not in caplog.text


def test_more_than_a_thousand_rows_go_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "AT_A_TIME", 2)
    person = UserFactory.create()
    for number in range(5):
        Notification.objects.create(
            person=person, kind="k", object_key=str(number), title="T", text="T", path="/", created_at=ago(500)
        )
    assert retention_named("notifications").forget(timezone.now()) == 5


def test_each_kind_that_has_a_time_names_a_setting_that_exists(settings: Settings) -> None:
    for kind in declared_retentions():
        assert kind.days == (getattr(settings, kind.setting) if kind.setting else 0)
