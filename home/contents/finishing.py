"""What is made last in a demonstration, since it leads to the other pages: the home page's body, the menus, an alert,
what the search shows first."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import Locale, Page

from home.contents.bilingual import Bilingual
from home.contents.home_page import ABOUT_US, ENGLISH, IN_FIGURES
from home.contents.translating import translate, translate_again
from home.models import Alert, HomePage, Menu

t = Bilingual()

ALERT_LIFE = timedelta(days=21)
PROMOTED = {
    "préavis": "quitter-mon-logement",
    "apl": "demander-les-aides-au-logement",
    "dette": "du-mal-a-payer",
    "ascenseur": "signaler-une-panne",
}

SERVICE = {"service": "espace_locataire", "page": None, "address": ""}


def finish(home: HomePage) -> None:
    """Compose the home page and the menus of a demonstration, once its other pages exist."""
    if any(block.block_type == "situations" for block in home.body):
        return
    english = Locale.objects.get(language_code="en")
    pages = {page.slug: page for page in Page.objects.filter(locale=home.locale).descendant_of(home)}
    with transaction.atomic():
        home.body = _body(pages)  # type: ignore[assignment]
        home.save_revision().publish()
        translate_again(home, english, {**ENGLISH, **t.english})
        _create_menus(home, pages, english)
        _create_alert(home, pages, english)
        _promote(pages)


def _to(page: Page) -> dict[str, Any]:
    return {"service": "", "page": page, "address": ""}


def _body(pages: dict[str, Page]) -> list[tuple[str, Any]]:
    tasks = [
        (
            "wallet",
            t("Payer mon loyer", "Pay my rent"),
            t("Voir mon solde et payer tout ou une partie.", "See my balance and pay all or part of it."),
            SERVICE,
        ),
        (
            "wrench",
            t("Signaler une panne", "Report a fault"),
            t(
                "Ascenseur, chauffage, fuite : que faire, qui prévenir.",
                "Lift, heating, leak: what to do, whom to tell.",
            ),
            _to(pages["signaler-une-panne"]),
        ),
        (
            "map-pin",
            t("Trouver ma résidence", "Find my residence"),
            t("Gardien, travaux, équipements, documents.", "Caretaker, works, equipment, documents."),
            _to(pages["residences"]),
        ),
        (
            "key-round",
            t("Demander un logement", "Ask for a home"),
            t(
                "Une seule demande, gratuite, pour tout le département.",
                "One request, free, for the whole département.",
            ),
            _to(pages["demander-un-logement"]),
        ),
    ]
    return [
        (
            "tasks",
            {
                "heading": t("Que voulez-vous faire ?", "What would you like to do?"),
                "lead": "",
                "tasks": [
                    {"icon": icon, "title": title, "text": text, "link": link} for icon, title, text, link in tasks
                ],
            },
        ),
        ("outages", {"heading": t("Travaux et pannes en cours", "Works and outages under way")}),
        (
            "situations",
            {
                "heading": t("Des guides pour vos démarches", "Guides, step by step"),
                "lead": t(
                    "Ce qu’il faut faire, dans l’ordre, avec les papiers à préparer.",
                    "What to do, in order, with the papers to prepare.",
                ),
            },
        ),
        ("news", {"heading": t("Actualités", "News"), "count": "3"}),
        IN_FIGURES,
        ABOUT_US,
    ]


def _create_menus(home: HomePage, pages: dict[str, Page], english: Locale) -> None:
    def link(slug: str, label: str = "") -> dict[str, Any]:
        return {"label": label, "link": _to(pages[slug])}

    def group(label: str, *slugs: str) -> tuple[str, dict[str, Any]]:
        return "group", {"label": label, "links": [link(slug) for slug in slugs]}

    menus = {
        Menu.Kind.MAIN: [
            group(
                t("Louer", "Rent"),
                *("demander-un-logement", "conditions-de-ressources", "changer-de-logement", "garages-et-parkings"),
            ),
            group(
                t("Mon logement", "My home"),
                *("qui-repare", "comprendre-mes-charges", "trier-mes-dechets", "bruit-et-voisinage"),
                *("economiser-l-energie", "assurer-mon-logement", "handicap-et-grand-age"),
            ),
            ("link", link("residences", t("Résidences", "Residences"))),
            ("link", link("guides", t("Guides", "Guides"))),
            ("link", link("actualites", t("Actualités", "News"))),
            ("link", link("contact", t("Contact", "Contact"))),
        ],
        Menu.Kind.FOOTER: [
            group(
                t("Vos démarches", "What to do"),
                "guides",
                "signaler-une-panne",
                "du-mal-a-payer",
                "quitter-mon-logement",
            ),
            group(
                t("Nous connaître", "About us"),
                *("qui-sommes-nous", "nos-engagements", "travailler-avec-nous", "marches-publics"),
            ),
        ],
        Menu.Kind.LEGAL: [("link", link("mentions-legales")), ("link", link("donnees-personnelles"))],
    }
    for kind, items in menus.items():
        menu = Menu.objects.filter(kind=kind, locale=home.locale).first()
        if menu is None:
            menu = Menu(kind=kind, locale=home.locale, items=items)
            menu.save()
            menu.save_revision().publish()
        translate(menu, english, t.english)


def _create_alert(home: HomePage, pages: dict[str, Page], english: Locale) -> None:
    alert = Alert(
        locale=home.locale,
        title=t("Compteurs d’eau : le relevé a lieu ce mois-ci", "Water meters are read this month"),
        text=t.p(
            (
                "Laissez libre l’accès à vos compteurs. La date de passage est affichée dans votre hall.",
                "Keep the way to your meters clear. The day of the visit is posted in your hall.",
            )
        ),
        link_label=t("Voir les travaux et les pannes", "See works and outages"),
        link_page=pages["travaux-et-pannes"],
        ends_at=timezone.now() + ALERT_LIFE,
    )
    alert.save()
    alert.save_revision().publish()
    translate(alert, english, t.english)


def _promote(pages: dict[str, Page]) -> None:
    """Show a guide first for words its text does not begin with."""
    for words, slug in PROMOTED.items():
        SearchPromotion.objects.get_or_create(query=Query.get(words), page=pages[slug])
