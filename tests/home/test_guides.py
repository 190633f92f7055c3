"""Guides: found by what one is living through, read step by step, printed, translated."""

import json
import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from wagtail.blocks import StreamBlockValidationError
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail.rich_text import RichText

from home.models import GuideIndexPage, GuidePage, HomePage
from home.models.guides import Situation
from tests.home.tree import a_guide, a_step, in_english, put

# Wagtail leaves the temporary file of a rendition to be closed when nothing holds it any more.
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning")


@pytest.fixture
def index(home_page: HomePage) -> GuideIndexPage:
    """The list of guides, in French."""
    return put(home_page, GuideIndexPage(title="Guides", slug="guides", lead="Que faire, étape par étape."))


def text_of(client: Client, address: str) -> str:
    """Return the page at this address."""
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


# --- The list ---------------------------------------------------------------


def test_guides_are_grouped_by_situation_in_the_order_of_a_tenancy(client: Client, index: GuideIndexPage) -> None:
    for situation in ("leave", "arrears", "arrive", "live"):
        put(index, a_guide(f"Guide {situation}", situation=situation))
    page = text_of(client, "/guides/")
    places = [page.index(f"Guide {situation}</a>") for situation in ("arrive", "live", "arrears", "leave")]
    assert places == sorted(places)
    for label in ("J’arrive", "Je vis dans mon logement", "J’ai du mal à payer", "Je pars"):
        assert f"<h2>{label}</h2>" in page


def test_a_situation_without_a_guide_has_no_heading(client: Client, index: GuideIndexPage) -> None:
    put(index, a_guide("Entrer", situation="arrive"))
    assert "<h2>Je pars</h2>" not in text_of(client, "/guides/")


def test_guides_are_filtered_by_plain_links(client: Client, index: GuideIndexPage) -> None:
    put(index, a_guide("Entrer", situation="arrive", theme="logement"))
    put(index, a_guide("Payer", situation="arrears", theme="loyer"))
    put(index, a_guide("Solder", situation="leave", theme="loyer"))
    everything = text_of(client, "/guides/")
    assert 'href="?situation=arrears"' in everything
    rent = text_of(client, "/guides/?theme=loyer")
    assert "Payer</a>" in rent
    assert "Solder</a>" in rent
    assert "Entrer</a>" not in rent
    assert 'href="?theme=loyer&amp;situation=leave"' in rent
    both = text_of(client, "/guides/?theme=loyer&situation=leave")
    assert "Solder</a>" in both
    assert "Payer</a>" not in both


def test_what_is_chosen_is_said_to_screen_readers(client: Client, index: GuideIndexPage) -> None:
    put(index, a_guide("Payer", situation="arrears"))
    page = text_of(client, "/guides/?situation=arrears")
    assert '<a href="?situation=arrears" aria-current="true">J’ai du mal à payer</a>' in page


@pytest.mark.parametrize("query", ["?situation=nowhere", "?theme=%27%22%3E%3Cscript%3E", "?situation=" + "a" * 10_000])
def test_a_filter_that_does_not_exist_shows_everything(client: Client, index: GuideIndexPage, query: str) -> None:
    put(index, a_guide("Entrer"))
    page = text_of(client, f"/guides/{query}")
    assert "Entrer</a>" in page
    assert "<script>" not in page


def test_an_empty_choice_says_what_to_do_next(client: Client, index: GuideIndexPage) -> None:
    put(index, a_guide("Entrer", situation="arrive"))
    page = text_of(client, "/guides/?situation=leave")
    assert "Aucun guide ici pour l’instant" in page
    assert '<a class="button" href="?">Voir tous les guides</a>' in page


