"""Signing up with a rent notice: read however it is typed, answered by e-mail only, done once the link is opened."""

from datetime import timedelta
from smtplib import SMTPException

import pytest
from django.core import mail
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from espace_locataire.compte import consents
from espace_locataire.compte.email_changes import move_to
from espace_locataire.compte.models import Consent, EmailChange, Inscription, Locataire, User
from espace_locataire.compte.signing_up import answer_due, key_of
from espace_locataire.notifications.models import Preference
from home.retention import retention_named
from tests.compte.factories import PASSWORD, StaffFactory, UserFactory
from tests.compte.signing_up import IDENTITY, WISHES, ask, link_to, press
from tests.erp.export_folder import ExportFolder

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_lease", "_send")]
ALEX = "100000001"


@pytest.fixture
def _lease(db: None, export: ExportFolder) -> None:
    """Bring in the lease of Alex MARTIN and Camille MARTIN-ROUX."""
    export.locataire("100000001", "MARTIN", "ALEX")
    export.locataire("100000002", "MARTIN", "CAMILLE", nom_usage="ROUX")
    export.dossier("1000000010A", "100000001")
    export.titulaire("1000000010A", "100000002", "cotitulaire")
    export.bring_in()


@pytest.fixture
def _send(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer at once: a test's transaction never ends."""
    monkeypatch.setattr(transaction, "on_commit", lambda done, **_: done())


def holder(reference: str = ALEX) -> User | None:
    return Locataire.objects.get(reference_client=reference).user


def test_from_the_notice_to_the_area(client: Client) -> None:
    asked = ask(client)
    assert "Nous venons d’écrire à" in asked.text
    assert "alex@demo.example" in asked.text
    assert holder() is None
    assert mail.outbox[0].subject == "Confirmez votre inscription"
    arrived = press(client, link_to("alex@demo.example"))
    assert arrived.request["PATH_INFO"].startswith("/espace-locataire/")
    assert "Bienvenue" in arrived.text
    person = holder()
    assert person is not None
    assert person.check_password(PASSWORD)
    assert client.session["_auth_user_id"] == str(person.pk)


def test_in_another_browser_the_link_leads_to_the_login(client: Client) -> None:
    ask(client)
    other = Client()
    arrived = press(other, link_to("alex@demo.example"))
    assert arrived.request["PATH_INFO"] == reverse("account_login")
    assert "Votre compte est prêt" in arrived.text
    assert "_auth_user_id" not in other.session
    logged_in = other.post(reverse("account_login"), {"login": "alex@demo.example", "password": PASSWORD}, follow=True)
    assert "1000000010A" in logged_in.text


def test_opening_the_link_makes_nothing_yet(client: Client) -> None:
    ask(client)
    link = link_to("alex@demo.example")
    for _ in range(3):
        assert "Créer mon compte" in Client().get(link).text
    assert Client().head(link).status_code == 200
    assert holder() is None


def test_the_link_serves_once(client: Client) -> None:
    ask(client)
    link = link_to("alex@demo.example")
    press(client, link)
    again = Client().post(link)
    assert again.status_code == 409
    assert "Ce lien ne marche plus" in again.text
    assert User.objects.filter(email="alex@demo.example").count() == 1


def test_the_link_stops_after_three_days(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(client)
    link = link_to("alex@demo.example")
    later = timezone.now().timestamp() + timedelta(days=3, minutes=1).total_seconds()
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert "Ce lien ne marche plus" in Client().get(link).text


def test_a_made_up_link_is_refused(client: Client) -> None:
    response = client.get(reverse("inscription_confirm", args=["faux"]))
    assert response.status_code == 404
    assert "Recommencer" in response.text


def test_each_co_tenant_has_their_own_account(client: Client) -> None:
    ask(client)
    press(client, link_to("alex@demo.example"))
    camille = Client()
    ask(camille, nom="Roux", prenom="Camille", reference_client="100000002", email="camille@demo.example")
    arrived = press(camille, link_to("camille@demo.example"))
    assert "1000000010A" in arrived.text
    assert holder("100000001") != holder("100000002")


def test_a_typing_error_in_the_address_locks_nobody_out(client: Client) -> None:
    ask(client, email="aelx@demo.example")
    ask(client, email="alex@demo.example")
    press(client, link_to("alex@demo.example"))
    person = holder()
    assert person is not None
    assert person.email == "alex@demo.example"
    # The first link came too late.
    assert Client().post(link_to("aelx@demo.example")).status_code == 409


def test_what_was_ticked_is_kept_with_its_date_and_its_words(client: Client) -> None:
    ask(client)
    press(client, link_to("alex@demo.example"))
    person = holder()
    assert person is not None
    agreed = {consent.subject: consent for consent in person.consents.all()}
    assert set(agreed) == {"conditions", "documents"}
    assert "voie électronique" in agreed["documents"].wording
    assert timezone.now() - agreed["documents"].given_at < timedelta(minutes=1)


def test_no_messages_by_e_mail_when_that_is_not_ticked(client: Client) -> None:
    ask(client, wishes={"language": "en", "conditions": "on"})
    press(client, link_to("alex@demo.example"))
    person = holder()
    assert person is not None
    assert person.language == "en"
    assert set(Preference.objects.filter(person=person).values_list("wanted", flat=True)) == {False}
    assert set(person.consents.values_list("subject", flat=True)) == {"conditions"}


def test_a_consent_taken_back_stays_as_proof_and_may_be_given_again() -> None:
    person = UserFactory.create()
    consents.give(person, Consent.Subject.DOCUMENTS, "Je reçois mes documents.")
    consents.give(person, Consent.Subject.DOCUMENTS, "Autre texte.")
    assert consents.withdraw(person, Consent.Subject.DOCUMENTS)
    assert not consents.withdraw(person, Consent.Subject.DOCUMENTS)
    assert consents.in_force(person, Consent.Subject.DOCUMENTS) is None
    consents.give(person, Consent.Subject.DOCUMENTS, "Je reçois mes documents.")
    assert person.consents.count() == 2


def test_the_message_is_in_the_language_that_was_chosen(client: Client) -> None:
    ask(client, wishes=WISHES | {"language": "en"})
    assert mail.outbox[0].subject == "Confirm your account"
    assert "/en/compte/inscription/confirmer/" in str(mail.outbox[0].body)


# --- Nobody learns who exists --------------------------------------------------------------------


def registered() -> User:
    """Return Camille's account, at another address than the one typed."""
    user = UserFactory.create(email="camille@demo.example")
    Locataire.objects.filter(reference_client="100000002").update(user=user)
    return user


STRANGER = {"reference_client": "999999999", "email": "inconnue@demo.example"}
WRONG_NAME = {"nom": "Durand", "email": "durand@demo.example"}
KNOWN_ADDRESS = {"email": "camille@demo.example"}
ELSEWHERE = {"prenom": "Camille", "reference_client": "100000002", "email": "autre@demo.example"}
CASES: list[dict[str, str]] = [{}, STRANGER, WRONG_NAME, KNOWN_ADDRESS, ELSEWHERE]


def test_every_request_gets_the_same_pages_after_the_same_work(client: Client) -> None:
    registered()
    seen = set()
    for case in CASES:
        visitor = Client()
        first = visitor.post(reverse("account_signup"), IDENTITY | case)
        with CaptureQueriesContext(connection) as queries:
            second = visitor.post(reverse("inscription_wishes"), WISHES)
        asked = visitor.get(second.headers["Location"])
        body = asked.text.replace((IDENTITY | case)["email"], "ADRESSE")
        seen.add((first.status_code, second.status_code, asked.status_code, len(queries), body))
    assert len(seen) == 1
    assert Inscription.objects.count() == len(CASES)


def test_a_stranger_is_told_by_e_mail_what_to_check(client: Client) -> None:
    for case in (STRANGER, WRONG_NAME):
        ask(Client(), **case)
        message = mail.outbox[-1]
        assert message.to == [case["email"]]
        assert message.subject == "Votre inscription n’a pas abouti"
        assert "confirmer" not in str(message.body)


def test_someone_with_an_account_at_this_address_is_told_by_e_mail(client: Client) -> None:
    registered()
    ask(client, **KNOWN_ADDRESS)
    assert [message.to for message in mail.outbox] == [["camille@demo.example"]]
    assert mail.outbox[0].subject == "Vous avez déjà un compte"
    assert reverse("account_reset_password") in str(mail.outbox[0].body)


def test_someone_with_an_account_at_another_address_is_told_there(client: Client) -> None:
    registered()
    ask(client, **ELSEWHERE)
    # Whoever typed it reads the same as a stranger.
    assert mail.outbox[0].to == ["autre@demo.example"]
    assert mail.outbox[0].subject == "Votre inscription n’a pas abouti"
    answer_due()
    answer_due()
    assert [(message.to, message.subject) for message in mail.outbox[1:]] == [
        (["camille@demo.example"], "Quelqu’un a demandé un compte à votre nom")
    ]


def test_a_tenant_who_left_the_registry_is_a_stranger(client: Client) -> None:
    Locataire.objects.filter(reference_client=ALEX).update(closed_on=timezone.localdate())
    ask(client)
    assert mail.outbox[0].subject == "Votre inscription n’a pas abouti"


def test_a_helper_or_a_member_of_staff_may_become_a_tenant_too(client: Client) -> None:
    staff = StaffFactory.create(email="alex@demo.example", role="Comptabilité")
    ask(client, password="Une-tout-autre-phrase-5")
    arrived = press(client, link_to("alex@demo.example"))
    assert holder() == staff
    assert "1000000010A" in arrived.text
    staff.refresh_from_db()
    assert staff.check_password(PASSWORD)


def test_a_closed_account_is_not_opened_again_by_signing_up(client: Client) -> None:
    UserFactory.create(email="alex@demo.example", is_active=False)
    ask(client)
    assert mail.outbox[0].subject == "Vous avez déjà un compte"
    assert holder() is None


def test_an_address_someone_left_this_week_is_kept_for_them(client: Client) -> None:
    left = EmailChange.objects.create(person=UserFactory.create(), old="alex@demo.example", new="x@demo.example")
    move_to(left.person, left.new)
    ask(client)
    assert Client().post(link_to("alex@demo.example")).status_code == 409
    assert holder() is None


def test_an_account_made_meanwhile_makes_the_link_useless(client: Client) -> None:
    ask(client)
    link = link_to("alex@demo.example")
    Locataire.objects.filter(reference_client=ALEX).update(user=UserFactory.create())
    assert Client().post(link).status_code == 409


# --- What is typed -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("nom", "", "Écrivez votre nom"),
        ("nom", "…", "Écrivez-le en lettres"),
        ("prenom", "", "Écrivez votre prénom"),
        ("reference_client", "", "Écrivez votre référence client"),
        ("reference_client", "0030020788B", "C’est la référence de votre dossier"),
        ("reference_client", "12345", "Vous en avez écrit 5."),
        ("reference_client", "bonjour", "neuf chiffres, sans lettre"),
        ("email", "", "Écrivez votre adresse e-mail"),
        ("email", "alex@demo", "Il manque quelque chose"),
        ("password", "", "Choisissez un mot de passe."),
        ("password", "court", "Il faut au moins 12"),
        ("password", "Alex@Demo.Example1", "ressemble trop"),
    ],
)
def test_each_mistake_is_said_next_to_its_field_and_the_rest_is_kept(
    client: Client, field: str, typed: str, said: str
) -> None:
    response = client.post(reverse("account_signup"), IDENTITY | {field: typed})
    assert response.status_code == 200
    assert said in response.text
    assert response.text.count('class="field-error"') == 1
    others = {"nom", "prenom", "email"} - {field}
    assert all(f'value="{IDENTITY[other]}"' in response.text for other in others)
    # A password that was right is not asked for again.
    corrected = {name: value for name, value in IDENTITY.items() if field == "password" or name != "password"}
    assert client.post(reverse("account_signup"), corrected | {"email": "alex@demo.example"}).status_code == 302


