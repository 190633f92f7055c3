"""A tenant gets a paper on the spot: true, tagged, in their language, theirs alone."""

from datetime import date, timedelta
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import TestCase
from django.utils import timezone, translation
from pypdf import PdfReader
from pytest_django import Settings

from espace_locataire.compte import consents
from espace_locataire.compte.models import Consent
from espace_locataire.documents import making
from espace_locataire.documents.making import (
    Asked,
    Letter,
    Maker,
    Section,
    declare_maker,
    make,
    maker_named,
)
from espace_locataire.documents.models import MadeDocument
from home.retention import retention_named
from tests.compte.factories import UserFactory
from tests.documents.test_pdf import roles_of, text_of
from tests.dossier.tenants import Tenant, tenant_of
from tests.erp.export_folder import ExportFolder

pytestmark = pytest.mark.django_db
REFERENCE = "0030020788B"
TODAY = timezone.localdate()
THIS_MONTH = TODAY.replace(day=1)
LAST_MONTH = (THIS_MONTH - timedelta(days=1)).replace(day=1)


def tenant_with(export: ExportFolder, *entries: tuple[int, date]) -> Tenant:
    """Return a tenant whose account has these entries (cents, day)."""
    export.dossier(REFERENCE)
    for cents, day in entries:
        export.ecriture(REFERENCE, cents, day.isoformat(), echeance=day.isoformat() if cents > 0 else "")
    export.bring_in()
    return tenant_of(REFERENCE, UserFactory.create())


@pytest.fixture
def tenant(export: ExportFolder) -> Tenant:
    """Return a tenant who paid last month in full and owes nothing late."""
    return tenant_with(export, (40_000, LAST_MONTH), (-40_000, LAST_MONTH + timedelta(days=4)))


def agree(tenant: Tenant) -> None:
    """Let a tenant agree to receive papers by electronic means."""
    consents.give(tenant.user, Consent.Subject.DOCUMENTS, "Par voie électronique")


def ask(tenant: Tenant, kind: str, language: str = "fr", **fields: str) -> str:
    """Ask for a paper and return the page that follows."""
    with translation.override(language):
        url = tenant.url("make_document")
    return tenant.client().post(url, {"sorte": kind, **fields}, follow=True).text


def opened(tenant: Tenant) -> bytes:
    """Return the PDF of the latest paper, as its tenant opens it."""
    made = MadeDocument.objects.of(tenant.dossier)[0]
    response = tenant.client().get(tenant.url("made_document", made.pk))
    assert response.headers["Content-Type"] == "application/pdf"
    content: bytes = response.getvalue()
    assert sha256(content).hexdigest() == made.sha256
    return content


KINDS: list[tuple[str, dict[str, str]]] = [
    ("attestation-location", {}),
    ("attestation-a-jour", {}),
    ("quittance", {"mois": f"{LAST_MONTH:%Y-%m}"}),
    ("releve", {"du": f"{LAST_MONTH:%Y-%m-%d}", "au": f"{TODAY:%Y-%m-%d}"}),
]


@pytest.mark.parametrize(("language", "lang"), [("fr", "fr-FR"), ("en", "en-GB")])
@pytest.mark.parametrize(("kind", "fields"), KINDS)
def test_a_paper_is_tagged_titled_and_in_the_readers_language(
    tenant: Tenant, kind: str, fields: dict[str, str], language: str, lang: str
) -> None:
    agree(tenant)
    ask(tenant, kind, language, **fields)
    reader = PdfReader(BytesIO(opened(tenant)))
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == lang
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert REFERENCE in str(reader.metadata.title)
    assert reader.xmp_metadata is not None
    assert b"<pdfuaid:part>1</pdfuaid:part>" in reader.xmp_metadata.stream.get_data()
    roles = list(roles_of(root["/StructTreeRoot"]))
    assert (roles.count("/H1"), "/Figure" in roles) == (1, True)
    assert MadeDocument.objects.get().language == language


