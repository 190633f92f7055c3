"""One door for tenants and staff: e-mail address and password, attempts counted, nothing told to strangers."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from espace_locataire.compte.models import User
from tests.compte.factories import PASSWORD, StaffFactory, UserFactory
from tests.dossier.tenants import Tenant

pytestmark = pytest.mark.django_db
REFUSED = "sont incorrects"


def log_in(client: Client, email: str, password: str = PASSWORD, **fields: str) -> object:
    return client.post(reverse("account_login"), {"login": email, "password": password, **fields})


def test_a_tenant_is_led_to_the_area(client: Client, neighbours: tuple[Tenant, Tenant]) -> None:
    mine, _ = neighbours
    response = client.post(reverse("account_login"), {"login": mine.user.email, "password": PASSWORD}, follow=True)
    assert response.request["PATH_INFO"] == mine.url("accueil")


def test_staff_are_led_to_the_administration(client: Client) -> None:
    response = log_in(client, StaffFactory.create(role="Comptabilité").email)
    assert response.headers["Location"] == reverse("wagtailadmin_home")  # type: ignore[attr-defined]


def test_whoever_was_going_somewhere_goes_there(client: Client, neighbours: tuple[Tenant, Tenant]) -> None:
    mine, _ = neighbours
    asked = client.get(mine.url("documents"))
    assert asked.status_code == 302
    response = log_in(client, mine.user.email, next=mine.url("documents"))
    assert response.headers["Location"] == mine.url("documents")  # type: ignore[attr-defined]


def test_nobody_is_led_to_another_site(client: Client) -> None:
    response = log_in(client, UserFactory.create().email, next="https://ailleurs.example/")
    assert response.headers["Location"] == reverse("espace_locataire")  # type: ignore[attr-defined]


@pytest.mark.parametrize("typed", ["  Camille@Demo.Example ", "CAMILLE@DEMO.EXAMPLE", "camille@demo.example"])
def test_case_and_spaces_in_the_address_do_not_matter(client: Client, typed: str) -> None:
    UserFactory.create(email="camille@demo.example")
    log_in(client, typed)
    assert "_auth_user_id" in client.session


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(client: Client) -> None:
    user = UserFactory.create()
    wrong = log_in(client, user.email, "Un-autre-mot-9")
    unknown = log_in(client, "inconnue@demo.example", "Un-autre-mot-9")
    assert REFUSED in wrong.text  # type: ignore[attr-defined]
    assert REFUSED in unknown.text  # type: ignore[attr-defined]
    assert user.email in wrong.text  # type: ignore[attr-defined]


def test_after_too_many_wrong_passwords_even_the_right_one_waits(client: Client) -> None:
    user = UserFactory.create()
    for _ in range(10):
        log_in(client, user.email, "Un-autre-mot-9")
    response = log_in(client, user.email)
    assert "_auth_user_id" not in client.session
    assert "Trop" in response.text  # type: ignore[attr-defined]


def test_wrong_passwords_for_one_account_do_not_lock_another(client: Client) -> None:
    attacked, other = UserFactory.create(), UserFactory.create()
    for _ in range(10):
        log_in(client, attacked.email, "Un-autre-mot-9")
    log_in(client, other.email)
    assert client.session["_auth_user_id"] == str(other.pk)


def test_too_many_attempts_from_one_address_get_a_page_that_says_what_to_do(client: Client) -> None:
    for number in range(31):
        response = log_in(client, f"personne{number}@inconnue.example", "x")
    assert response.status_code == 429  # type: ignore[attr-defined]
    assert "Attendez cinq minutes" in response.text  # type: ignore[attr-defined]


@pytest.mark.parametrize(("remember", "lasts"), [({}, False), ({"remember": "on"}, True)])
def test_the_session_ends_with_the_browser_unless_told_to_last(
    client: Client, remember: dict[str, str], lasts: bool
) -> None:
    log_in(client, UserFactory.create().email, **remember)
    assert client.session.get_expire_at_browser_close() is not lasts


def test_logging_out_takes_a_button_not_a_link(client: Client) -> None:
    client.force_login(UserFactory.create())
    assert client.get(reverse("account_logout")).status_code == 200
    assert "_auth_user_id" in client.session
    response = client.post(reverse("account_logout"))
    assert response.headers["Location"] == "/"
    assert "_auth_user_id" not in client.session


def test_a_closed_account_does_not_enter(client: Client) -> None:
    user = UserFactory.create(is_active=False)
    response = client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD}, follow=True)
    assert "_auth_user_id" not in client.session
    assert response.status_code == 200


def test_an_address_not_confirmed_yet_gets_a_new_link_and_no_entry(client: Client) -> None:
    user = UserFactory.create(verified=False)
    response = client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD}, follow=True)
    assert "Confirmez votre adresse e-mail" in response.text
    assert "_auth_user_id" not in client.session
    link = link_in(str(mail.outbox[0].body))
    # Mail scanners follow links: opening one confirms nothing.
    assert "Oui, confirmer" in Client().get(link).text
    log_in(Client(), user.email)
    client.post(link)
    other = Client()
    log_in(other, user.email)
    assert other.session["_auth_user_id"] == str(user.pk)


def link_in(body: str) -> str:
    found = re.search(r"https?://testserver(\S+)", body)
    assert found is not None, body
    return found.group(1)


def ask_for_a_new_password(client: Client, email: str) -> str:
    response = client.post(reverse("account_reset_password"), {"email": email}, follow=True)
    assert "Regardez vos messages" in response.text
    return response.text


def test_a_forgotten_password_is_replaced_by_a_link_that_serves_once(client: Client) -> None:
    user = UserFactory.create()
    ask_for_a_new_password(client, user.email.upper())
    assert mail.outbox[0].subject == "Votre nouveau mot de passe"
    link = link_in(str(mail.outbox[0].body))
    form = client.get(link, follow=True)
    new = "Une-autre-phrase-7"
    done = client.post(form.request["PATH_INFO"], {"password1": new, "password2": new}, follow=True)
    assert "Votre mot de passe est enregistré" in done.text
    assert "Ce lien ne marche plus" in Client().get(link, follow=True).text
    log_in(client, user.email, new)
    assert client.session["_auth_user_id"] == str(user.pk)
    assert mail.outbox[-1].subject == "Votre mot de passe a été changé"


def test_the_answer_does_not_tell_whether_an_account_exists(client: Client) -> None:
    user = UserFactory.create()
    # What is read once and kept must not count.
    ask_for_a_new_password(client, "premiere@demo.example")
    mail.outbox.clear()
    with CaptureQueriesContext(connection) as for_known:
        known = ask_for_a_new_password(client, user.email)
    with CaptureQueriesContext(connection) as for_unknown:
        unknown = ask_for_a_new_password(client, "inconnue@demo.example")
    assert known == unknown
    assert len(for_known) == len(for_unknown)
    # Both hear of it, each by their own mail: what the page says, and how long it takes, tell nothing.
    assert [message.to for message in mail.outbox] == [[user.email], ["inconnue@demo.example"]]
    assert mail.outbox[1].subject == "Nous ne connaissons pas cette adresse"


@pytest.mark.parametrize("weak", ["court", "123456789012", "motdepasse", "azertyuiop"])
def test_a_weak_new_password_is_refused_next_to_the_field(client: Client, weak: str) -> None:
    user = UserFactory.create()
    ask_for_a_new_password(client, user.email)
    form = client.get(link_in(str(mail.outbox[0].body)), follow=True)
    response = client.post(form.request["PATH_INFO"], {"password1": weak, "password2": weak})
    assert 'class="field-error"' in response.text
    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_an_old_link_is_refused_with_a_way_on(client: Client, settings: object) -> None:
    user = UserFactory.create()
    ask_for_a_new_password(client, user.email)
    link = link_in(str(mail.outbox[0].body))
    User.objects.filter(pk=user.pk).update(last_login=timezone.now() + timedelta(minutes=1))
    response = client.get(link, follow=True)
    assert "Ce lien ne marche plus" in response.text
    assert "Recevoir un nouveau lien" in response.text


def test_messages_carry_the_language_of_the_page_they_were_asked_on(client: Client) -> None:
    user = UserFactory.create()
    client.post(f"/en{reverse('account_reset_password')}", {"email": user.email})
    assert mail.outbox[0].subject == "Your new password"


def test_the_form_says_what_is_missing_next_to_each_field(client: Client) -> None:
    response = client.post(reverse("account_login"), {"login": "", "password": ""})
    assert response.text.count('class="field-error"') == 2
    assert 'role="alert"' in response.text


@pytest.mark.parametrize(
    "address", ["/admin/login/", "/admin/login/?next=/admin/pages/", "/_util/login/", "/admin/", "/admin/users/"]
)
def test_no_other_form_takes_passwords(client: Client, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 302
    assert response.headers["Location"].startswith(reverse("account_login"))


def test_passwords_do_not_go_into_the_logs(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    user = UserFactory.create()
    log_in(client, user.email, "Un-autre-mot-9")
    log_in(client, user.email)
    assert user.email not in caplog.text
    assert "mot-9" not in caplog.text
