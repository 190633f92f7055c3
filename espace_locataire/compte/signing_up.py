"""Signing up: asked for on the site, answered by e-mail, done once the link in it is opened.

Whoever asks learns nothing from the site: every request costs the same work and gets the same page. The message
says the rest, to the one who can read it.
"""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django_tasks import task

from espace_locataire.compte import consents
from espace_locataire.compte.email_changes import left_lately
from espace_locataire.compte.matching import same_person
from espace_locataire.compte.models import Consent, Inscription, Locataire, User
from espace_locataire.compte.signals import account_made
from home.models import Bailleur
from home.retrying import FIRST_PAUSE, pause_after

logger = logging.getLogger(__name__)

SALT = "espace_locataire.compte.signing_up"
AT_A_TIME = 200


class LinkNotValidError(Exception):
    """The link was cut, was opened too late, has served, or the person got an account another way since."""


@dataclass(frozen=True)
class Identity:
    """Who asks: names as typed, the nine digits, a lower-case address, a hashed password."""

    nom: str
    prenom: str
    reference_client: str
    email: str
    password: str


@dataclass(frozen=True)
class Wishes:
    """What the person ticked. `wordings` holds, per subject of consent, the text they read."""

    language: str
    documents: bool
    messages: bool
    newsletter: bool
    wordings: Mapping[str, str]


def ask(identity: Identity, wishes: Wishes) -> Inscription:
    """Write down a request and have it answered by e-mail. The same three queries whoever asks."""
    locataire = (
        Locataire.objects.filter(reference_client=identity.reference_client, closed_on=None)
        .select_related("user")
        .first()
    )
    if locataire is not None and not same_person(identity.nom, identity.prenom, locataire):
        locataire = None
    account = User.objects.filter(email=identity.email).select_related("locataire").first()
    answer = answer_to(locataire, account)
    now = timezone.now()
    with transaction.atomic():
        inscription = Inscription.objects.create(
            email=identity.email,
            password=identity.password,
            locataire=locataire,
            answer=answer,
            language=wishes.language,
            documents=wishes.documents,
            messages=wishes.messages,
            newsletter=wishes.newsletter,
            wordings=dict(wishes.wordings),
            asked_at=now,
            next_at=now,
            warn_at=now if answer == Inscription.Answer.ELSEWHERE else None,
        )
        transaction.on_commit(partial(_answer_soon, inscription.pk))
    return inscription


def answer_to(locataire: Locataire | None, account: User | None) -> str:
    """Return what to answer, given who was found and who has an account at this address.

    An account that is nobody's on a lease yet (a helper's, a member of staff's) may become this tenant's: the link
    proves that the mailbox is theirs.
    """
    if account is not None and (hasattr(account, "locataire") or not account.is_active):
        return Inscription.Answer.HAS_ACCOUNT
    if locataire is None:
        return Inscription.Answer.UNKNOWN if account is None else Inscription.Answer.HAS_ACCOUNT
    return Inscription.Answer.CONFIRM if locataire.user is None else Inscription.Answer.ELSEWHERE


def _answer_soon(inscription_id: int) -> None:
    try:
        answer_in_background.enqueue(inscription_id)
    except Exception as error:
        # Named only: what an error says may quote the message.
        logger.error("Answer to request %s not queued (%s); to be tried again.", inscription_id, type(error).__name__)


@task
def answer_in_background(inscription_id: int) -> None:
    """Answer one request, if it still waits."""
    send_answer(inscription_id)


def send_answer(inscription_id: int, at: datetime | None = None) -> bool:
    """Send the answer to a request whose time has come; return whether it left just now. One of several tries does."""
    moment = at or timezone.now()
    inscription = Inscription.objects.filter(pk=inscription_id, next_at__lte=moment).first()
    if inscription is None:
        return False
    attempts = inscription.attempts
    claimed = Inscription.objects.filter(pk=inscription.pk, next_at=inscription.next_at, attempts=attempts).update(
        attempts=F("attempts") + 1, next_at=moment + pause_after(attempts + 1)
    )
    if not claimed or not _sent(answer_message(inscription), inscription):
        return False
    Inscription.objects.filter(pk=inscription.pk).update(next_at=None)
    return True


def _sent(message: EmailMessage, inscription: Inscription) -> bool:
    try:
        message.send()
    except Exception as error:
        # Mail servers fail in many ways, and none may stop the others. Named only: words may quote the message.
        logger.error("Answer to request %s failed (%s); to be tried again.", inscription.pk, type(error).__name__)
        return False
    return True


