"""The demonstration's agencies, page of contact and forms, in French and in English.

Addresses and numbers are invented.
"""

from dataclasses import dataclass
from datetime import time
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Locale

from home.contents.bilingual import Bilingual
from home.contents.translating import translate, translate_page
from home.models import Agency, ContactPage, FormField, FormPage, HomePage
from home.models.forms import FIRST_READERS

t = Bilingual()


def opening(first_day: int, last_day: int, opens: str, closes: str) -> tuple[str, dict[str, Any]]:
    """Return a stretch of time open: days from 0 (Monday), hours as « 08:30 »."""
    return (
        "opening",
        {
            "first_day": str(first_day),
            "last_day": str(last_day),
            "opens": time.fromisoformat(opens),
            "closes": time.fromisoformat(closes),
            "by_appointment": False,
        },
    )


AGENCIES: list[dict[str, Any]] = [
    {
        "name": t("Agence du centre", "Town centre office"),
        "address": "1 place de la Démonstration",
        "postcode": "28000",
        "town": "Chartres",
        "phone": "02 61 91 10 10",
        "email": "centre@chartres-habitat.example",
        "openings": [
            opening(0, 4, "08:30", "12:00"),
            opening(0, 3, "13:30", "17:00"),
            opening(4, 4, "13:30", "16:00"),
        ],
        "services": t(
            "Payer par carte ou en espèces, déposer un dossier, prendre rendez-vous avec un conseiller.",
            "Pay by card or in cash, hand in a file, make an appointment with an adviser.",
        ),
        "access": t(
            "Bus 1 et 4, arrêt Démonstration. Stationnement gratuit une heure devant l’agence.",
            "Buses 1 and 4, stop Démonstration. One hour of free parking in front of the office.",
        ),
        "accessibility": t(
            "Entrée de plain-pied, boucle magnétique à l’accueil, toilettes adaptées.",
            "Step-free entrance, hearing loop at the desk, accessible toilets.",
        ),
        "latitude": 48.4466,
        "longitude": 1.4891,
        "sort_order": 1,
    },
    {
        "name": t("Agence de la Madeleine", "La Madeleine office"),
        "address": "12 rue des Exemples",
        "postcode": "28000",
        "town": "Chartres",
        "phone": "02 61 91 10 12",
        "email": "madeleine@chartres-habitat.example",
        "openings": [opening(0, 0, "13:30", "17:00"), opening(1, 4, "09:00", "12:00")],
        "services": t(
            "Rencontrer votre gestionnaire, signer un bail, faire une demande.",
            "Meet your housing officer, sign a lease, make a request.",
        ),
        "access": t(
            "Bus 2, arrêt Madeleine. L’entrée est sous le porche, à gauche de la pharmacie.",
            "Bus 2, stop Madeleine. The entrance is under the porch, to the left of the chemist’s.",
        ),
        "accessibility": t(
            "Entrée avec une rampe. Sonnez : quelqu’un vient vous ouvrir.",
            "Entrance with a ramp. Ring the bell: someone will come and open the door.",
        ),
        "latitude": 48.4359,
        "longitude": 1.5107,
        "sort_order": 2,
    },
]

PAGE = {
    "title": t("Contact", "Contact us"),
    "slug": "contact",
    "lead": t(
        "Une urgence, une question, un rendez-vous : choisissez le plus simple pour vous.",
        "An emergency, a question, an appointment: choose whatever is easiest for you.",
    ),
}


@dataclass(frozen=True)
class FormText:
    """A form to make: `questions` are the fields of each `FormField`."""

    slug: str
    icon: str
    title: str
    lead: str
    introduction: str
    thank_you: str
    button: str
    questions: list[dict[str, Any]]


NAME = {
    "label": t("Votre nom", "Your name"),
    "field_type": "singleline",
    "purpose": "name",
}
EMAIL = {
    "label": t("Votre adresse e-mail", "Your e-mail address"),
    "field_type": "email",
    "help_text": t("Nous y enverrons la réponse.", "We will send the answer there."),
}
PHONE = {
    "label": t("Votre téléphone", "Your phone number"),
    "field_type": "phone",
    "help_text": t("Le numéro où nous pouvons vous joindre.", "The number we can reach you on."),
}
CONSENT = t(
    "J’accepte que mes réponses soient lues par les équipes du bailleur pour traiter ma demande.",
    "I agree that the landlord’s teams may read my answers to deal with my request.",
)

