"""The demonstration holds what it promises, comes in by the ordinary import, and is made once."""

from io import StringIO

import pytest
from config.demonstration import ACCOUNTS, PASSWORD
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from espace_locataire.documents.models import Document
from espace_locataire.dossier.models import Dossier
from espace_locataire.erp.models import ImportRun
from espace_locataire.solde.ledger import solde_of
from espace_locataire.solde.models import Ecriture
from home.contents import create_home_pages

pytestmark = pytest.mark.django_db


def demo(homes: int = 12) -> str:
    output = StringIO()
    call_command("demo", homes=homes, stdout=output)
    return output.getvalue()


@pytest.fixture
def short_site(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out all but the home page: the rest of the site takes a minute."""
    monkeypatch.setattr("config.management.commands.demo.create_site", create_home_pages)


@pytest.fixture
def printed(short_site: None) -> str:
    return demo()


def test_it_says_how_to_enter_and_what_each_account_shows(printed: str) -> None:
    for account in ACCOUNTS:
        assert account.email in printed
    assert PASSWORD in printed
    assert "http://localhost:8000" in printed
    assert "un loyer à payer" in printed


@pytest.mark.parametrize("account", ACCOUNTS, ids=lambda account: account.name)
def test_every_account_enters_by_the_form(printed: str, client: Client, account: object) -> None:
    response = client.post(
        reverse("account_login"),
        {"login": account.email, "password": PASSWORD},  # type: ignore[attr-defined]
        follow=True,
    )
    assert response.status_code == 200
    area = reverse("wagtailadmin_home") if account.role else reverse("espace_locataire")  # type: ignore[attr-defined]
    assert response.request["PATH_INFO"].startswith(area)


def test_it_holds_the_leaflets_screen(printed: str) -> None:
    dossier = Dossier.objects.get(reference="0030020788B")
    assert solde_of(dossier).cents == -9_550
    assert [document.shown_title for document in Document.objects.of(dossier)] == [
        "Régularisation de charges — Décembre 2024",
        "Avis d’échéance — Octobre 2024",
        "Avis d’échéance — Septembre 2024",
        "Avis d’échéance — Juillet 2024",
    ]
    last = Ecriture.objects.filter(dossier=dossier).latest("value_date").value_date
    today = timezone.localdate()
    assert (last.year, last.month) == (today.year, today.month)


def test_one_tenant_is_late_and_another_has_a_rent_to_pay_that_is_not(printed: str) -> None:
    late = solde_of(Dossier.objects.get(reference="0030020790D"))
    assert (late.cents, late.late_cents) == (41_237, 41_237)
    due = solde_of(Dossier.objects.get(reference="0030020794H"))
    assert due.cents > 0
    assert due.late_cents == 0


def test_a_second_time_it_only_prints_the_accounts(printed: str) -> None:
    before = (Dossier.objects.count(), Ecriture.objects.count(), ImportRun.objects.count())
    assert demo().splitlines()[-3:] == printed.splitlines()[-3:]
    assert (Dossier.objects.count(), Ecriture.objects.count(), ImportRun.objects.count()) == before


def test_it_is_refused_outside_of_a_demonstration(settings: Settings) -> None:
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError, match="poste de développement"):
        demo()
