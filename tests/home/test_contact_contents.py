"""The demonstration's page of contact: complete in both languages, and left alone by a second run."""

import pytest
from django.test import Client, TestCase
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale

from home.contents.contact import create_contact_pages
from home.models import Agency, ContactPage, FormPage, HomePage

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact(home_page: HomePage) -> ContactPage:
    with TestCase.captureOnCommitCallbacks(execute=True):
        return create_contact_pages(home_page)


def test_it_stands_in_both_languages(client: Client, contact: ContactPage) -> None:
    english = contact.get_translation(Locale.objects.get(language_code="en"))
    assert contact.url == "/contact/"
    assert english.url == "/en/contact-us/"
    assert "Agence du centre" in client.get("/contact/").text
    assert "Town centre office" in client.get("/en/contact-us/").text
    assert [form.title for form in FormPage.objects.child_of(english).published()] == [
        "Send a message",
        "Be called back",
        "Apply for a home",
    ]
    for form in FormPage.objects.all():
        assert client.get(form.url).status_code == 200


@pytest.mark.parametrize(
    "address", ["/contact/", "/en/contact-us/", "/contact/etre-rappele/", "/en/contact-us/be-called-back/"]
)
def test_its_pages_cost_few_queries(
    client: Client, contact: ContactPage, django_assert_max_num_queries: DjangoAssertNumQueries, address: str
) -> None:
    client.get(address)
    with django_assert_max_num_queries(20):
        assert client.get(address).status_code == 200


def test_no_french_is_left_in_the_english_forms(client: Client, contact: ContactPage) -> None:
    page = client.get("/en/contact-us/be-called-back/").text
    assert "Le matin" not in page
    assert "In the morning, 9 to 12" in page
    assert "Ask for a call" in page


def test_a_second_run_changes_nothing(contact: ContactPage) -> None:
    form = FormPage.objects.get(slug="etre-rappele")
    form.title = "Rappelez-moi"
    form.save_revision().publish()
    with TestCase.captureOnCommitCallbacks(execute=True):
        assert create_contact_pages(HomePage.objects.get(locale__language_code="fr")) == contact
    assert FormPage.objects.get(slug="etre-rappele").title == "Rappelez-moi"
    assert (FormPage.objects.count(), Agency.objects.count()) == (6, 4)
