"""The page of works and outages: where, since when, until when; what was mended; one outage at its own address."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from residence_news.models import Equipement, Outage
from tests.residence_news.newsroom import Newsroom, in_days, kept_until, outage, residence

pytestmark = [
    pytest.mark.django_db,
    # Making an image's versions leaves it to Python to close the original.
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning"),
]
PAGE = "/travaux-et-pannes/"


def test_when_all_is_well_it_says_so_and_whom_to_tell(newsroom: Newsroom, client: Client) -> None:
    shown = client.get(PAGE).text
    assert "Tout fonctionne" in shown
    assert "#nous-joindre" in shown


def test_what_does_not_work_what_is_planned_and_what_is_mended_stand_apart(newsroom: Newsroom, client: Client) -> None:
    place = residence("La Roseraie")
    broken = outage(place)
    planned = outage(place, kind="eau_froide", state="prevu", starts_at=in_days(2))
    mended = outage(place, kind="chauffage", state="retabli")
    outage(place, kind="acces", state="retabli", changed_at=timezone.now() - timedelta(days=8))
    sections = {section.title: section.outages for section in client.get(PAGE).context["sections"]}
    assert sections == {
        "En ce moment": [broken],
        "Prévus": [planned],
        "Terminés depuis moins de sept jours": [mended],
    }


def test_each_says_where_since_when_until_when_and_when_there_will_be_news(newsroom: Newsroom, client: Client) -> None:
    outage(residence("La Roseraie"), expected_end=in_days(2), next_update_due=in_days(1))
    shown = client.get(PAGE).text
    for words in ("La Roseraie", "Ascenseur à l’arrêt", "Depuis", "Fin prévue", "Prochaines nouvelles", "Le suivi"):
        assert words in shown
    assert "Nous sommes sur place." in shown


def test_what_staff_wrote_is_french_on_every_page(newsroom: Newsroom, client: Client) -> None:
    Newsroom.open("en")
    outage(residence())
    shown = client.get("/en/travaux-et-pannes/").text
    assert '<div class="outage-message" lang="fr"><p>Une pièce est cassée.</p></div>' in shown
    assert '<div lang="fr"><p>Nous sommes sur place.</p></div>' in shown


def test_a_residence_and_a_kind_narrow_the_list(newsroom: Newsroom, client: Client) -> None:
    here, there = residence("Ici"), residence("Là")
    lift, water = outage(here), outage(there, kind="eau_chaude")
    everywhere = outage(kind="telecom", wide=True)

    def listed(query: str) -> set[Outage]:
        return {each for section in client.get(f"{PAGE}?{query}").context["sections"] for each in section.outages}

    assert listed(f"residence={here.code}") == {lift, everywhere}
    assert listed("nature=eau_chaude") == {water}
    assert listed(f"residence={here.code}&nature=eau_chaude") == set()
    assert "Rien à signaler ici" in client.get(f"{PAGE}?residence={here.code}&nature=eau_chaude").text


@pytest.mark.parametrize("query", ["residence=R99999", "nature=fusee", "residence=%00", "residence=" + "9" * 3000])
def test_a_filter_that_makes_no_sense_is_left_out_and_said(newsroom: Newsroom, client: Client, query: str) -> None:
    outage(residence())
    shown = client.get(f"{PAGE}?{query}").text
    assert "Ascenseur à l’arrêt" in shown
    assert "Nous n’avons pas compris" in shown


def test_the_archive_has_what_was_mended_more_than_seven_days_ago(newsroom: Newsroom, client: Client) -> None:
    assert "Rien dans les archives" in client.get(f"{PAGE}archives/").text
    old = outage(residence("Ici"), state="retabli", changed_at=timezone.now() - timedelta(days=8))
    outage(residence(), kind="chauffage", state="retabli")
    response = client.get(f"{PAGE}archives/")
    assert response.context["outages"] == [old]
    assert f'href="{PAGE}{old.pk}/"' in response.text


def test_one_outage_has_an_address_that_lasts(newsroom: Newsroom, client: Client) -> None:
    place = residence("La Roseraie", adresse="3 rue des Roses")
    old = outage(place, starts_at=in_days(-12))
    old.equipements.add(Equipement.objects.create(residence=place, kind="ascenseur", name="Ascenseur B"))
    old.record(Outage.State.RETABLI, text="La pièce est posée.", at=timezone.now() - timedelta(days=9))
    shown = client.get(f"{PAGE}{old.pk}/").text
    for words in ("Ascenseur B de nouveau en service", "3 rue des Roses", "La pièce est posée.", "Rétabli"):
        assert words in shown
    assert client.get(f"{PAGE}999999/").status_code == 404


def test_what_staff_keep_for_themselves_is_never_shown(newsroom: Newsroom, client: Client) -> None:
    place = residence()
    lift = Equipement.objects.create(
        residence=place, kind="ascenseur", name="Ascenseur B", reference_interne="SECRET-1", note_interne="SECRET-2"
    )
    made = outage(place)
    made.equipements.add(lift)
    for address in (PAGE, f"{PAGE}{made.pk}/"):
        assert "SECRET" not in client.get(address).text


def test_the_page_is_kept_until_what_it_says_changes_by_itself(newsroom: Newsroom, client: Client) -> None:
    made = outage(residence(), expected_end=in_days(3), next_update_due=in_days(2))
    assert kept_until(client, PAGE) == made.next_update_due
    Outage.objects.all().delete()
    mended = outage(residence(), state="retabli")
    assert kept_until(client, PAGE) == mended.changed_at + timedelta(days=7)


def test_a_page_seen_before_is_fresh_as_soon_as_an_outage_changes(
    newsroom: Newsroom, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        made = outage(residence())
    assert "En cours" in client.get(PAGE).text
    with django_capture_on_commit_callbacks(execute=True):
        made.record(Outage.State.ATTENTE_PIECE, text="La pièce arrive jeudi.")
    assert "La pièce arrive jeudi." in client.get(PAGE).text


def test_the_page_knows_nothing_of_the_visitor(newsroom: Newsroom, client: Client) -> None:
    response = client.get(PAGE)
    assert response.cookies == {}
    assert "Cookie" not in response.headers.get("Vary", "")
