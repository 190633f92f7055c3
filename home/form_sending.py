"""What happens to the answers of a form: stored once, announced by mail, tried again, deleted in time."""

import json
import logging
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django_tasks import task

from home.form_building import CHOOSING, AnswerForm, choices_of
from home.models.forms import FormPage, FormSubmission, addresses_of
from home.retrying import FIRST_PAUSE, pause_after

logger = logging.getLogger(__name__)


def in_first_language(page: FormPage, answers: dict[str, Any]) -> dict[str, Any]:
    """Return the answers with what was chosen in a list said in the site's first language.

    The answers of all languages are then counted together. A list translated with fewer or more choices
    than its source stays as it was answered.
    """
    if page.reference == page:
        return answers
    source = {field.clean_name: choices_of(field.choices) for field in page.reference.get_form_fields()}
    said = dict(answers)
    for field in page.get_form_fields():
        own = choices_of(field.choices)
        if field.field_type not in CHOOSING or len(own) != len(source.get(field.clean_name, [])):
            continue
        words = dict(zip(own, source[field.clean_name], strict=True))
        answer = said.get(field.clean_name)
        if isinstance(answer, list):
            said[field.clean_name] = [words.get(choice, choice) for choice in answer]
        elif answer:
            said[field.clean_name] = words.get(answer, answer)
    return said


def digest_of(page: FormPage, answers: dict[str, Any], address: str) -> str:
    """Return what tells the same answers to the same form from the same address; nothing can be read in it."""
    text = json.dumps([str(page.translation_key), answers, address], sort_keys=True, ensure_ascii=False)
    return salted_hmac("home.form_sending", text, algorithm="sha256").hexdigest()


def store(page: FormPage, form: AnswerForm, address: str = "", at: datetime | None = None) -> FormSubmission:
    """Store the answers of a valid form and have staff told once they are kept.

    The same answers from the same `address` within `FormSubmission.SAME_ANSWER` are stored once: the
    first ones are returned, and nobody is told again.
    """
    moment = at or timezone.now()
    given = form.answers()
    digest = digest_of(page, given, address)
    settings_page = page.reference
    announced = bool(addresses_of(settings_page.recipients))
    slot = int(moment.timestamp() // FormSubmission.SAME_ANSWER.total_seconds())
    with transaction.atomic():
        # One answer at a time for a form: two clicks at once find each other.
        FormPage.objects.select_for_update(of=("self",)).order_by("pk").get(pk=settings_page.pk)
        stored = already_stored(digest, moment)
        if stored is not None:
            return stored
        try:
            with transaction.atomic():
                stored = FormSubmission.objects.create(
                    page=page,
                    form_data=in_first_language(page, given),
                    consent_text=page.consent_text,
                    digest=digest,
                    slot=slot,
                    purge_on=timezone.localdate(moment) + timedelta(days=settings_page.purge_after_days),
                    mail=FormSubmission.Mail.WAITING if announced else FormSubmission.Mail.NONE,
                    next_try=moment + FIRST_PAUSE if announced else None,
                )
        except IntegrityError:
            return FormSubmission.objects.get(digest=digest, slot=slot)
        if announced:
            transaction.on_commit(partial(announce_soon, stored.pk))
    return stored


def already_stored(digest: str, moment: datetime) -> FormSubmission | None:
    """Return the same answers from the same address, when they came in a short while before this moment."""
    same = FormSubmission.objects.filter(digest=digest, submit_time__gt=moment - FormSubmission.SAME_ANSWER)
    return same.order_by("submit_time").first()


def announce_soon(submission_id: int) -> None:
    """Have the message sent in the background. Whatever fails, the answers are kept and the sweep tries again."""
    try:
        announce_in_background.enqueue(submission_id)
    except Exception as error:
        # Named only: what an error says may quote the message.
        logger.error(
            "Message about answer %s not queued (%s); to be tried again.", submission_id, type(error).__name__
        )


@task
def announce_in_background(submission_id: int) -> None:
    """Send the message about one answer, if it still waits."""
    announce(submission_id)


def announce(submission_id: int, at: datetime | None = None) -> bool:
    """Tell the recipients of a form that an answer came in; return whether the message left just now.

    Only one of several tries at the same moment sends it. A failure leaves the answer marked « non envoyé »
    with the moment of its next try.
    """
    moment = at or timezone.now()
    submission = FormSubmission.objects.select_related("page").filter(pk=submission_id, mail="waiting").first()
    if submission is None:
        return False
    claimed = FormSubmission.objects.filter(pk=submission_id, mail="waiting", attempts=submission.attempts).update(
        attempts=F("attempts") + 1, next_try=moment + pause_after(submission.attempts + 1)
    )
    if not claimed:
        return False
    try:
        message_about(submission).send()
    except Exception as error:
        # Mail servers fail in many ways, and none may lose an answer or stop the others.
        logger.error("Message about answer %s not sent (%s); to be tried again.", submission_id, type(error).__name__)
        return False
    FormSubmission.objects.filter(pk=submission_id).update(mail=FormSubmission.Mail.SENT, next_try=None)
    return True


def announce_waiting(at: datetime | None = None) -> tuple[int, int]:
    """Try again every message whose time has come; return how many left, and how many still wait after it."""
    moment = at or timezone.now()
    due = FormSubmission.objects.filter(mail="waiting", next_try__lte=moment).order_by("next_try", "pk")
    sent = sum(announce(pk, moment) for pk in list(due.values_list("pk", flat=True)))
    return sent, FormSubmission.objects.filter(mail="waiting").count()


def announce_due() -> int:
    """Try again every message whose time has come; return how many left."""
    return announce_waiting()[0]


def message_about(submission: FormSubmission) -> EmailMessage:
    """Return the message to staff about an answer, in the site's first language."""
    page = submission.page.reference
    with translation.override(settings.LANGUAGE_CODE):
        rows = []
        reply_to: list[str] = []
        if page.attach_answers:
            shown = submission.get_data()
            for field in page.get_form_fields():
                value = shown.get(field.clean_name, "")
                rows.append((field.label, ", ".join(value) if isinstance(value, list) else value))
                if field.field_type == "email" and value and not reply_to:
                    reply_to = [value]
        link = settings.WAGTAILADMIN_BASE_URL + reverse("wagtailforms:list_submissions", args=[page.pk])
        body = render_to_string(
            "emails/form_answer.txt", {"page": page, "submission": submission, "rows": rows, "link": link}
        )
        subject = page.subject or _("Nouvelle réponse : %(form)s") % {"form": page.title}
        return EmailMessage(
            subject=" ".join(subject.splitlines()), body=body, to=addresses_of(page.recipients), reply_to=reply_to
        )


def answers_over(limit: datetime) -> "QuerySet[FormSubmission]":
    """Return the answers whose day of deletion has come: each form says when."""
    return FormSubmission.objects.filter(purge_on__lte=timezone.localdate(limit))
