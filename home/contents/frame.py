"""The first texts around the pages, in French and in English."""

from wagtail.models import Locale

from home.contents.translating import translate
from home.models import SiteTexts

TEXTS = {
    "opening_hours": "Du lundi au vendredi,\nde 8 h 30 à 12 h et de 13 h 30 à 17 h",
    "emergency_text": "Fuite, panne d’ascenseur, chauffage. En danger immédiat, appelez le 112.",
    "emergency_numbers": [
        ("number", {"label": "Odeur de gaz", "number": "0 800 47 33 33", "when": "jour et nuit, appel gratuit"}),
        ("number", {"label": "Pompiers", "number": "18", "when": ""}),
        ("number", {"label": "SAMU", "number": "15", "when": ""}),
        ("number", {"label": "Urgences par SMS, pour les personnes sourdes", "number": "114", "when": ""}),
    ],
    "footer_text": (
        "C’Chartres habitat est l’office public de l’habitat de Chartres : des logements à loyer modéré, "
        "et des équipes à côté de chez vous."
    ),
}

ENGLISH = {
    str(TEXTS["opening_hours"]): "Monday to Friday,\n8:30 to 12:00 and 1:30 to 5 pm",
    "Fuite, panne d’ascenseur, chauffage. En danger immédiat, appelez le 112.": (
        "Leak, broken lift, no heating. In immediate danger, dial 112."
    ),
    "Odeur de gaz": "Smell of gas",
    "jour et nuit, appel gratuit": "day and night, free call",
    "Pompiers": "Fire brigade",
    "SAMU": "Ambulance",
    "Urgences par SMS, pour les personnes sourdes": "Emergencies by text message, for deaf people",
    "C’Chartres habitat est l’office public de l’habitat de Chartres : des logements à loyer modéré, "
    "et des équipes à côté de chez vous.": (
        "C’Chartres habitat is the public housing authority of Chartres: affordable homes, and teams close to you."
    ),
}


def create_site_texts() -> SiteTexts:
    """Give the site its texts, in French and in English; return the French ones. What is there already stays."""
    french = Locale.objects.get_or_create(language_code="fr")[0]
    english = Locale.objects.get_or_create(language_code="en")[0]
    texts = SiteTexts.objects.filter(locale=french).first()
    if texts is None:
        texts = SiteTexts(locale=french, **TEXTS)
        texts.save()
        texts.save_revision().publish()
    translate(texts, english, ENGLISH)
    return texts
