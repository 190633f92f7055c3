"""The demonstration's residences: the page of all of them, and a dozen pages with pictures, equipment and texts."""

from datetime import date
from io import BytesIO
from typing import Any

import typst
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import transaction
from django.utils.text import slugify
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Locale
from wagtail.rich_text import RichText

from home.contents import translate
from home.models import HomePage
from residence_news.illustrations import facade, scene
from residence_news.models import Equipement, Residence, ResidenceIndexPage, ResidencePage
from residence_news.residence_texts import (
    COURTYARD_ALT,
    GARDEN_ALT,
    GARDEN_SECTION,
    HALL_ALT,
    INDEX_LEAD,
    INDEX_TITLE,
    LOOKS,
    NEIGHBOURHOOD,
    PARKING,
    RULES,
    RULES_TITLE,
    TRANSPORT,
    WASTE,
    draw,
    style_of,
    t,
)

PAGES = 12
INDEX_SLUG = "residences"


def create_residence_pages(home_page: HomePage) -> list[ResidencePage]:
    """Give the site its page of residences and the pages of the first dozen of the register, in French and English.

    Return the French pages. What is there already is left as it is. `home_page` is the French one, and its
    English version exists. Raises `LookupError` when a text has no English.
    """
    english = Locale.objects.get(language_code="en")
    with transaction.atomic():
        index = _index(home_page, english)
        residences = Residence.objects.filter(closed_on=None).order_by("code")[:PAGES]
        return [_page(index, residence, english) for residence in residences]


def _index(home_page: HomePage, english: Locale) -> ResidenceIndexPage:
    index = ResidenceIndexPage.objects.filter(locale=home_page.locale).first()
    if index is None:
        index = ResidenceIndexPage(
            title=INDEX_TITLE, slug=INDEX_SLUG, lead=INDEX_LEAD, locale=home_page.locale, show_in_menus=True
        )
        home_page.add_child(instance=index)
        index.save_revision().publish()
    translate(index, english, t.english | {INDEX_SLUG: INDEX_SLUG})
    return index


def _page(index: ResidenceIndexPage, residence: Residence, english: Locale) -> ResidencePage:
    page = ResidencePage.objects.filter(residence=residence, locale=index.locale).first()
    if page is None:
        _create_equipment(residence)
        page = _fresh_page(residence)
        page.slug = _free_slug(index, residence)
        index.add_child(instance=page)
        page.save_revision().publish()
    unchanged = {page.title: page.title, page.slug: page.slug}
    translate(page, english, t.english | unchanged)
    return page


def _free_slug(index: ResidenceIndexPage, residence: Residence) -> str:
    slug = slugify(residence.nom) or slugify(residence.code)
    taken = index.get_children().filter(slug=slug).exists()
    return f"{slug}-{slugify(residence.code)}" if taken else slug


def _create_equipment(residence: Residence) -> None:
    for machine in LOOKS[style_of(residence)].machines:
        Equipement.objects.get_or_create(
            residence=residence,
            name=machine.name,
            defaults={
                "kind": machine.kind,
                "note": machine.note,
                "in_service_since": date(machine.since, 9, 1) if machine.since else None,
                "reference_interne": f"{residence.code}-{slugify(machine.name).upper()}"[:60],
                "note_interne": machine.internal,
            },
        )


def _fresh_page(residence: Residence) -> ResidencePage:
    random = draw(residence)
    style = style_of(residence)
    look = LOOKS[style]
    has_garden = random.random() < 0.3
    cover = _image(f"{residence.nom}, la façade", f"facade-{residence.code}", facade(residence.code, style=style))
    pictures = [(cover, look.facade_alt)]
    number = random.randint(1, 4)
    pictures.append((_shared_scene("courtyard", number, f"Une cour ({number})"), COURTYARD_ALT))
    if style != "terraced":
        pictures.append((_shared_scene("hall", number % 2, f"Un hall d’entrée ({number % 2 + 1})"), HALL_ALT))
    if has_garden:
        pictures.append((_shared_scene("garden", 1, "Un jardin partagé"), GARDEN_ALT))
    heading, text = GARDEN_SECTION
    return ResidencePage(
        title=residence.nom,
        lead=random.choice(look.leads),
        residence=residence,
        pictures=[("picture", _described(image, alt)) for image, alt in pictures],
        transport=random.choice(TRANSPORT),
        parking=random.choice(PARKING),
        accessibility=look.accessibility,
        neighbourhood=random.choice(NEIGHBOURHOOD),
        waste_sorting=random.choice(WASTE),
        body=[("section", {"heading": heading, "text": RichText(text)})] if has_garden else [],
        documents=[("document", _rules())],
    )


def _described(image: Any, alt: str) -> dict[str, Any]:
    return {"image": image, "alt_text": alt, "decorative": False}


def _shared_scene(kind: str, number: int, title: str) -> Any:
    found = get_image_model().objects.filter(title=title).first()
    return found or _image(title, f"{kind}-{number}", scene(str(number), kind))


def _image(title: str, name: str, content: bytes) -> Any:
    """Save a picture whose middle, where the building stands, is what must stay when it is cropped."""
    image = get_image_model()(title=title, description=title)
    image.file = ImageFile(BytesIO(content), name=f"{slugify(name)}.jpg")
    image.focal_point_x, image.focal_point_y = image.width // 2, round(image.height * 0.6)
    image.focal_point_width, image.focal_point_height = round(image.width * 0.6), round(image.height * 0.6)
    image.save()
    return image


def _rules() -> Any:
    """Return the rules of the residences, a page of accessible PDF, made the first time."""
    found = get_document_model().objects.filter(title=RULES_TITLE).first()
    if found is not None:
        return found
    rules = "\n".join(f"+ {rule}" for rule in RULES)
    source = (
        f'#set document(title: "{RULES_TITLE}", date: none)\n#set text(lang: "fr", size: 13pt)\n'
        f"#set page(margin: 2.5cm)\n#set par(leading: 0.8em)\n= {RULES_TITLE}\n#v(1em)\n{rules}\n"
    )
    content = typst.compile(
        source.encode(), format="pdf", ignore_system_fonts=True, pdf_standards="ua-1",
        font_paths=typst.Fonts(include_system_fonts=False),
    )  # fmt: skip
    document = get_document_model()(title=RULES_TITLE)
    document.file = ContentFile(content, name="reglement-interieur.pdf")
    document.save()
    return document
