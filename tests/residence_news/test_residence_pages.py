"""What anyone reads of a residence, and what nobody but the staff does."""

import re
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from wagtail.documents import get_document_model

from residence_news.closing import withdraw_closed
from residence_news.models import Equipement, Outage, ResidencePage
from tests.compte.factories import StaffFactory
from tests.residence_news.estate import Estate, english, pictures, queries_of, read
from tests.residence_news.newsroom import Newsroom, in_days, outage, residence

# Making an image's versions leaves it to Python to close the original.
pytestmark = pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning")
Kind = Equipement.Kind
CARETAKER = {
    "gardien_nom": "Alice MARTIN",
    "gardien_telephone": "06 39 98 10 10",
    "gardien_horaires": "Du lundi au vendredi, 9 h – 12 h",
}


@pytest.fixture
def estate(newsroom: Newsroom) -> Estate:
    """Return a site with its page of residences."""
    return Estate.open(newsroom)


def lift(place: Any, name: str = "Ascenseur B", **values: Any) -> Equipement:
    """Return a lift of the residence."""
    return Equipement.objects.create(residence=place, kind=Kind.ASCENSEUR, name=name, **values)


def test_the_page_says_where_it_is_and_whom_to_call(estate: Estate) -> None:
    page = estate.page(residence(adresse="12 rue des Comtesses", complement="Entrée côté cour", **CARETAKER))
    text = read(page.url).text
    for said in ("12 rue des Comtesses", "Entrée côté cour", "28000 Chartres", *CARETAKER.values()):
        assert said in text
    assert 'href="tel:+33639981010"' in text


def test_a_page_may_keep_its_caretaker_to_itself(estate: Estate) -> None:
    page = estate.page(residence(**CARETAKER), shows_caretaker=False)
    text = read(page.url).text
    assert not [said for said in CARETAKER.values() if said in text]


def test_what_the_staff_notes_of_equipment_is_nowhere_on_any_public_page(estate: Estate) -> None:
    secrets = {"reference_interne": "CONTRAT-Z-4471", "note_interne": "Clé sous le compteur, code 8812."}
    place = residence(latitude=48.4, longitude=1.5)
    stopped = lift(place, note="Côté jardin", **secrets)
    outage(place).equipements.add(stopped)
    page = estate.page(place)
    addresses = [
        page.url,
        estate.index.url,
        estate.newsroom.index.url,
        estate.newsroom.outages.url,
        "/recherche/?q=ascenseur",
    ]
    for address in addresses:
        response = read(address)
        assert response.status_code == 200
        assert "CONTRAT-Z" not in response.text
        assert "8812" not in response.text
    assert "Côté jardin" in read(page.url).text
    assert "CONTRAT-Z" not in str(page.texts())
    assert "8812" not in str(page.structured_data(read(page.url).wsgi_request))


def test_equipment_that_works_says_so(estate: Estate) -> None:
    place = residence()
    lift(place, in_service_since=date(2011, 9, 1))
    text = read(estate.page(place).url).text
    assert "Ascenseur B" in text
    assert "En service depuis 2011" in text
    assert "Aucune panne signalée" in text


def test_an_outage_marks_the_equipment_it_names_and_no_other(estate: Estate) -> None:
    place = residence()
    lift(place, "Ascenseur A")
    outage(place).equipements.add(lift(place, "Ascenseur B"))
    text = read(estate.page(place).url).text
    section = text.split('id="equipements"')[1].split("</section>")[0]
    assert section.index("Ascenseur B") < section.index("Ascenseur A")
    assert section.count("À l’arrêt") == 1
    assert "Aucune panne signalée" not in text


def test_an_outage_that_names_nothing_marks_the_only_equipment_of_its_kind(estate: Estate) -> None:
    place = residence()
    Equipement.objects.create(residence=place, kind=Kind.CHAUFFAGE, name="Chauffage collectif")
    lift(place, "Ascenseur A")
    lift(place, "Ascenseur B")
    outage(place, kind=Outage.Kind.CHAUFFAGE)
    outage(place, kind=Outage.Kind.ASCENSEUR)
    section = read(estate.page(place).url).text.split('id="equipements"')[1].split("</section>")[0]
    assert section.count("À l’arrêt") == 1
    assert section.index("À l’arrêt") < section.index("Ascenseur A")


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"state": Outage.State.ATTENTE_PIECE}, "À l’arrêt, en attente d’une pièce"),
        ({"state": Outage.State.PREVU, "starts_at": in_days(2)}, "Intervention prévue"),
        ({"state": Outage.State.RETABLI}, "En service"),
    ],
)
def test_the_state_of_a_lift_is_said_in_words(estate: Estate, values: dict[str, Any], words: str) -> None:
    place = residence()
    outage(place, **values).equipements.add(lift(place))
    section = read(estate.page(place).url).text.split('id="equipements"')[1].split("</section>")[0]
    assert words in section


def test_works_under_way_stand_apart_from_what_fails(estate: Estate) -> None:
    place = residence()
    outage(place, kind=Outage.Kind.TRAVAUX, title="Isolation des façades")
    text = read(estate.page(place).url).text
    assert "Aucune panne signalée" in text
    assert text.index("Aucune panne signalée") < text.index("Isolation des façades")


def test_news_and_events_of_the_residence_are_on_its_page(estate: Estate) -> None:
    place, other = residence(), residence("Beaulieu")
    estate.newsroom.write("Nouvelles boîtes aux lettres", place)
    estate.newsroom.write("Rien à voir", other)
    estate.newsroom.hold("Fête des voisins", place)
    text = read(estate.page(place).url).text
    assert "Nouvelles boîtes aux lettres" in text
    assert "Fête des voisins" in text
    assert "Rien à voir" not in text