def test_the_password_goes_into_no_page_and_no_session_as_it_is(client: Client) -> None:
    response = client.post(reverse("account_signup"), IDENTITY | {"nom": ""})
    assert PASSWORD not in response.text
    assert PASSWORD not in str(dict(client.session))
    ask(client)
    assert not Inscription.objects.filter(password__contains=PASSWORD).exists()
    assert "inscription_identity" not in client.session


def test_going_back_finds_what_was_typed(client: Client) -> None:
    client.post(reverse("account_signup"), IDENTITY)
    back = client.get(reverse("account_signup"))
    assert 'value="Martin"' in back.text
    assert "Votre mot de passe est gardé." in back.text


def test_the_conditions_are_needed_and_what_was_ticked_stays(client: Client) -> None:
    client.post(reverse("account_signup"), IDENTITY)
    response = client.post(reverse("inscription_wishes"), {"language": "en", "newsletter": "on"})
    assert "Cochez cette case" in response.text
    assert response.text.count("checked") == 2
    assert not mail.outbox


def test_the_second_page_alone_leads_to_the_first(client: Client) -> None:
    for method in (client.get, client.post):
        assert method(reverse("inscription_wishes")).headers["Location"] == reverse("account_signup")
    assert client.get(reverse("inscription_asked")).headers["Location"] == reverse("account_signup")