def warn(inscription_id: int, at: datetime | None = None) -> bool:
    """Tell the holder of an account that someone asked for another one in their name; return whether it left."""
    moment = at or timezone.now()
    inscription = (
        Inscription.objects.select_related("locataire__user").filter(pk=inscription_id, warn_at__lte=moment).first()
    )
    if inscription is None or inscription.locataire is None:
        return False
    claimed = Inscription.objects.filter(pk=inscription.pk, warn_at=inscription.warn_at).update(
        warn_at=moment + FIRST_PAUSE
    )
    holder = inscription.locataire.user
    if not claimed or (holder and not _sent(_message("warning", holder.email, holder.language, {}), inscription)):
        return False
    Inscription.objects.filter(pk=inscription.pk).update(warn_at=None)
    return holder is not None


def answer_due() -> int:
    """Send the answers and the warnings whose time has come; return how many left."""
    now = timezone.now()
    waiting = Inscription.objects.filter(next_at__lte=now).order_by("next_at").values_list("pk", flat=True)
    warnings = Inscription.objects.filter(warn_at__lte=now).order_by("warn_at").values_list("pk", flat=True)
    sent = sum(send_answer(pk, now) for pk in list(waiting[:AT_A_TIME]))
    return sent + sum(warn(pk, now) for pk in list(warnings[:AT_A_TIME]))


def answer_message(inscription: Inscription) -> EmailMessage:
    """Return the message that answers a request, in the language of the person who asked."""
    with translation.override(inscription.language):
        links = {
            "confirm": settings.WAGTAILADMIN_BASE_URL + reverse("inscription_confirm", args=[key_of(inscription)]),
            "sign_up": settings.WAGTAILADMIN_BASE_URL + reverse("account_signup"),
        }
    # A person who has an account elsewhere is answered like one we do not know: a stranger reads this message.
    template = {"elsewhere": "unknown"}.get(inscription.answer, inscription.answer)
    return _message(template, inscription.email, inscription.language, links)


def _message(template: str, to: str, language: str, links: Mapping[str, str]) -> EmailMessage:
    with translation.override(language):
        context = {
            "bailleur": Bailleur.objects.first(),
            "days": settings.INSCRIPTION_LASTS_DAYS,
            "login": settings.WAGTAILADMIN_BASE_URL + reverse("account_login"),
            "new_password": settings.WAGTAILADMIN_BASE_URL + reverse("account_reset_password"),
            **links,
        }
        text = render_to_string(f"emails/inscription_{template}.txt", context)
    subject, _separator, body = text.strip().partition("\n\n")
    return EmailMessage(
        subject=" ".join(subject.split()), body=body, to=[to], headers={"Auto-Submitted": "auto-generated"}
    )


def key_of(inscription: Inscription) -> str:
    """Return what the link of this request ends with: signed, so that nobody can make one up."""
    return signing.dumps(inscription.pk, salt=SALT)


def inscription_of(key: str) -> Inscription:
    """Return the request a link is about, as long as it can be confirmed. Raises `LinkNotValidError` otherwise."""
    try:
        pk = signing.loads(key, salt=SALT, max_age=timedelta(days=settings.INSCRIPTION_LASTS_DAYS))
    except signing.BadSignature as error:
        raise LinkNotValidError from error
    found = Inscription.objects.select_related("locataire").filter(
        pk=pk, answer=Inscription.Answer.CONFIRM, confirmed_at=None, locataire__user=None, locataire__closed_on=None
    )
    inscription = found.first()
    if inscription is None:
        raise LinkNotValidError
    return inscription


def confirm(key: str) -> User:
    """Make the account, tie it to its tenant, keep what they agreed to; return it.

    An account that exists at this address becomes the tenant's and keeps its password. Raises `LinkNotValidError`
    when the link no longer serves: of two clicks at once, the second.
    """
    with transaction.atomic():
        inscription = inscription_of(key)
        locataire = Locataire.objects.select_for_update().get(pk=inscription.locataire_id or 0)
        if locataire.user_id is not None:
            raise LinkNotValidError
        person = _account_for(inscription)
        locataire.user = person
        locataire.save(update_fields=["user"])
        Inscription.objects.filter(pk=inscription.pk).update(confirmed_at=timezone.now(), password="")
        agreed = {
            Consent.Subject.CONDITIONS: True,
            Consent.Subject.DOCUMENTS: inscription.documents,
            Consent.Subject.NEWSLETTER: inscription.newsletter,
        }
        for subject, given in agreed.items():
            if given:
                consents.give(person, subject, inscription.wordings[subject])
        account_made.send(User, person=person, wants_messages=inscription.messages)
    return person


def _account_for(inscription: Inscription) -> User:
    person = User.objects.filter(email=inscription.email).first()
    if person is None and left_lately(inscription.email).exists():
        # Whoever left this address may take it back for a week.
        raise LinkNotValidError
    if person is None:
        person = User(email=inscription.email, language=inscription.language, password=inscription.password)
        person.save()
    elif hasattr(person, "locataire") or not person.is_active:
        raise LinkNotValidError
    EmailAddress.objects.update_or_create(
        user=person, email=person.email, defaults={"primary": True, "verified": True}
    )
    return person
