"""The database holds the rules of the registry, whoever writes to it, on SQLite and PostgreSQL alike."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from espace_locataire.compte.models import Locataire, User
from espace_locataire.documents.models import Document
from espace_locataire.dossier.models import Dossier, Logement, Occupant, Titulaire
from espace_locataire.erp.models import ImportRun
from espace_locataire.solde.models import ArreteComptes, Ecriture
from residence_news.models import Residence
from tests.compte.factories import UserFactory
from tests.erp.export_folder import ExportFolder

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _registry(export: ExportFolder) -> None:
    export.dossier("1000000010A")
    export.dossier("1000000020B")
    export.add("occupants.csv", id="O1", dossier="1000000010A", nom="MARTIN", prenom="Zoé")
    export.add("occupants.csv", id="O2", dossier="1000000010A", nom="MARTIN", prenom="Léo")
    export.document("1000000010A")
    export.document("1000000010A")
    export.residence("R02")
    export.ecriture("1000000010A", 100)
    export.bring_in()


BAD: list[tuple[type[models.Model], dict[str, Any]]] = [
    (Locataire, {"reference_client": "12345678"}),
    (Locataire, {"reference_client": "1234567890"[:8] + "A"}),
    (Locataire, {"reference_client": "１２３４５６７８９"}),
    (Locataire, {"reference_client": "12345678\n"}),
    (Locataire, {"civilite": "Mr"}),
    (Locataire, {"nom": ""}),
    (Locataire, {"prenom": ""}),
    (Residence, {"code": ""}),
    (Residence, {"nom": ""}),
    (Residence, {"code_postal": "2800"}),
    (Residence, {"code_postal": "２８０００"}),
    (Residence, {"latitude": 91, "longitude": 0}),
    (Residence, {"latitude": 48, "longitude": 181}),
    (Residence, {"latitude": 48, "longitude": None}),
    (Logement, {"reference": ""}),
    (Logement, {"nature": "chateau"}),
    (Logement, {"type": "T8"}),
    (Logement, {"type": "T2", "nature": "garage"}),
    (Logement, {"code_postal": "28OOO"}),
    (Logement, {"surface": 0}),
    (Logement, {"surface": -1}),
    (Dossier, {"reference": "0030020788"}),
    (Dossier, {"reference": "0030020788b"}),
    (Dossier, {"reference": "00300207881"}),
    (Dossier, {"reference": "００３００２０７８８B"}),
    (Dossier, {"reference": "003002078B\n"}),
    (Dossier, {"cle": "courte"}),
    (Dossier, {"cle": "a" * 21 + "/"}),
    (Dossier, {"date_sortie": date(2015, 2, 28)}),
    (Dossier, {"mode_paiement": "troc"}),
    (Titulaire, {"role": "voisin"}),
    (Titulaire, {"du": date(2020, 1, 2), "au": date(2020, 1, 1)}),
    (Occupant, {"source_ref": ""}),
    (Occupant, {"lien": "chat"}),
    (Occupant, {"nom": ""}),
    (Occupant, {"prenom": ""}),
    (Document, {"size_bytes": 0}),
    (Document, {"sha256": "ABC"}),
    (Document, {"sha256": "g" * 64}),
    (Document, {"period": date(2024, 10, 2)}),
    (Document, {"nature": "poeme"}),
    (User, {"email": ""}),
]


@pytest.mark.parametrize(("model", "change"), BAD, ids=lambda value: str(value)[:60])
def test_a_row_that_breaks_a_rule_is_refused(model: type[models.Model], change: dict[str, Any]) -> None:
    if model is User:
        UserFactory.create()
    row = model._default_manager.order_by("pk").first()
    assert row is not None
    with pytest.raises(IntegrityError), transaction.atomic():
        model._default_manager.filter(pk=row.pk).update(**change)


@pytest.mark.parametrize(
    ("model", "field"),
    [
        (Locataire, "reference_client"),
        (Residence, "code"),
        (Logement, "reference"),
        (Dossier, "reference"),
        (Dossier, "cle"),
        (Occupant, "source_ref"),
        (Document, "source_ref"),
    ],
)
def test_what_identifies_a_row_stands_once(model: type[models.Model], field: str) -> None:
    first, second = model._default_manager.order_by("pk")[:2]
    with pytest.raises(IntegrityError), transaction.atomic():
        model._default_manager.filter(pk=second.pk).update(**{field: getattr(first, field)})


@pytest.mark.parametrize(
    "change",
    [
        {"amount_cents": 0},
        {"source_ref": ""},
        {"source_ref": "E0000001"},
        {"nature": "cadeau"},
    ],
)
def test_an_entry_that_breaks_a_rule_is_refused(change: dict[str, Any]) -> None:
    good = {
        "dossier": Dossier.objects.get(reference="1000000010A"),
        "amount_cents": 100,
        "nature": "loyer",
        "label": "Loyer",
        "value_date": date(2026, 11, 1),
        "due_date": date(2026, 11, 5),
        "source_ref": "E0000099",
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Ecriture.objects.create(**good | change)
    Ecriture.objects.create(**good)


def test_a_lease_has_one_current_holder() -> None:
    dossier = Dossier.objects.get(reference="1000000010A")
    other = Locataire.objects.exclude(titulaires__dossier=dossier)[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        Titulaire.objects.create(dossier=dossier, locataire=other, role="titulaire", du=date(2020, 1, 1))
    Titulaire.objects.create(dossier=dossier, locataire=other, role="cotitulaire")


@pytest.mark.parametrize("du", [None, date(2020, 1, 1)])
def test_a_person_stands_once_on_a_lease_for_the_same_start(du: date | None) -> None:
    dossier = Dossier.objects.get(reference="1000000010A")
    other = Locataire.objects.exclude(titulaires__dossier=dossier)[0]
    Titulaire.objects.create(dossier=dossier, locataire=other, role="cotitulaire", du=du)
    with pytest.raises(IntegrityError), transaction.atomic():
        Titulaire.objects.create(dossier=dossier, locataire=other, role="cotitulaire", du=du)


def test_an_address_stands_once_whatever_its_case() -> None:
    UserFactory.create(email="camille@demo.example")
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.bulk_create([User(email="Camille@Demo.Example")])


def test_an_address_is_kept_in_lower_case() -> None:
    user = User.objects.create_user("  Camille@Demo.Example ")
    assert user.email == "camille@demo.example"
    assert User.objects.get_by_natural_key("CAMILLE@demo.example") == user


def test_an_account_serves_one_person_of_the_registry() -> None:
    user = UserFactory.create()
    first, second = Locataire.objects.all()[:2]
    Locataire.objects.filter(pk=first.pk).update(user=user)
    with pytest.raises(IntegrityError), transaction.atomic():
        Locataire.objects.filter(pk=second.pk).update(user=user)


def test_the_accounts_are_drawn_up_once_at_a_moment() -> None:
    moment = ArreteComptes.objects.get().as_of
    with pytest.raises(IntegrityError), transaction.atomic():
        ArreteComptes.objects.create(as_of=moment)


@pytest.mark.parametrize("change", [{"outcome": "perdu"}, {"outcome": "refused"}, {"fault_count": 1}])
def test_a_run_of_the_import_says_how_it_ended(change: dict[str, Any]) -> None:
    run = ImportRun.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        ImportRun.objects.filter(pk=run.pk).update(**change)