def test_the_english_version_is_english(tenant: Tenant) -> None:
    agree(tenant)
    for kind, fields in KINDS:
        ask(tenant, kind, "en", **fields)
    text = ""
    for made in MadeDocument.objects.all():
        with made.open_checked() as content:
            text += text_of(content.read())
    for said in (
        "Tenancy certificate",
        "Rent up to date certificate",
        "Rent receipt",
        "Account statement",
        "Check this",
    ):
        assert said in text
    for word in ("Fait le", "Vérifier", "atteste", "déclare", "Dossier", "Logement", "adresse"):
        assert word not in text


def test_it_says_who_rents_what_since_when(tenant: Tenant) -> None:
    page = ask(tenant, "attestation-location")
    assert "C’est prêt" in page
    text = text_of(opened(tenant))
    for said in ("Attestation de location", "Alex MARTIN", "1 rue du Moulin", "1er mars 2015", REFERENCE, "003002078"):
        assert said in text
    made = MadeDocument.objects.get()
    assert made.code in text
    assert f"/verifier/{made.code}/" in text
    assert (made.made_by, made.dossier, made.kind) == (tenant.user, tenant.dossier, "attestation-location")


def test_a_lease_that_ended_is_said_to_have_ended(export: ExportFolder) -> None:
    export.dossier(REFERENCE, date_sortie="2026-06-30")
    export.bring_in()
    tenant = tenant_of(REFERENCE, UserFactory.create())
    ask(tenant, "attestation-location")
    text = text_of(opened(tenant))
    assert "Ce bail a pris fin." in text
    assert "30 juin 2026" in text


# --- Nothing is late, or nothing is said ----------------------------------------------------------


def test_up_to_date_is_said_when_it_is_true(tenant: Tenant) -> None:
    ask(tenant, "attestation-a-jour")
    text = text_of(opened(tenant))
    assert "Rien n’est en retard" in text
    assert "aucune somme échue ne reste à payer" in text


def test_what_falls_due_later_is_not_late(export: ExportFolder) -> None:
    tenant = tenant_with(export, (40_000, TODAY))
    ask(tenant, "attestation-a-jour")
    assert MadeDocument.objects.count() == 1


@pytest.mark.parametrize("entries", [[(40_000, LAST_MONTH)], [(40_000, LAST_MONTH), (-39_999, TODAY)]])
def test_up_to_date_is_never_said_when_something_is_late(
    export: ExportFolder, entries: list[tuple[int, date]]
) -> None:
    tenant = tenant_with(export, *entries)
    page = tenant.client().get(tenant.url("make_document")).text
    assert "Pas possible aujourd’hui" in page
    assert 'value="attestation-a-jour"' not in page
    assert "est en retard" in ask(tenant, "attestation-a-jour")
    assert not MadeDocument.objects.exists()


def test_up_to_date_is_not_said_of_an_account_nobody_knows(export: ExportFolder) -> None:
    tenant = tenant_with(export)
    assert "Nous n’avons pas encore votre compte" in ask(tenant, "attestation-a-jour")
    assert not MadeDocument.objects.exists()


# --- A quittance or a reçu: the ledger decides ----------------------------------------------------


def test_a_month_paid_in_full_gives_a_quittance(tenant: Tenant) -> None:
    agree(tenant)
    ask(tenant, "quittance", mois=f"{LAST_MONTH:%Y-%m}")
    text = text_of(opened(tenant))
    assert MadeDocument.objects.get().title == "Quittance de loyer"
    assert "en donne quittance" in text
    assert "Total payé 400,00 €" in text
    assert "de Alex MARTIN la somme de 400,00 €" in text


def test_a_month_paid_in_part_gives_a_recu_whatever_is_asked(export: ExportFolder) -> None:
    tenant = tenant_with(export, (40_000, LAST_MONTH), (-15_000, TODAY))
    agree(tenant)
    ask(tenant, "quittance", mois=f"{LAST_MONTH:%Y-%m}", title="Quittance de loyer")
    text = text_of(opened(tenant))
    assert MadeDocument.objects.get().title == "Reçu de paiement partiel"
    assert "en donne quittance" not in text
    assert "150,00 €" in text
    assert "Reste à payer : 250,00 €" in text