FORMS = [
    FormText(
        slug="ecrire-un-message",
        icon="message-circle",
        title=t("Écrire un message", "Send a message"),
        lead=t(
            "Une question, une remarque : nous répondons par e-mail.", "A question, a remark: we answer by e-mail."
        ),
        introduction=t.p(
            (
                "Vous êtes locataire ? Dans votre espace locataire, vous suivez vos demandes et leurs réponses.",
                "Are you a tenant? In your tenant area, you can follow your requests and their answers.",
            )
        ),
        thank_you=t.p(
            (
                "Un conseiller vous répond par e-mail, en deux jours ouvrés au plus.",
                "An adviser will answer you by e-mail within two working days.",
            )
        ),
        button=t("Envoyer mon message", "Send my message"),
        questions=[
            NAME,
            EMAIL,
            {
                "label": t("De quoi s’agit-il ?", "What is it about?"),
                "field_type": "radio",
                "choices": t(
                    "Mon logement\nMon loyer\nUne demande de logement\nAutre chose",
                    "My home\nMy rent\nApplying for a home\nSomething else",
                ),
            },
            {
                "label": t("Votre message", "Your message"),
                "field_type": "multiline",
                "help_text": t(
                    "N’écrivez ni numéro de carte bancaire, ni mot de passe.",
                    "Do not write any bank card number or password.",
                ),
            },
        ],
    ),
    FormText(
        slug="etre-rappele",
        icon="phone",
        title=t("Être rappelé", "Be called back"),
        lead=t(
            "Choisissez un moment : nous vous appelons, vous n’attendez pas.",
            "Choose a time: we call you, you do not wait.",
        ),
        introduction="",
        thank_you=t.p(
            (
                "Nous vous appelons au moment choisi. L’appel vient du 02 61 91 10 10.",
                "We will call you at the time you chose. The call comes from 02 61 91 10 10.",
            )
        ),
        button=t("Demander un appel", "Ask for a call"),
        questions=[
            NAME,
            PHONE,
            {
                "label": t("Le jour", "The day"),
                "field_type": "checkboxes",
                "help_text": t("Cochez un ou plusieurs jours.", "Tick one or more days."),
                "choices": t(
                    "Lundi\nMardi\nMercredi\nJeudi\nVendredi", "Monday\nTuesday\nWednesday\nThursday\nFriday"
                ),
            },
            {
                "label": t("Le moment", "The time"),
                "field_type": "radio",
                "choices": t(
                    "Le matin, de 9 h à 12 h\nÀ midi, de 12 h à 14 h\nL’après-midi, de 14 h à 17 h",
                    "In the morning, 9 to 12\nAt midday, 12 to 2 pm\nIn the afternoon, 2 to 5 pm",
                ),
            },
            {
                "label": t("Le sujet de l’appel", "What the call is about"),
                "field_type": "singleline",
                "required": False,
            },
        ],
    ),
    FormText(
        slug="preparer-ma-demande",
        icon="key-round",
        title=t("Demander un logement", "Apply for a home"),
        lead=t(
            "Dites-nous ce que vous cherchez : un conseiller vous explique la suite.",
            "Tell us what you are looking for: an adviser explains what comes next.",
        ),
        introduction=t.p(
            (
                "Ce formulaire ne remplace pas la demande officielle de logement social : il vous aide à la préparer.",
                "This form does not replace the official application for social housing: it helps you prepare it.",
            )
        ),
        thank_you=t.p(
            (
                "Un conseiller vous appelle en cinq jours ouvrés au plus pour préparer votre demande.",
                "An adviser will call you within five working days to prepare your application.",
            )
        ),
        button=t("Envoyer ma demande", "Send my request"),
        questions=[
            NAME,
            PHONE,
            EMAIL | {"required": False},
            {
                "label": t("Votre code postal aujourd’hui", "Your postcode today"),
                "field_type": "postcode",
            },
            {
                "label": t("Combien de personnes y vivront ?", "How many people will live in it?"),
                "field_type": "number",
            },
            {
                "label": t("Quel type de logement ?", "What kind of home?"),
                "field_type": "dropdown",
                "choices": t(
                    "Studio ou une pièce\nDeux pièces\nTrois pièces\nQuatre pièces ou plus",
                    "Studio or one room\nTwo rooms\nThree rooms\nFour rooms or more",
                ),
            },
            {
                "label": t("À partir de quand ?", "From when?"),
                "field_type": "date",
                "required": False,
            },
            {
                "label": t("Ce que nous devons savoir", "What we should know"),
                "field_type": "multiline",
                "required": False,
                "help_text": t("Handicap, travail, quartier souhaité…", "Disability, work, the area you would like…"),
            },
        ],
    ),
]


def create_agencies() -> list[Agency]:
    """Give the site its agencies, in French and in English; return the French ones. What is there stays."""
    french = Locale.objects.get(language_code="fr")
    english = Locale.objects.get(language_code="en")
    agencies = []
    for fields in AGENCIES:
        agency = Agency.objects.filter(locale=french, name=fields["name"]).first()
        if agency is None:
            agency = Agency.objects.create(locale=french, **fields)
        translate(agency, english, t.english)
        agencies.append(agency)
    return agencies


def create_contact_pages(home: HomePage) -> ContactPage:
    """Give the site its agencies, its page of contact and its forms, and their English; return the French page.

    What is there already is left as it is. The English pages are published once the transaction around
    the call commits.
    """
    with transaction.atomic():
        create_agencies()
        page = ContactPage.objects.child_of(home).first()
        if page is None:
            page = ContactPage(show_in_menus=True, **PAGE)
            home.add_child(instance=page)
            page.save_revision().publish()
        english = Locale.objects.get(language_code="en")
        translate_page(page, english, t.english)
        for text in FORMS:
            translate_page(_form(page, text), english, t.english)
    return page


def _form(parent: ContactPage, text: FormText) -> FormPage:
    found = FormPage.objects.child_of(parent).filter(slug=text.slug).first()
    if found is not None:
        return found
    form = FormPage(
        title=text.title,
        slug=text.slug,
        lead=text.lead,
        icon=text.icon,
        introduction=text.introduction,
        thank_you=text.thank_you,
        button_label=text.button,
        consent_text=CONSENT,
        recipients="accueil@chartres-habitat.example",
        readers=list(Group.objects.filter(name=FIRST_READERS)),
        form_fields=[
            FormField(sort_order=order, locale=parent.locale, **question)
            for order, question in enumerate(text.questions)
        ],
    )
    parent.add_child(instance=form)
    form.save_revision().publish()
    return form
