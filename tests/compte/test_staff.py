"""The administration's screen of users is about the staff alone, and gives no passwords."""

import re

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.urls import reverse

from espace_locataire.compte.models import User
from tests.compte.factories import PASSWORD, StaffFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client: Client) -> User:
    user = StaffFactory.create(role="Administration")
    client.force_login(user)
    return user


def test_the_list_shows_staff_and_not_tenants(client: Client, administrator: User) -> None:
    tenant, colleague = UserFactory.create(), StaffFactory.create(role="Comptabilité")
    page = client.get(reverse("wagtailusers_users:index")).text
    assert colleague.email in page
    assert tenant.email not in page


@pytest.mark.parametrize("screen", ["edit", "delete", "history"])
def test_a_tenants_account_cannot_be_opened_by_its_number(client: Client, administrator: User, screen: str) -> None:
    tenant, colleague = UserFactory.create(), StaffFactory.create(role="Comptabilité")
    assert client.get(reverse(f"wagtailusers_users:{screen}", args=[tenant.pk])).status_code == 404
    assert client.get(reverse(f"wagtailusers_users:{screen}", args=[colleague.pk])).status_code == 200


def test_a_new_member_of_staff_chooses_a_password_by_mail_and_enters(client: Client, administrator: User) -> None:
    accountants = Group.objects.get(name="Comptabilité")
    response = client.post(
        reverse("wagtailusers_users:add"),
        {"email": "Nouvelle@demo.example", "first_name": "Nadia", "last_name": "Nouvelle", "groups": [accountants.pk]},
    )
    assert response.status_code == 302
    user = User.objects.get(email="nouvelle@demo.example")
    assert user.is_staff
    assert not user.has_usable_password()
    client.logout()
    client.post(reverse("account_reset_password"), {"email": "nouvelle@demo.example"})
    link = re.search(r"https?://testserver(\S+)", str(mail.outbox[0].body))
    assert link is not None
    form = client.get(link.group(1), follow=True)
    client.post(form.request["PATH_INFO"], {"password1": PASSWORD, "password2": PASSWORD})
    response = client.post(reverse("account_login"), {"login": "nouvelle@demo.example", "password": PASSWORD})
    assert response.headers["Location"] == reverse("wagtailadmin_home")


def test_only_someone_with_every_right_gives_every_right(client: Client, administrator: User) -> None:
    colleague = StaffFactory.create(role="Comptabilité", first_name="Ana", last_name="Costa")
    client.post(
        reverse("wagtailusers_users:edit", args=[colleague.pk]),
        {
            "email": colleague.email,
            "first_name": "Anna",
            "last_name": "Costa",
            "is_active": "on",
            "is_superuser": "on",
        },
    )
    colleague.refresh_from_db()
    assert colleague.first_name == "Anna"
    assert not colleague.is_superuser


def test_a_changed_address_is_the_one_to_log_in_with(client: Client, administrator: User) -> None:
    colleague = StaffFactory.create(role="Comptabilité", first_name="Ana", last_name="Costa")
    client.post(
        reverse("wagtailusers_users:edit", args=[colleague.pk]),
        {
            "email": "ana@demo.example",
            "first_name": "Ana",
            "last_name": "Costa",
            "is_active": "on",
            "groups": [group.pk for group in colleague.groups.all()],
        },
    )
    client.logout()
    response = client.post(reverse("account_login"), {"login": "ana@demo.example", "password": PASSWORD})
    assert response.headers["Location"] == reverse("wagtailadmin_home")