def test_a_month_of_which_nothing_was_paid_gives_neither(export: ExportFolder) -> None:
    tenant = tenant_with(export, (40_000, LAST_MONTH))
    agree(tenant)
    assert "Nous n’avons encore rien reçu" in ask(tenant, "quittance", mois=f"{LAST_MONTH:%Y-%m}")
    assert not MadeDocument.objects.exists()


@pytest.mark.parametrize("month", ["", "2001-01", "x", "2026-13"])
def test_a_month_that_is_not_on_the_account_is_refused(tenant: Tenant, month: str) -> None:
    agree(tenant)
    ask(tenant, "quittance", mois=month)
    assert not MadeDocument.objects.exists()


def test_an_electronic_receipt_needs_an_agreement_which_is_kept(tenant: Tenant) -> None:
    month = f"{LAST_MONTH:%Y-%m}"
    page = ask(tenant, "quittance", mois=month)
    assert "La loi demande votre accord" in page
    assert "Cochez cette case" in page
    assert not MadeDocument.objects.exists()
    ask(tenant, "quittance", mois=month, accord="on")
    assert MadeDocument.objects.count() == 1
    consent = consents.in_force(tenant.user, Consent.Subject.DOCUMENTS)
    assert consent is not None
    assert "par voie électronique" in consent.wording
    page = ask(tenant, "quittance", mois=month)
    assert MadeDocument.objects.count() == 2
    assert "vous avez accepté de recevoir vos documents" in page


# --- A statement -----------------------------------------------------------------------------------


def test_a_statement_covers_the_days_asked_for(export: ExportFolder) -> None:
    tenant = tenant_with(
        export, (40_000, date(2025, 9, 30)), (10_000, date(2025, 10, 1)), (-30_000, date(2025, 10, 31))
    )
    ask(tenant, "releve", du="2025-10-01", au="2025-10-31")
    text = text_of(opened(tenant))
    assert "Du 1er octobre 2025 au 31 octobre 2025" in text
    assert "01/10/2025 Solde au début de la période 400,00 €" in text
    assert "01/10/2025 Loyer 100,00 € 500,00 €" in text
    assert "31/10/2025 Paiement 300,00 € 200,00 €" in text
    assert "Solde débiteur : à payer" in text


def test_a_period_without_entries_says_so(tenant: Tenant) -> None:
    ask(tenant, "releve", du="2020-01-01", au="2020-01-31")
    assert "Aucune opération pendant cette période." in text_of(opened(tenant))


@pytest.mark.parametrize(
    ("du", "au", "said"),
    [
        ("", "2026-01-01", "Indiquez cette date."),
        ("hier", "2026-01-01", "Écrivez une date"),
        ("2026-02-01", "2026-01-01", "Inversez les deux dates"),
        ("2015-01-01", "2026-01-01", "Cinq ans au plus"),
    ],
)
def test_a_period_that_makes_no_sense_comes_back_with_what_to_mend(
    tenant: Tenant, du: str, au: str, said: str
) -> None:
    assert said in ask(tenant, "releve", du=du, au=au)
    assert not MadeDocument.objects.exists()


# --- Whose it is, how long, how many ---------------------------------------------------------------


def test_another_tenants_paper_is_404(neighbours: tuple[Tenant, Tenant]) -> None:
    mine, other = neighbours
    theirs = MadeDocument.objects.of(other.dossier)[0]
    for name in ("made_document", "made_document_download"):
        assert mine.client().get(mine.url(name, theirs.pk)).status_code == 404
    assert theirs.code not in mine.client().get(mine.url("make_document")).text


def test_what_no_room_makes_is_404(tenant: Tenant) -> None:
    assert tenant.client().post(tenant.url("make_document"), {"sorte": "bail-gratuit"}).status_code == 404


