"""The banners above everything: for as long as they hold, where they matter, closed by those who have read them."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale

from home import frame
from home.models import Alert, HomePage
from home.page_cache.marks import kept_until
from tests.dossier.tenants import Tenant
from tests.home.frame_makers import page_under, plain_site, publish_alert, translated_under

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture
def home_page(db: None) -> HomePage:
    """Return the French home page of a plain site, which has an English one too."""
    return plain_site()


def titles(client: Client, address: str) -> list[str]:
    """Return what the banners of a page say, in their order."""
    page = client.get(address).content.decode()
    return re.findall(r'<p class="banner-title">.*?</span>(.*?)</p>', page)


def test_an_alert_stands_above_every_page(client: Client, home_page: HomePage) -> None:
    page_under(home_page, "Guides", slug="guides")
    publish_alert("Accueil fermé vendredi")
    for address in ("/", "/guides/", "/plan-du-site/", "/compte/connexion/", "/nulle-part/"):
        assert titles(client, address) == ["Accueil fermé vendredi"], address


def test_it_stands_in_the_tenant_area_too(
    client: Client, home_page: HomePage, neighbours: tuple[Tenant, Tenant]
) -> None:
    publish_alert("Accueil fermé vendredi")
    client.force_login(neighbours[0].user)
    response = client.get("/espace-locataire/", follow=True)
    assert "Accueil fermé vendredi" in response.content.decode()
    assert "Se déconnecter" in response.content.decode()


def test_a_page_without_alert_loads_nothing_for_them(client: Client, home_page: HomePage) -> None:
    page = client.get("/").content.decode()
    assert "alerts" not in page
    assert "closable-alert" not in page


def test_an_alert_says_its_level_in_words(client: Client, home_page: HomePage) -> None:
    publish_alert("Crue", level="danger")
    page = client.get("/").content.decode()
    assert re.search(r'<span class="visually-hidden">Danger\s*: </span>Crue', page)


def test_the_gravest_comes_first(client: Client, home_page: HomePage) -> None:
    publish_alert("Une crue", level="danger")
    publish_alert("Une grève", level="attention")
    publish_alert("Une fermeture", level="info")
    assert titles(client, "/") == ["Une crue", "Une grève", "Une fermeture"]


@pytest.mark.parametrize(
    ("begins", "ends", "shown"),
    [(-HOUR, None, True), (-HOUR, HOUR, True), (HOUR, None, False), (-2 * HOUR, -HOUR, False)],
)
def test_an_alert_shows_from_its_start_to_its_end(
    client: Client, home_page: HomePage, begins: timedelta, ends: timedelta | None, shown: bool
) -> None:
    now = timezone.now()
    publish_alert("Grève", starts_at=now + begins, ends_at=now + ends if ends else None)
    assert titles(client, "/") == (["Grève"] if shown else [])


def test_a_draft_or_a_withdrawn_alert_is_not_shown(client: Client, home_page: HomePage) -> None:
    draft = Alert(title="Brouillon", locale=home_page.locale, live=False)
    draft.save()
    draft.save_revision()
    publish_alert("Retirée").unpublish()
    assert titles(client, "/") == []


@pytest.mark.parametrize("soon", ["starts_at", "ends_at"])
def test_the_page_is_kept_until_an_alert_begins_or_ends(rf: RequestFactory, home_page: HomePage, soon: str) -> None:
    now = timezone.now()
    moments: dict[str, Any] = {"starts_at": now - HOUR, "ends_at": now + 3 * HOUR, soon: now + 2 * HOUR}
    publish_alert("Grève", **moments)
    publish_alert("Plus tard", starts_at=now + 5 * HOUR, ends_at=now + 6 * HOUR)
    request = rf.get("/")
    frame.banners_of(request, home_page)
    assert kept_until(request) == now + 2 * HOUR


def test_an_alert_of_a_section_stays_in_it(client: Client, home_page: HomePage) -> None:
    english_home = home_page.get_translations().get()
    guides = page_under(home_page, "Guides", slug="guides")
    page_under(home_page, "Ailleurs", slug="ailleurs")
    translated_under(english_home, guides, "Guides-en")
    publish_alert("Guides en travaux", section=guides)
    # The section is the French page, as wagtail-localize leaves it.
    publish_alert("Guides under repair", language="en", section=guides)
    assert titles(client, "/guides/") == ["Guides en travaux"]
    assert titles(client, "/en/guides-en/") == ["Guides under repair"]
    for address in ("/", "/ailleurs/", "/en/", "/plan-du-site/", "/compte/connexion/"):
        assert titles(client, address) == [], address


def test_an_alert_of_the_home_page_is_on_all_the_pages(client: Client, home_page: HomePage) -> None:
    page_under(home_page, "Guides", slug="guides")
    publish_alert("Partout", section=home_page)
    assert titles(client, "/guides/") == ["Partout"]


def test_an_alert_is_in_its_language_only(client: Client, home_page: HomePage) -> None:
    publish_alert("Fermé vendredi", level="attention")
    publish_alert("Closed on Friday", language="en")
    assert titles(client, "/") == ["Fermé vendredi"]
    assert titles(client, "/en/") == ["Closed on Friday"]


def test_a_danger_does_not_wait_for_its_translation(client: Client, home_page: HomePage) -> None:
    french = publish_alert("Crue", level="danger")
    page = client.get("/en/").content.decode()
    assert titles(client, "/en/") == ["Crue"]
    assert '<div class="banner-body" lang="fr" dir="auto">' in page
    publish_alert("Flood", language="en", level="danger", translation_key=french.translation_key)
    assert titles(client, "/en/") == ["Flood"]


def test_its_link_leads_to_the_page_in_the_readers_language(client: Client, home_page: HomePage) -> None:
    works = page_under(home_page, "Travaux", slug="travaux")
    translated_under(home_page.get_translations().get(), works, "Works")
    publish_alert("Panne", link_label="Suivre", link_page=works)
    publish_alert("Outage", language="en", link_label="Follow", link_page=works)
    assert '<a class="banner-link" href="/travaux/">Suivre</a>' in client.get("/").content.decode()
    assert '<a class="banner-link" href="/en/works/">Follow</a>' in client.get("/en/").content.decode()
    works.unpublish()
    assert "banner-link" not in client.get("/").content.decode()


def test_it_can_be_closed_unless_it_is_a_danger(client: Client, home_page: HomePage) -> None:
    publish_alert("Crue", level="danger")
    publish_alert("À garder", dismissible=False)
    page = client.get("/").content.decode()
    assert "banner-close" not in page
    assert "data-key" not in page
    closable = publish_alert("À fermer")
    page = client.get("/").content.decode()
    assert page.count('class="banner-close"') == 1
    assert f'data-key="{closable.key}"' in page


def test_a_changed_alert_is_another_one_to_those_who_closed_it(home_page: HomePage) -> None:
    alert = publish_alert("Fermé vendredi")
    before = alert.key
    alert.title = "Fermé jeudi et vendredi"
    alert.save_revision().publish()
    alert.refresh_from_db()
    assert alert.key != before


def test_more_alerts_cost_no_more(
    client: Client, home_page: HomePage, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    works = page_under(home_page, "Travaux", slug="travaux")
    publish_alert("Une", link_label="Suivre", link_page=works)
    client.get("/")
    with django_assert_max_num_queries(20) as before:
        client.get("/")
    for number in range(5):
        publish_alert(f"Autre {number}", link_label="Suivre", link_page=works, section=home_page)
    with django_assert_max_num_queries(len(before)):
        client.get("/")


def test_what_makes_no_sense_is_refused_beside_its_field(home_page: HomePage) -> None:
    now = timezone.now()
    alert = Alert(
        title="Grève", locale=home_page.locale, starts_at=now, ends_at=now, link_page=home_page, link_address="https://a.example/"
    )  # fmt: skip
    with pytest.raises(ValidationError) as refusal:
        alert.full_clean()
    assert {"ends_at", "link_address", "link_label"} <= set(refusal.value.message_dict)
    with pytest.raises(ValidationError) as refusal:
        Alert(title="Grève", locale=home_page.locale, link_label="Lire").full_clean()
    assert "link_page" in refusal.value.message_dict


@pytest.mark.parametrize(
    "fault",
    [
        {"ends_at": timezone.now() - 2 * HOUR},
        {"level": "rouge"},
        {"link_page_id": 1, "link_address": "https://a.example/"},
    ],
)
def test_the_database_holds_the_rules(home_page: HomePage, fault: dict[str, Any]) -> None:
    alert = publish_alert("Grève")
    with pytest.raises(IntegrityError), transaction.atomic():
        Alert.objects.filter(pk=alert.pk).update(**fault)


def test_the_text_is_never_read_as_a_script(client: Client, home_page: HomePage) -> None:
    publish_alert("<script>alert(1)</script>")
    assert "<script>alert(1)" not in client.get("/").content.decode()


def test_english_may_have_its_own_alert_of_another_section(client: Client, home_page: HomePage) -> None:
    english = Locale.objects.get(language_code="en")
    section = page_under(home_page.get_translation(english), "Rents", slug="rents")
    publish_alert("Rents change", language="en", section=section)
    assert titles(client, "/en/rents/") == ["Rents change"]
    assert titles(client, "/en/") == []