def test_the_first_picture_opens_the_page_and_every_picture_says_what_it_shows(estate: Estate) -> None:
    text = read(estate.page(pictures=pictures(3)).url).text
    cover, gallery = text.split('class="residence-gallery"')
    assert 'alt="Une façade claire 0"' in cover
    assert "fetchpriority" in cover
    assert 'alt="Une façade claire 1"' in gallery
    assert 'alt="Une façade claire 2"' in gallery
    assert gallery.count('loading="lazy"') == 2


def test_a_picture_nobody_described_is_refused(estate: Estate) -> None:
    page = estate.page()
    block = page.pictures.stream_block
    value = block.to_python([{"type": "picture", "value": {"image": pictures(1)[0][1]["image"].pk, "alt_text": ""}}])
    with pytest.raises(ValidationError):
        block.clean(value)


def test_documents_say_their_type_and_size(estate: Estate) -> None:
    document = get_document_model().objects.create(title="Règlement", file=ContentFile(b"x" * 2048, "reglement.pdf"))
    text = read(estate.page(documents=[("document", document)]).url).text
    assert "Règlement" in text
    assert re.search(r"PDF, 2\sko", text)
    document.file.delete()


def test_a_page_with_nothing_but_its_address_is_whole(estate: Estate) -> None:
    response = read(estate.page().url)
    assert response.status_code == 200
    for heading in ("Équipements", "Documents", "En images", "Le quartier", "Actualités de la résidence"):
        assert f">{heading}<" not in response.text


def test_machines_are_told_the_place(estate: Estate) -> None:
    page = estate.page(residence(latitude=48.4469, longitude=1.489))
    (place,) = (
        thing
        for thing in page.structured_data(read(page.url).wsgi_request)
        if thing.get("@type") == "ApartmentComplex"
    )
    assert place["address"]["addressLocality"] == "Chartres"
    assert place["geo"] == {"@type": "GeoCoordinates", "latitude": 48.4469, "longitude": 1.489}


def test_the_search_reads_the_address_and_the_equipment(estate: Estate) -> None:
    place = residence(adresse="12 rue des Comtesses")
    lift(place)
    texts = " ".join(estate.page(place, neighbourhood="Près du marché").texts())
    for said in ("12 rue des Comtesses", "28000 Chartres", "Ascenseur B", "Près du marché"):
        assert said in texts


def test_a_residence_that_left_is_gone_for_visitors(estate: Estate) -> None:
    page = estate.page()
    page.residence.closed_on = date(2026, 1, 1)
    page.residence.save()
    assert read(page.url).status_code == 404
    assert page.title not in read(estate.index.url).text
    assert not ResidencePage.objects.published().exists()


def test_the_pages_of_a_residence_that_left_are_taken_offline_in_every_language(estate: Estate) -> None:
    page, other = estate.page(), estate.page(residence("Beaulieu"))
    estate.newsroom.home.copy_for_translation(english()).save_revision().publish()
    estate.index.copy_for_translation(english()).save_revision().publish()
    page.copy_for_translation(english()).save_revision().publish()
    assert ResidencePage.objects.live().count() == 3
    type(page.residence).objects.filter(pk=page.residence_id).update(closed_on=date(2026, 1, 1))
    assert withdraw_closed() >= 1
    assert list(ResidencePage.objects.live()) == [other]
    assert withdraw_closed() == 0


def test_a_second_page_of_the_same_residence_is_refused_with_words_and_by_the_database(estate: Estate) -> None:
    page = estate.page()
    second = ResidencePage(title="Encore", slug="encore", residence=page.residence, locale=page.locale)
    with pytest.raises(ValidationError, match="déjà une page"):
        second.clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        ResidencePage.objects.filter(pk=estate.page(residence("Beaulieu")).pk).update(residence=page.residence)


def test_a_residence_has_a_page_in_each_language(estate: Estate) -> None:
    page = estate.page()
    estate.newsroom.home.copy_for_translation(english())
    estate.index.copy_for_translation(english())
    translated = page.copy_for_translation(english())
    assert (translated.residence, translated.language) == (page.residence, "en")


def test_a_residence_with_a_page_cannot_be_deleted_by_mistake(estate: Estate) -> None:
    page = estate.page()
    with pytest.raises(IntegrityError), transaction.atomic():
        page.residence.delete()


def test_nobody_copies_the_page_of_a_residence(estate: Estate, client: Client) -> None:
    page = estate.page()
    client.force_login(StaffFactory.create(role="Administration"))
    for one in (page, estate.index):
        assert client.get(reverse("wagtailadmin_pages:copy", args=[one.pk])).status_code == 302
    assert ResidencePage.objects.count() == 1


def test_the_page_asks_nothing_of_the_visitor_and_sets_no_cookie(estate: Estate) -> None:
    response = read(estate.page().url)
    assert response.cookies == {}
    assert "Cookie" not in response.headers.get("Vary", "")


def test_the_page_costs_the_same_whatever_it_shows(estate: Estate) -> None:
    place = residence(**CARETAKER)

    def furnish(number: int) -> None:
        outage(place).equipements.add(lift(place, f"Ascenseur {number}"))
        estate.newsroom.write(f"Nouvelle {number}", place)
        estate.newsroom.hold(f"Fête {number}", place)

    furnish(1)
    page = estate.page(place, pictures=pictures(2))
    before = queries_of(page.url)
    for number in range(2, 8):
        furnish(number)
    assert queries_of(page.url) == before
    assert before <= 20
