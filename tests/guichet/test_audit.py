"""The audit says who looked at what; the administration reads it, and nobody changes it."""

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import timezone

from espace_locataire.compte.models import User
from espace_locataire.dossier.consulting import record
from espace_locataire.dossier.models import Consultation
from tests.compte.factories import StaffFactory, UserFactory
from tests.dossier.tenants import Tenant
from tests.guichet.counter import ROLES, member, screen

pytestmark = pytest.mark.django_db
AUDIT = "audit:index"


@pytest.fixture
def log(neighbours: tuple[Tenant, Tenant]) -> tuple[User, User]:
    """Keep three acts of two agents, the first long ago, and return the agents."""
    mine, other = neighbours
    paul = StaffFactory.create(first_name="Paul", last_name="Roy")
    lea = StaffFactory.create(first_name="Léa", last_name="Petit")
    Consultation.objects.create(
        dossier=mine.dossier, by=paul, by_name="Paul Roy", capacity="agent", act="piece_opened",
        detail="Ancien", at=timezone.now() - timedelta(days=40),
    )  # fmt: skip
    record(mine.dossier, paul, "document_withdrawn", "Avis")
    record(other.dossier, lea, "dossier_opened", "=1+1")
    return paul, lea


def listed(client: Client, **asked: str | int) -> list[str]:
    """Return who the rows of the audit speak of, in their order."""
    page = client.get(reverse("audit:index_results"), asked).text
    return [name for row in page.split("<tr")[1:] for name in ("Paul Roy", "Léa Petit") if name in row]


def test_the_newest_comes_first(log: tuple[User, User]) -> None:
    client, _ = member("Administration")
    assert listed(client) == ["Léa Petit", "Paul Roy", "Paul Roy"]
    page = client.get(reverse(AUDIT)).text
    assert "Document retiré" in page
    assert "Dossier ouvert au guichet" in page


def test_it_is_narrowed_to_what_is_asked(log: tuple[User, User], neighbours: tuple[Tenant, Tenant]) -> None:
    client, _ = member("Administration")
    _paul, lea = log
    today = timezone.localdate()
    assert listed(client, by=lea.pk) == ["Léa Petit"]
    assert listed(client, act="document_withdrawn") == ["Paul Roy"]
    assert listed(client, dossier=" 100000 0010a ") == ["Paul Roy", "Paul Roy"]
    assert listed(client, at_from=today.isoformat()) == ["Léa Petit", "Paul Roy"]
    assert listed(client, at_to=(today - timedelta(days=30)).isoformat()) == ["Paul Roy"]
    assert listed(client, q="petit") == ["Léa Petit"]
    assert listed(client, q="1000000010A") == ["Paul Roy", "Paul Roy"]
    assert listed(client, dossier="\x00", by="x") == listed(client)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_it_leaves_as_a_table_in_which_nothing_is_a_formula(log: tuple[User, User], form: str) -> None:
    client, _ = member("Administration")
    content = client.get(reverse(AUDIT), {"export": form}).getvalue()
    if form == "csv":
        text = content.decode()
        assert "Paul Roy" in text
        assert ",=1+1" not in text
    else:
        cells = [cell.value for row in openpyxl.load_workbook(BytesIO(content)).active.iter_rows() for cell in row]
        assert "Paul Roy" in cells
        assert "=1+1" not in cells


def test_it_comes_page_by_page(neighbours: tuple[Tenant, Tenant]) -> None:
    mine, _ = neighbours
    paul = StaffFactory.create(first_name="Paul", last_name="Roy")
    for _number in range(55):
        record(mine.dossier, paul, "piece_opened")
    client, _user = member("Administration")
    assert len(listed(client)) == 50
    assert len(listed(client, p=2)) == 5


@pytest.mark.parametrize("role", ROLES)
def test_the_administration_alone_reads_it(log: tuple[User, User], role: str) -> None:
    client, _ = member(role)
    assert (client.get(reverse(AUDIT)).status_code == 200) is (role == "Administration")
    assert (client.get(reverse(AUDIT), {"export": "csv"}).status_code == 200) is (role == "Administration")
    assert (reverse(AUDIT) in client.get(reverse("wagtailadmin_home")).text) is (role == "Administration")


def test_no_address_of_the_administration_changes_it_even_with_every_right(log: tuple[User, User]) -> None:
    root = Client()
    root.force_login(UserFactory.create(is_staff=True, is_superuser=True))
    row = Consultation.objects.latest("pk")
    before = list(Consultation.objects.order_by("pk").values_list())
    tried = 0
    for name in ("add", "edit", "delete", "copy", "inspect", "history", "usage", "chooser", "revisions_unschedule"):
        for arguments in ([], [row.pk]):
            try:
                url = reverse(f"audit:{name}", args=arguments)
            except NoReverseMatch:
                continue
            for answer in (root.get(url), root.post(url, {"detail": "Rien", "act": "rien"})):
                assert answer.status_code in (302, 403, 404, 405), url
                tried += 1
    assert tried >= 6
    for kind in ("delete",):
        url = reverse("wagtail_bulk_action", args=["dossier", "consultation", kind])
        assert root.post(f"{url}?id={row.pk}").status_code in (302, 403, 404)
    assert "audit:add" not in root.get(reverse(AUDIT)).text
    assert reverse("audit:add") not in root.get(reverse(AUDIT)).text
    assert list(Consultation.objects.order_by("pk").values_list()) == before


def test_consultations_are_no_snippets_and_have_no_other_screen() -> None:
    names = {str(key) for key in get_resolver().namespace_dict}
    assert not [name for name in names if "consultation" in name]


def test_a_look_at_the_counter_is_in_it_at_once(neighbours: tuple[Tenant, Tenant]) -> None:
    agent, _ = member("Comptabilité")
    screen(agent, neighbours[0].dossier)
    client, _user = member("Administration")
    page = client.get(reverse(AUDIT)).text
    assert "Nadia Brun" in page
    assert neighbours[0].dossier.reference in page


def test_a_long_audit_costs_no_more(log: tuple[User, User], django_assert_max_num_queries: object) -> None:
    client, _ = member("Administration")
    client.get(reverse(AUDIT))
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        client.get(reverse(AUDIT))
