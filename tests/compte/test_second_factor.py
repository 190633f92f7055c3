"""A second proof: an application of codes, codes on paper, passkeys; the staff must have one to work."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from espace_locataire.compte.models import User
from tests.compte.browsing import browser, is_in, log_in, mails_to, person_at, prove_again
from tests.compte.factories import StaffFactory, UserFactory

pytestmark = pytest.mark.django_db
# Half a minute in which the tests' codes are good.
NOW = 1_780_000_000
NO_PASSKEYS = [
    "",
    "{}",
    "[]",
    "7",
    "x",
    '{"id": 1}',
    '{"response": {"userHandle": "MQ"}}',
    '{"id": "MQ", "rawId": "MQ"}',
]


@pytest.fixture(autouse=True)
def _frozen_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("allauth.mfa.totp.internal.auth.time.time", lambda: NOW)


def code_of(secret: str, half_minutes: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, NOW // 30 + half_minutes))


def with_application(user: User) -> str:
    """Give a person an application of codes, and return its secret."""
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    return secret


def waits_for_proof(client: Client) -> bool:
    return client.get(reverse("account_login")).headers.get("Location") == reverse("mfa_authenticate")


def test_an_application_is_set_up_with_its_first_code() -> None:
    user = UserFactory.create()
    client = person_at(user)
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    assert " ".join(secret[i : i + 4] for i in range(0, 32, 4)) in page.text
    assert "<svg" in page.text
    assert "data:" not in page.text
    wrong = client.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert "Ce n’est pas le bon code" in wrong.text
    done = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)}, follow=True)
    assert done.request["PATH_INFO"] == reverse("mfa_view_recovery_codes")
    assert "Il vous reste 10 codes." in done.text
    kept = Authenticator.objects.get(user=user, type="totp").data["secret"]
    assert secret not in kept


def test_setting_it_up_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    # The test's own transaction never ends, and the message leaves during the request.
    monkeypatch.setattr("django.db.transaction.on_commit", lambda task: task())
    user = UserFactory.create()
    client = person_at(user)
    secret = client.get(reverse("mfa_activate_totp")).context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert [message.subject for message in mails_to(user.email)] == ["Une application de codes protège votre compte"]


def test_the_password_alone_is_no_longer_enough() -> None:
    user = UserFactory.create()
    secret = with_application(user)
    client = log_in(browser(), user)
    assert not is_in(client)
    assert waits_for_proof(client)
    assert "Encore une preuve que c’est vous" in client.get(reverse("mfa_authenticate")).text
    client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert not is_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert is_in(client)


def test_a_code_serves_once_and_a_slow_clock_is_forgiven() -> None:
    user = UserFactory.create()
    secret = with_application(user)
    for expected in (True, False):
        client = log_in(browser(), user)
        client.post(reverse("mfa_authenticate"), {"code": code_of(secret, -1)})
        assert is_in(client) is expected


def test_a_code_by_mail_does_not_get_around_it() -> None:
    user = UserFactory.create()
    with_application(user)
    client = browser()
    client.post(reverse("account_request_login_code"), {"email": user.email})
    code = next(line for line in str(mail.outbox[0].body).splitlines() if line.isdecimal())
    client.post(reverse("account_confirm_login_code"), {"code": code})
    assert not is_in(client)
    assert waits_for_proof(client)


def test_codes_are_not_tried_without_end() -> None:
    user = UserFactory.create()
    secret = with_application(user)
    client = log_in(browser(), user)
    for _ in range(10):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert not is_in(client)


def test_a_code_kept_on_paper_opens_the_account_once() -> None:
    user = UserFactory.create()
    with_application(user)
    code = RecoveryCodes.activate(user).get_unused_codes()[0]
    for expected in (True, False):
        cache.clear()
        client = log_in(browser(), user)
        client.post(reverse("mfa_authenticate"), {"code": code})
        assert is_in(client) is expected


def proved(user: User) -> Client:
    """Return the browser of a person with an application, who has just proved who they are."""
    secret, client = with_application(user), log_in(browser(), user)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    prove_again(client)
    mail.outbox.clear()
    return client


def test_the_codes_on_paper_are_made_anew_and_kept_in_a_file() -> None:
    user = UserFactory.create()
    client = proved(user)
    old = RecoveryCodes.activate(user).get_unused_codes()
    client.post(reverse("mfa_generate_recovery_codes"))
    new = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()
    assert set(old).isdisjoint(new)
    file = client.get(reverse("mfa_download_recovery_codes"))
    assert file.headers["Cache-Control"].endswith("private")
    assert all(code in file.text for code in new)
    assert all(code in client.get(reverse("mfa_view_recovery_codes")).text for code in new)


def test_the_application_is_put_out_of_use() -> None:
    user = UserFactory.create()
    client = proved(user)
    RecoveryCodes.activate(user)
    assert "Ne plus utiliser l’application" in client.get(reverse("mfa_deactivate_totp")).text
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=user).exists()
    assert [message.subject for message in mails_to(user.email)] == ["L’application de codes n’est plus en service"]
    assert is_in(log_in(browser(), user))


@pytest.mark.parametrize("name", ["mfa_activate_totp", "mfa_add_webauthn"])
def test_the_password_is_asked_for_again_before_anything_changes(name: str) -> None:
    client = log_in(browser(), UserFactory.create())
    assert client.get(reverse(name)).headers["Location"].startswith(reverse("account_reauthenticate"))


# Passkeys, without a browser: a real one makes and uses one in tests/browser/test_passkey.py.


def test_the_login_page_offers_passkeys_and_hides_them_without_javascript() -> None:
    page = Client().get(reverse("account_login")).text
    form = page[page.index('data-passkey="login"') :]
    assert form[: form.index(">")].endswith(" hidden")
    assert "Se connecter avec une clé d’accès" in page
    assert "<script>" not in page


def test_asking_for_a_passkey_gives_a_new_challenge_each_time() -> None:
    client = Client(headers={"accept": "application/json"})
    first, second = (
        client.get(reverse("mfa_login_webauthn")).json()["request_options"]["publicKey"] for _ in range(2)
    )
    assert first["challenge"] != second["challenge"]
    assert first["userVerification"] == "required"
    assert not first.get("allowCredentials")


@pytest.mark.parametrize("credential", NO_PASSKEYS)
def test_what_is_no_passkey_is_not_added(credential: str) -> None:
    user = UserFactory.create()
    client = person_at(user)
    client.get(reverse("mfa_add_webauthn"))
    assert 'role="alert"' in client.post(reverse("mfa_add_webauthn"), {"credential": credential, "name": "x"}).text
    assert not Authenticator.objects.filter(user=user).exists()


@pytest.mark.parametrize("credential", NO_PASSKEYS)
def test_what_is_no_passkey_is_no_second_proof(credential: str) -> None:
    user = UserFactory.create()
    with_application(user)
    client = log_in(browser(), user)
    assert client.post(reverse("mfa_authenticate"), {"credential": credential}).status_code == 200
    assert not is_in(client)


@pytest.mark.parametrize("credential", NO_PASSKEYS)
def test_what_is_no_passkey_opens_nothing(credential: str) -> None:
    UserFactory.create()
    client = Client(headers={"accept": "application/json"})
    client.get(reverse("mfa_login_webauthn"))
    client.post(reverse("mfa_login_webauthn"), {"credential": credential})
    assert not is_in(client)


def test_a_passkey_of_another_cannot_be_touched() -> None:
    theirs = Authenticator.objects.create(
        user=UserFactory.create(), type="webauthn", data={"name": "à eux", "credential": {}}
    )
    client = person_at(UserFactory.create())
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        assert client.get(reverse(name, args=[theirs.pk])).status_code == 404
        assert client.post(reverse(name, args=[theirs.pk]), {"name": "x"}).status_code == 404
    assert Authenticator.objects.filter(pk=theirs.pk).exists()


# The staff.


@pytest.fixture
def _required(settings: Settings) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = True


def at_work(**fields: object) -> tuple[User, Client]:
    user = StaffFactory.create(**({"role": "Comptabilité"} | fields))
    client = Client()
    client.force_login(user)
    return user, client


@pytest.mark.usefixtures("_required")
@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/admin/users/", "/admin/api/main/pages/"])
def test_staff_without_a_second_proof_is_led_to_it_from_everywhere(path: str) -> None:
    _, client = at_work()
    assert client.get(path).headers["Location"] == reverse("mfa_index")
    assert client.post("/admin/pages/add/home/homepage/1/").headers["Location"] == reverse("mfa_index")


@pytest.mark.usefixtures("_required")
def test_the_page_says_why_and_can_be_used() -> None:
    _, client = at_work()
    page = client.get(reverse("mfa_index")).text
    assert "Une deuxième preuve pour entrer dans l’administration" in page
    assert client.get(reverse("mfa_activate_totp")).headers["Location"].startswith(reverse("account_reauthenticate"))
    assert client.post(reverse("account_logout")).status_code == 302


@pytest.mark.usefixtures("_required")
@pytest.mark.parametrize("kind", ["totp", "webauthn"])
def test_staff_with_one_enters(kind: str) -> None:
    user, client = at_work()
    Authenticator.objects.create(user=user, type=kind, data={"name": "Clé", "credential": {}, "secret": ""})
    assert client.get("/admin/").status_code == 200
    assert "Une deuxième preuve pour entrer" not in client.get(reverse("mfa_index")).text


@pytest.mark.usefixtures("_required")
def test_codes_on_paper_alone_are_not_one() -> None:
    user, client = at_work()
    RecoveryCodes.activate(user)
    assert client.get("/admin/").headers["Location"] == reverse("mfa_index")


@pytest.mark.usefixtures("_required")
def test_someone_who_has_every_right_needs_one_too() -> None:
    _, client = at_work(role="", is_superuser=True)
    assert client.get("/admin/").headers["Location"] == reverse("mfa_index")


@pytest.mark.usefixtures("_required")
def test_someone_who_enters_by_a_role_alone_needs_one_too() -> None:
    _, client = at_work(is_staff=False)
    assert client.get("/admin/").headers["Location"] == reverse("mfa_index")


@pytest.mark.usefixtures("_required")
def test_tenants_need_none() -> None:
    client = log_in(browser(), UserFactory.create())
    assert is_in(client)
    assert client.get(reverse("espace_locataire")).status_code == 200
    assert "pour entrer dans l’administration" not in client.get(reverse("mfa_index")).text
    assert client.get("/admin/").headers["Location"] != reverse("mfa_index")


def test_where_it_is_not_required_staff_enters_without() -> None:
    _, client = at_work()
    assert client.get("/admin/").status_code == 200


def test_the_administration_leads_to_the_account() -> None:
    _, client = at_work()
    assert f'href="{reverse("compte")}"' in client.get(reverse("wagtailadmin_account")).text