def test_it_is_kept_under_a_name_that_says_what_it_is(tenant: Tenant) -> None:
    ask(tenant, "attestation-location")
    made = MadeDocument.objects.get()
    assert REFERENCE not in str(made.file.name)
    response = tenant.client().get(tenant.url("made_document_download", made.pk))
    assert response.headers["Content-Disposition"] == (
        f'attachment; filename="Attestation de location {TODAY:%Y-%m-%d} {REFERENCE}.pdf"'
    )
    assert response.getvalue()


def test_a_damaged_one_is_said_to_be_so(tenant: Tenant, caplog: pytest.LogCaptureFixture) -> None:
    ask(tenant, "attestation-location")
    made = MadeDocument.objects.get()
    made.file.storage.delete(str(made.file.name))
    response = tenant.client().get(tenant.url("made_document", made.pk))
    assert response.status_code == 503
    assert "Obtenir un autre document" in response.text
    assert REFERENCE not in caplog.text


def test_not_more_than_thirty_an_hour(tenant: Tenant, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("espace_locataire.documents.making_views.MADE_AN_HOUR", 2)
    statuses = [
        tenant.client().post(tenant.url("make_document"), {"sorte": "attestation-location"}).status_code
        for _time in range(3)
    ]
    assert statuses == [302, 302, 429]
    assert MadeDocument.objects.count() == 2


def test_they_are_forgotten_with_their_files_in_time(tenant: Tenant, settings: Settings) -> None:
    settings.MADE_DOCUMENTS_KEPT_DAYS = 30
    for _time in range(2):
        ask(tenant, "attestation-location")
    old, fresh = MadeDocument.objects.order_by("pk")
    MadeDocument.objects.filter(pk=old.pk).update(made_at=timezone.now() - timedelta(days=31))
    with TestCase.captureOnCommitCallbacks(execute=True):
        over = retention_named("made-documents")
        assert (over.forget(timezone.now()), over.forget(timezone.now())) == (1, 0)
    assert list(MadeDocument.objects.all()) == [fresh]
    assert not old.file.storage.exists(str(old.file.name))
    assert fresh.file.storage.exists(str(fresh.file.name))


def test_a_code_is_the_code_of_one_paper(tenant: Tenant) -> None:
    for _time in range(2):
        ask(tenant, "attestation-location")
    one, other = MadeDocument.objects.order_by("pk")
    assert one.code != other.code
    for code in (other.code, "", "abcd-efgh-ijkl-mnop", "ABCDEFGH"):
        with pytest.raises(IntegrityError), transaction.atomic():
            MadeDocument.objects.filter(pk=one.pk).update(code=code)


@pytest.fixture
def _own_makers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "_makers", dict(making._makers))


@pytest.mark.usefixtures("_own_makers")
def test_a_room_above_adds_its_own(tenant: Tenant) -> None:
    def write(asked: Asked) -> Letter:
        return Letter("Reçu de paiement en ligne", [Section(paragraphs=["Merci #panic(1) *gras* <b>."])])

    declare_maker(Maker("recu-en-ligne", "Reçu de paiement en ligne", "Pour vos comptes.", write))
    assert "Reçu de paiement en ligne" in tenant.client().get(tenant.url("make_document")).text
    made = make(maker_named("recu-en-ligne"), tenant.dossier, tenant.user, {})
    with made.open_checked() as content:
        assert "Merci #panic(1) *gras* <b>." in text_of(content.read())


def test_the_page_costs_the_same_however_much_was_made(
    tenant: Tenant, settings: Settings, django_assert_max_num_queries: Any
) -> None:
    settings.PAGE_CACHE_SECONDS = 600
    for _time in range(5):
        ask(tenant, "attestation-location")
    client = tenant.client()
    client.get(tenant.url("make_document"))
    # One of them finds the payments by card a receipt may be asked for.
    with django_assert_max_num_queries(11):
        assert client.get(tenant.url("make_document")).status_code == 200