def test_only_what_anyone_may_read_is_listed(client: Client, index: GuideIndexPage) -> None:
    put(index, a_guide("Brouillon"), live=False)
    expired = put(index, a_guide("Terminé"))
    GuidePage.objects.filter(pk=expired.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    private = put(index, a_guide("Réservé"))
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    page = text_of(client, "/guides/")
    for title in ("Brouillon", "Terminé", "Réservé"):
        assert title not in page


def test_a_list_is_kept_until_the_first_of_its_guides_leaves(rf: RequestFactory, index: GuideIndexPage) -> None:
    soon = timezone.now() + timedelta(hours=2)
    guide = put(index, a_guide("Bientôt fini"))
    GuidePage.objects.filter(pk=guide.pk).update(expire_at=soon)
    request = rf.get("/guides/")
    index.get_context(request)
    assert request.page_kept_until == soon  # type: ignore[attr-defined]


def test_the_list_costs_the_same_with_many_guides(
    client: Client, index: GuideIndexPage, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    def cost() -> int:
        with django_assert_max_num_queries(20) as queries:
            client.get("/guides/?theme=logement")
        return len(queries)

    put(index, a_guide("Premier"))
    client.get("/guides/?theme=logement")
    one = cost()
    for number in range(6):
        put(index, a_guide(f"Guide {number}", situation=Situation.values[number % 4]))
    client.get("/guides/?theme=logement")
    assert cost() == one


def test_there_is_one_list_per_language(home_page: HomePage, index: GuideIndexPage) -> None:
    assert not GuideIndexPage.can_create_at(home_page)
    assert GuideIndexPage.can_create_at(home_page.get_translation(Locale.objects.get(language_code="en")))


# --- A guide ---------------------------------------------------------------------


def test_a_guide_shows_what_one_needs_and_each_step_in_order(client: Client, index: GuideIndexPage) -> None:
    put(
        index,
        a_guide(
            "Entrer dans mon logement",
            duration="Une demi-journée",
            cost="Gratuit",
            needs=[("need", "Une pièce d’identité"), ("need", "Un stylo")],
            steps=[a_step("Signez le bail"), a_step("Prenez les clés", "<p>Toutes les <b>clés</b>.</p>")],
        ),
    )
    page = text_of(client, "/guides/entrer-dans-mon-logement/")
    assert page.count("<h1") == 1
    wanted = ("Une demi-journée", "Gratuit", "Ce qu’il vous faut", "Un stylo", "Étape par étape", "Signez le bail")
    body = page.partition("</head>")[2]
    places = [body.index(text) for text in (*wanted, "Prenez les clés")]
    assert places == sorted(places)
    assert "Toutes les <b>clés</b>" in page


def test_steps_come_in_parts_each_numbered_from_one(client: Client, index: GuideIndexPage) -> None:
    steps = [("part", "Créer son compte"), a_step("Inscrivez-vous"), ("part", "Régler son loyer"), a_step("Payez")]
    guide = put(index, a_guide("Mode d’emploi", steps=steps))
    assert [(part.heading, len(part.steps)) for part in guide.parts] == [
        ("Créer son compte", 1),
        ("Régler son loyer", 1),
    ]
    page = text_of(client, guide.url)
    assert page.count('<ol class="guide-steps">') == 2
    assert "Étape par étape" not in page
    page = page.partition("</head>")[2]
    assert page.index("Créer son compte") < page.index("Inscrivez-vous") < page.index("Régler son loyer")


def test_a_part_without_steps_is_not_shown(index: GuideIndexPage) -> None:
    guide = a_guide("Vide", steps=[("part", "Rien"), ("part", "Quelque chose"), a_step("Faites")])
    assert [part.heading for part in guide.parts] == ["Quelque chose"]


def test_a_step_may_hold_a_picture_which_says_what_it_shows(client: Client, index: GuideIndexPage) -> None:
    picture = get_image_model().objects.create(title="ecran.png", file=get_test_image_file())
    block = GuidePage._meta.get_field("steps").stream_block.child_blocks["step"].child_blocks["image"]
    value = block.to_python({"image": picture.pk, "alt_text": "Le bouton Payer, en haut", "decorative": False})
    guide = put(index, a_guide("Payer", steps=[a_step("Payez", image=value)]))
    page = text_of(client, guide.url)
    assert 'alt="Le bouton Payer, en haut"' in page
    assert 'loading="lazy"' in page
    assert "srcset=" in page


def test_a_picture_without_words_is_refused(index: GuideIndexPage) -> None:
    picture = get_image_model().objects.create(title="ecran.png", file=get_test_image_file())
    steps = GuidePage._meta.get_field("steps").stream_block
    raw = [{"type": "step", "value": {"title": "Payez", "text": "", "image": {"image": picture.pk, "alt_text": ""}}}]
    with pytest.raises(StreamBlockValidationError):
        steps.clean(steps.to_python(raw))


def test_documents_say_their_type_and_size(client: Client, index: GuideIndexPage) -> None:
    file = SimpleUploadedFile("conge.pdf", b"%PDF-1.4" + b" " * 4000)
    document = get_document_model().objects.create(title="Modèle de congé", file=file)
    guide = put(index, a_guide("Partir", documents=[("document", document)]))
    page = text_of(client, guide.url)
    assert "Modèle de congé" in page
    assert re.search(r"PDF, 4\sko", page)


def test_contacts_can_be_called_and_without_any_the_landlord_is(client: Client, index: GuideIndexPage) -> None:
    contact = {
        "name": "ADIL",
        "text": "Conseils",
        "phone": "02 37 00 00 00",
        "email": "",
        "link_text": "",
        "address": "",
    }
    with_one = put(index, a_guide("Un", contacts=[("contact", contact)]))
    assert 'href="tel:+33237000000"' in text_of(client, with_one.url)
    page = text_of(client, put(index, a_guide("Deux")).url)
    assert "Appelez-nous : nous regardons avec vous." in page.replace("\xa0", " ")


def test_a_guide_on_paper_leads_back_to_its_page(client: Client, index: GuideIndexPage) -> None:
    guide = put(index, a_guide("Payer"))
    page = text_of(client, guide.url)
    assert page.count('class="qr"') == 1
    assert guide.full_url in page[page.index('class="on-paper"') :]
    assert '<button class="button quiet print-button" type="button" data-print>' in page
    assert "js/print.js" in page


def test_a_guide_tells_machines_its_steps_and_questions(rf: RequestFactory, index: GuideIndexPage) -> None:
    faq = {"heading": "Vos questions", "questions": [{"question": "Quand ?", "answer": RichText("<p>Demain.</p>")}]}
    guide = put(
        index,
        a_guide(
            "Partir",
            needs=[("need", "Vos clés")],
            steps=[a_step("Écrivez", "<p>Une <b>lettre</b></p>")],
            body=[("faq", faq)],
        ),
    )
    how_to, questions = guide.structured_data(rf.get(guide.url))
    assert how_to["@type"] == "HowTo"
    assert how_to["step"] == [{"@type": "HowToStep", "name": "Écrivez", "text": "Une lettre"}]
    assert how_to["supply"] == [{"@type": "HowToSupply", "name": "Vos clés"}]
    assert questions["mainEntity"][0]["acceptedAnswer"]["text"] == "Demain."
    json.dumps([how_to, questions])


def test_the_search_reads_all_a_guide_says(index: GuideIndexPage) -> None:
    contact = {"name": "ADIL", "text": "", "phone": "", "email": "", "link_text": "", "address": ""}
    guide = put(
        index,
        a_guide("Partir", needs=[("need", "Vos clés")], steps=[a_step("Écrivez")], contacts=[("contact", contact)]),
    )
    said = "\n".join(guide.texts())
    for words in ("Partir", "Tout sur : Partir", "Vos clés", "Écrivez", "Faites-le.", "ADIL"):
        assert words in said


def test_related_guides_are_shown_in_order_and_only_when_published(client: Client, index: GuideIndexPage) -> None:
    first, second = put(index, a_guide("Premier")), put(index, a_guide("Second"))
    hidden = put(index, a_guide("Caché"), live=False)
    chosen = [("guide", second), ("guide", hidden), ("guide", first), ("guide", second)]
    guide = put(index, a_guide("Celui-ci", related=chosen))
    assert list(guide.related_guides()) == [second, first]
    page = text_of(client, guide.url)
    assert page.index("Second</a>") < page.index("Premier</a>")
    assert "Caché" not in page


def test_a_guide_deleted_leaves_the_others_whole(client: Client, index: GuideIndexPage) -> None:
    gone = put(index, a_guide("Bientôt parti"))
    guide = put(index, a_guide("Celui-ci", related=[("guide", gone)]))
    Page.objects.get(pk=gone.pk).delete()
    assert "Bientôt parti" not in text_of(client, guide.url)


def test_a_guide_costs_the_same_with_many_steps_pictures_and_related_guides(
    client: Client, index: GuideIndexPage, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    block = GuidePage._meta.get_field("steps").stream_block.child_blocks["step"].child_blocks["image"]

    def guide_of(size: int) -> GuidePage:
        steps, related, documents = [], [], []
        for number in range(size):
            picture = get_image_model().objects.create(title="Écran", file=get_test_image_file())
            value = block.to_python({"image": picture.pk, "alt_text": "Un écran", "decorative": False})
            steps.append(a_step(f"Étape {number}", image=value))
            related.append(("guide", put(index, a_guide(f"Lié {size} {number}"))))
            file = SimpleUploadedFile(f"papier-{size}-{number}.pdf", b"%PDF-1.4")
            documents.append(("document", get_document_model().objects.create(title="Papier", file=file)))
        return put(index, a_guide(f"Guide {size}", steps=steps, related=related, documents=documents))

    costs = []
    for size in (1, 5):
        guide = guide_of(size)
        client.get(guide.url)
        with django_assert_max_num_queries(20) as queries:
            page = text_of(client, guide.url)
        assert page.count("<figure>") == size
        costs.append(len(queries))
    assert costs[0] == costs[1]


@pytest.mark.parametrize(("field", "value"), [("situation", "nowhere"), ("theme", "nothing")])
def test_the_database_refuses_a_choice_that_does_not_exist(index: GuideIndexPage, field: str, value: str) -> None:
    from django.db import IntegrityError, transaction

    guide = put(index, a_guide("Entrer"))
    with pytest.raises(IntegrityError), transaction.atomic():
        GuidePage.objects.filter(pk=guide.pk).update(**{field: value})


# --- In other languages --------------------------------------------------------------


def test_a_guide_translates_and_its_related_guides_follow(
    client: Client, home_page: HomePage, index: GuideIndexPage
) -> None:
    in_english(index, {"Guides": "Guides", "guides": "guides", "Que faire, étape par étape.": "What to do."})
    other = put(index, a_guide("Payer", slug="payer"))
    in_english(
        other,
        {
            "Payer": "Pay",
            "payer": "pay",
            "Tout sur : Payer": "All about paying",
            "Commencez": "Begin",
            "Faites-le.": "Do it.",
        },
    )
    guide = put(
        index,
        a_guide(
            "Partir",
            slug="partir",
            duration="Un mois",
            needs=[("need", "Vos clés")],
            steps=[("part", "Avant"), a_step("Écrivez", "<p>Une lettre.</p>")],
            related=[("guide", other)],
        ),
    )
    translated = in_english(
        guide,
        {
            "Partir": "Leave",
            "partir": "leave",
            "Tout sur : Partir": "All about leaving",
            "Un mois": "A month",
            "Vos clés": "Your keys",
            "Avant": "Before",
            "Écrivez": "Write",
            "Une lettre.": "A letter.",
        },
    )
    page = text_of(client, "/en/guides/leave/")
    for words in ("Leave", "All about leaving", "A month", "Your keys", "Before", "Write", "A letter."):
        assert words in page
    assert 'href="/en/guides/pay/"' in page
    assert "Une lettre" not in page
    assert (translated.situation, translated.theme) == (guide.situation, guide.theme)


def test_the_list_shows_the_guides_of_its_language_only(client: Client, index: GuideIndexPage) -> None:
    in_english(index, {"Guides": "Guides", "guides": "guides", "Que faire, étape par étape.": "What to do."})
    put(index, a_guide("Entrer"))
    assert "Entrer" not in text_of(client, "/en/guides/")
