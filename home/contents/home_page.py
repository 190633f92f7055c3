"""The first contents of a new site: its home page in French and in English, and the landlord's details."""

from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site
from wagtail.rich_text import RichText

from home.contents.frame import create_site_texts
from home.contents.translating import translate
from home.models import Bailleur, HomePage

# Numbers of ranges kept for fiction.
BAILLEUR = {
    "phone": "02 61 91 10 10",
    "emergency_phone": "02 61 91 10 11",
    "email": "bonjour@chartres-habitat.example",
    "address": "1 place de la Démonstration\n28000 Chartres",
}

TASKS = [
    ("wallet", "Connaître mon solde", "Ce que je dois, ce que j’ai payé, mois par mois."),
    ("file-text", "Retrouver mes documents", "Avis d’échéance, quittances, régularisation de charges."),
    ("house", "Consulter mon dossier", "Mon bail, mon logement et les personnes qui y vivent."),
]

ABOUT_US = (
    "section",
    {
        "heading": "Votre bailleur, à Chartres et autour",
        "text": RichText(
            "<p>C’Chartres habitat est l’office public de l’habitat de Chartres. Nous louons des logements "
            "à loyer modéré, nous les entretenons et nous en construisons de nouveaux.</p>"
            "<p>Nos équipes travaillent à côté de chez vous : gardiens, conseillers, techniciens. "
            "Vous préférez parler à quelqu’un ? Appelez-nous ou venez à l’accueil.</p>"
        ),
    },
)

IN_FIGURES = (
    "figures",
    {
        "heading": "En chiffres",
        "figures": [
            {"value": "6 000", "label": "logements, environ"},
            {"value": "24 h/24", "label": "un numéro pour les urgences, toute l’année"},
            {"value": "48 h", "label": "pour une première réponse à votre demande"},
        ],
    },
)

BODY = [
    (
        "tasks",
        {
            "heading": "Dans votre espace locataire",
            "lead": "Gratuit et sécurisé, jour et nuit, sur téléphone, tablette ou ordinateur.",
            "tasks": [
                {
                    "icon": icon,
                    "title": title,
                    "text": text,
                    "link": {"service": "espace_locataire", "page": None, "address": ""},
                }
                for icon, title, text in TASKS
            ],
        },
    ),
    (
        "notice",
        {
            "kind": "warning",
            "title": "En cas de danger, téléphonez",
            "text": RichText(
                "<p>Odeur de gaz, incendie, inondation, personne bloquée dans un ascenseur : "
                "n’envoyez pas de message, appelez. En danger immédiat, composez le 112.</p>"
            ),
        },
    ),
    ABOUT_US,
    IN_FIGURES,
]

TITLE = "Accueil"
HEADLINE = "Votre logement, simplement"
LEAD = (
    "Votre solde, vos documents, votre dossier : tout est dans votre espace locataire. "
    "Et pour le reste, nous sommes là."
)
DESCRIPTION = "C’Chartres habitat, office public de l’habitat : espace locataire, urgences, horaires et adresse."

ENGLISH = {
    TITLE: "Home",
    "accueil": "home",
    HEADLINE: "Your home, made simple",
    LEAD: "Your balance, your documents, your file: it is all in your tenant area. For everything else, we are here.",
    DESCRIPTION: "C’Chartres habitat, public housing authority: tenant area, emergencies, opening hours and address.",
    "Dans votre espace locataire": "In your tenant area",
    "Gratuit et sécurisé, jour et nuit, sur téléphone, tablette ou ordinateur.": (
        "Free and secure, day and night, on a phone, a tablet or a computer."
    ),
    "Connaître mon solde": "See my balance",
    "Ce que je dois, ce que j’ai payé, mois par mois.": "What I owe and what I have paid, month by month.",
    "Retrouver mes documents": "Find my documents",
    "Avis d’échéance, quittances, régularisation de charges.": "Rent notices, receipts, yearly charges statements.",
    "Consulter mon dossier": "Look at my file",
    "Mon bail, mon logement et les personnes qui y vivent.": "My lease, my home and the people who live in it.",
    "En cas de danger, téléphonez": "In danger, call",
    "Odeur de gaz, incendie, inondation, personne bloquée dans un ascenseur : "
    "n’envoyez pas de message, appelez. En danger immédiat, composez le 112.": (
        "A smell of gas, a fire, a flood, someone stuck in a lift: do not send a message, call. "
        "In immediate danger, dial 112."
    ),
    "Votre bailleur, à Chartres et autour": "Your landlord, in and around Chartres",
    "C’Chartres habitat est l’office public de l’habitat de Chartres. Nous louons des logements "
    "à loyer modéré, nous les entretenons et nous en construisons de nouveaux.": (
        "C’Chartres habitat is the public housing authority of Chartres. We let affordable homes, "
        "look after them and build new ones."
    ),
    "Nos équipes travaillent à côté de chez vous : gardiens, conseillers, techniciens. "
    "Vous préférez parler à quelqu’un ? Appelez-nous ou venez à l’accueil.": (
        "Our teams work close to you: caretakers, advisers, technicians. "
        "Would you rather talk to someone? Call us or come to the desk."
    ),
    "En chiffres": "In figures",
    "6 000": "6,000",
    "logements, environ": "homes, more or less",
    "24 h/24": "24/7",
    "un numéro pour les urgences, toute l’année": "a number for emergencies, all year round",
    "48 h": "48 hours",
    "pour une première réponse à votre demande": "for a first answer to your request",
}


def create_home_pages() -> HomePage:
    """Give the site its home page, in French and in English, and the landlord's details; return the French page.

    What is there already is left as it is, so that editors' changes survive a second run. The page
    and the site that a new Wagtail brings are replaced. The English page is published once the
    transaction around the call commits.
    Raises `LookupError` when a text has no English.
    """
    with transaction.atomic():
        french = Locale.objects.get_or_create(language_code="fr")[0]
        english = Locale.objects.get_or_create(language_code="en")[0]
        page = HomePage.objects.filter(locale=french).order_by("path").first() or _create_french(french)
        site = _site_of(page)
        _fill_bailleur(site)
        create_site_texts()
        translate(page, english, ENGLISH)
    return page


def _create_french(locale: Locale) -> HomePage:
    page = HomePage(
        title=TITLE,
        slug="accueil",
        locale=locale,
        headline=HEADLINE,
        lead=LEAD,
        search_description=DESCRIPTION,
        body=BODY,
    )
    root = Page.get_first_root_node()
    root.add_child(instance=page)
    page.save_revision().publish()
    return page


def _site_of(page: HomePage) -> Site:
    """Return the default site; a new one, or one still on the page Wagtail brings, gets `page` as its root."""
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    replaced = site.root_page if site.pk else None
    if replaced is None or replaced.specific_class is Page:
        address = urlsplit(settings.SITE_URL)
        site.hostname = address.hostname or "localhost"
        site.port = address.port or (443 if address.scheme == "https" else 80)
        site.site_name = settings.WAGTAIL_SITE_NAME
        site.root_page = page
        site.save()
        if replaced:
            replaced.delete()
    return site


def _fill_bailleur(site: Site) -> None:
    bailleur = Bailleur.for_site(site)
    if not bailleur.phone and not bailleur.emergency_phone and not bailleur.address:
        for field, value in BAILLEUR.items():
            setattr(bailleur, field, value)
        bailleur.save()