def test_someone_logged_in_goes_to_the_area(client: Client) -> None:
    client.force_login(UserFactory.create())
    for name in ("account_signup", "inscription_wishes", "inscription_asked"):
        assert client.get(reverse(name)).headers["Location"] == reverse("espace_locataire")


def test_too_many_requests_about_one_reference_have_to_wait() -> None:
    for number in range(11):
        response = ask(Client(REMOTE_ADDR=f"203.0.113.{number}"), email=f"essai{number}@demo.example")
    assert response.status_code == 429
    assert Inscription.objects.count() == 10


def test_too_many_requests_from_one_address_have_to_wait() -> None:
    for number in range(31):
        response = ask(Client(), reference_client=f"{number:09}", email=f"essai{number}@demo.example")
    assert response.status_code == 429


def test_nobody_s_mail_box_is_filled() -> None:
    for number in range(6):
        response = ask(Client(REMOTE_ADDR=f"203.0.113.{number}"), reference_client=f"{number:09}")
    assert response.status_code == 429
    assert len(mail.outbox) == 5


# --- Outside failures, and what time does --------------------------------------------------------


def test_a_message_that_could_not_leave_is_sent_later(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr("django.core.mail.EmailMessage.send", fails)
        assert ask(client).status_code == 200
    assert not mail.outbox
    Inscription.objects.update(next_at=timezone.now())
    assert answer_due() == 1
    assert answer_due() == 0
    press(client, link_to("alex@demo.example"))
    assert holder() is not None


def fails(*args: object, **kwargs: object) -> int:
    """Fail as a mail server does."""
    raise SMTPException


def test_requests_are_forgotten_when_their_link_is_over(client: Client) -> None:
    ask(client)
    requests = retention_named("sign-ups")
    assert requests.forget(timezone.now()) == 0
    assert requests.forget(timezone.now() + timedelta(days=3, minutes=1)) == 1


def test_nothing_of_the_person_goes_into_the_logs(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    ask(client)
    ask(Client(), **STRANGER)
    for word in ("alex", "MARTIN", "100000001", "inconnue"):
        assert word not in caplog.text


def test_the_database_holds_the_rules(client: Client) -> None:
    ask(client)
    inscription = Inscription.objects.get()
    assert key_of(inscription)
    for wrong in ({"answer": "perhaps"}, {"locataire": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Inscription.objects.filter(pk=inscription.pk).update(**wrong)


def test_an_unknown_address_that_forgot_its_password_is_led_to_sign_up(client: Client) -> None:
    client.post(reverse("account_reset_password"), {"email": "inconnue@demo.example"})
    assert mail.outbox[0].subject == "Nous ne connaissons pas cette adresse"
    assert reverse("account_signup") in str(mail.outbox[0].body)
