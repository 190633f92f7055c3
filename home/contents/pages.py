"""Makes the demonstration's sections, pages and guides, in French and in English."""

from io import BytesIO
from pathlib import Path
from typing import Any, TypeVar

from django.core.files.images import ImageFile
from django.db import transaction
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage
from wagtail.models import Locale, Page
from wagtail.rich_text import RichText

from home.contents import guide_texts, page_texts
from home.contents.bilingual import Bilingual
from home.contents.guide_texts import GUIDES, GuideText, StepText
from home.contents.page_texts import LEGAL, SECTIONS, PageText
from home.contents.translating import translate_page
from home.models import AccessibilityPage, ContentPage, GuideIndexPage, GuidePage, HomePage, SectionPage

SCREENS = Path(__file__).parent / "screens"

AnyPage = TypeVar("AnyPage", bound=Page)
t = Bilingual()

GUIDES_TITLE = t("Guides", "Guides to everyday questions")
GUIDES_LEAD = t(
    "Que faire, étape par étape : j’arrive, je vis dans mon logement, j’ai du mal à payer, je pars.",
    "What to do, step by step: I am moving in, I live here, I struggle to pay, I am leaving.",
)
ACCESSIBILITY: dict[str, Any] = {
    "title": t("Accessibilité", "Accessibility"),
    "lead": t(
        "Ce site doit pouvoir être lu et utilisé par tout le monde. Voici où nous en sommes.",
        "Everyone must be able to read and use this site. This is where we stand.",
    ),
    "state": "non",
    "standard": t("RGAA 4.1.2", "RGAA 4.1.2"),
    "technologies": t("HTML5\nCSS\nJavaScript\nSVG", "HTML5\nCSS\nJavaScript\nSVG"),
    "tools": t("axe-core\nClavier seul\nZoom à 200 %", "axe-core\nKeyboard alone\n200 % zoom"),
    "tested_pages": t("Accueil\nGuides\nRésidences\nActualités\nContact", "Home\nGuides\nResidences\nNews\nContact"),
    "contact": t.p(
        (
            "Une page vous pose problème ? Dites-le-nous : nous vous répondons en deux jours ouvrés, et nous vous "
            "donnons l’information d’une autre façon.",
            "Does a page give you trouble? Tell us: we answer within two working days and give you the information "
            "in another way.",
        )
    ),
}
FAILURE = {
    "criterion": "",
    "what": t(
        "Aucun audit par une personne extérieure n’a encore eu lieu : ce site est une démonstration.",
        "No audit by someone outside has taken place yet: this site is a demonstration.",
    ),
    "instead": t(
        "Chaque page est vérifiée par un programme ; appelez-nous si l’une d’elles vous arrête.",
        "Each page is checked by a program; call us if one of them stops you.",
    ),
}


def create_pages(home: HomePage) -> None:
    """Give the site its sections, its pages, its guides and its legal pages, and their English.

    A page whose address exists is left as it is.
    """
    english = Locale.objects.get(language_code="en")
    with transaction.atomic():
        for section in SECTIONS:
            parent = _page(
                home, SectionPage(title=section.title, slug=section.slug, lead=section.lead, show_in_menus=True)
            )
            translate_page(parent, english, page_texts.t.english)
            for text in section.pages:
                translate_page(_page(parent, _content_page(text)), english, page_texts.t.english)
        for text in LEGAL:
            translate_page(_page(home, _content_page(text)), english, page_texts.t.english)
        translate_page(_page(home, _declaration()), english, t.english)
        _create_guides(home, english)


def _content_page(text: PageText) -> ContentPage:
    return ContentPage(title=text.title, slug=text.slug, lead=text.lead, body=text.body)


def _declaration() -> AccessibilityPage:
    return AccessibilityPage(
        slug="accessibilite",
        declared_on=timezone.localdate(),
        non_conformities=[("item", FAILURE)],
        **ACCESSIBILITY,
    )


def _create_guides(home: HomePage, english: Locale) -> None:
    index = _page(home, GuideIndexPage(title=GUIDES_TITLE, slug="guides", lead=GUIDES_LEAD, show_in_menus=True))
    translate_page(index, english, t.english)
    guides = {text.slug: _page(index, _guide(text)) for text in GUIDES}
    for text in GUIDES:
        guide = guides[text.slug]
        if not guide.has_translation(english):
            guide.related = [("guide", guides[slug]) for slug in text.related]  # type: ignore[assignment]
            guide.save_revision().publish()
    for text in GUIDES:
        translate_page(guides[text.slug], english, guide_texts.t.english)


def _guide(text: GuideText) -> GuidePage:
    steps: list[tuple[str, Any]] = []
    for step in text.steps:
        if step.group:
            steps.append(("part", step.group))
        image = _screen(text.title, step) if step.screen else None
        steps.append(("step", {"title": step.title, "text": RichText(step.text), "image": image}))
    return GuidePage(
        title=text.title,
        slug=text.slug,
        lead=text.lead,
        situation=text.situation,
        theme=text.theme,
        needs=[("need", need) for need in text.needs],
        steps=steps,
    )


def _screen(guide: str, step: StepText) -> AbstractImage:
    title = f"{guide} ({step.screen})"
    image: AbstractImage | None = get_image_model().objects.filter(title=title).first()
    if image is None:
        image = get_image_model()(title=title, description=step.screen_alt)
        image.file = ImageFile(BytesIO((SCREENS / f"{step.screen}.png").read_bytes()), name=f"ecran-{step.screen}.png")
        image.save()
    image.contextual_alt_text, image.decorative = step.screen_alt, False
    return image


def _page(parent: Page, page: AnyPage) -> AnyPage:
    """Publish `page` under `parent`, or return the one that already has its address there."""
    found = type(page).objects.child_of(parent).filter(slug=page.slug).first()
    if found is not None:
        return found
    parent.add_child(instance=page)
    page.save_revision().publish()
    return page
