"""A form of every type of question, and visitors who send it."""

from typing import Any

from django.contrib.auth.models import Group
from django.test import Client, TestCase
from django.urls import reverse
from django.utils import translation
from wagtail.models import Locale, Page, Site

from home.models import Bailleur, FormField, FormPage, FormSubmission, HomePage

QUESTIONS: list[dict[str, Any]] = [
    {"label": "Nom", "field_type": "singleline", "purpose": "name"},
    {"label": "Message", "field_type": "multiline", "required": False},
    {"label": "Courriel", "field_type": "email"},
    {"label": "Telephone", "field_type": "phone", "required": False},
    {"label": "Code postal", "field_type": "postcode", "required": False},
    {"label": "Personnes", "field_type": "number", "required": False},
    {"label": "Jour", "field_type": "date", "required": False},
    {"label": "Type", "field_type": "dropdown", "choices": "Studio\nT2", "required": False},
    {"label": "Moment", "field_type": "radio", "choices": "Le matin, de 9 h à 12 h\nÀ midi", "required": False},
    {"label": "Sujets", "field_type": "checkboxes", "choices": "Loyer\nTravaux\nAutre", "required": False},
    {"label": "Locataire", "field_type": "checkbox", "required": False},
]
RIGHT = {"nom": "Camille Martin", "courriel": "camille@exemple.fr"}


def bare_home() -> HomePage:
    """Return the French home page of a site that has nothing else, with the landlord's phone."""
    page = HomePage(
        title="Accueil",
        slug="accueil",
        headline="Bonjour",
        lead="Ici",
        locale=Locale.objects.get_or_create(language_code="fr")[0],
    )
    Page.get_first_root_node().add_child(instance=page)
    site, _ = Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "testserver", "root_page": page, "port": 80}
    )
    Bailleur.objects.create(site=site, phone="02 61 91 10 10", emergency_phone="02 61 91 10 11")
    return page


def form_page(parent: Page, *, readers: tuple[str, ...] = (), **fields: Any) -> FormPage:
    """Publish a form with every type of question under `parent`, read by the groups of these names."""
    page = FormPage(
        **{"title": "Écrire", "slug": "ecrire", "form_fields": _questions(parent)} | fields,
        readers=list(Group.objects.filter(name__in=readers)),
    )
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page


def _questions(parent: Page) -> list[FormField]:
    return [FormField(sort_order=order, locale=parent.locale, **question) for order, question in enumerate(QUESTIONS)]


def address_of(page: FormPage) -> str:
    """Return where the form is sent."""
    with translation.override(page.locale.language_code):
        return reverse("form_submit", args=[page.pk])


def send(client: Client, page: FormPage, answers: dict[str, Any] | None = None, **headers: str) -> Any:
    """Send the form as a browser on our own page does; what waits for the commit is done too."""
    headers = {"origin": "http://testserver"} | headers
    with TestCase.captureOnCommitCallbacks(execute=True):
        return client.post(address_of(page), RIGHT if answers is None else answers, headers=headers)


def only_answer() -> FormSubmission:
    """Return the one answer stored."""
    return FormSubmission.objects.get()
