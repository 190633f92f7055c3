"""The landlord's colours: refused when some could not read them, served in a style sheet kept for ever."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from hypothesis import assume, given
from hypothesis import strategies as st

from home import brand
from home.models import Bailleur, HomePage
from tests.compte.factories import StaffFactory
from tests.home.frame_makers import plain_site

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
GREEN, BROWN = "#0b4f3a", "#7a3b00"


@pytest.fixture
def home_page(db: None) -> HomePage:
    """Return the French home page of a plain site, which has an English one too."""
    return plain_site()


def paint(page: HomePage, brand_colour: str = GREEN, accent_colour: str = BROWN) -> Bailleur:
    """Give the site these colours."""
    bailleur = Bailleur.for_site(page.get_site())
    bailleur.brand_colour, bailleur.accent_colour = brand_colour, accent_colour
    bailleur.full_clean()
    bailleur.save()
    return bailleur


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#ffffff", "#000000", 21.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
        ("#10225e", "#10225e", 1.0),
    ],
)
def test_contrast_is_that_of_the_guidelines(one: str, other: str, ratio: float) -> None:
    assert brand.contrast(one, other) == pytest.approx(ratio, abs=0.005)
    assert brand.contrast(other, one) == brand.contrast(one, other)


@pytest.mark.parametrize("text", ["", "10225e", "#10225", "#10225e0", "#10225g", "bleu"])
def test_what_is_no_colour_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        brand.channels(text)


@given(brand_colour=colours, accent_colour=colours)
def test_every_tint_of_an_accepted_colour_can_be_read_in_light_and_in_dark(
    brand_colour: str, accent_colour: str
) -> None:
    assume(brand.worst_contrast(brand_colour) >= brand.READABLE)
    assume(brand.worst_contrast(accent_colour) >= brand.READABLE)
    tokens = brand.palette(brand_colour, accent_colour)
    for mode, grounds in enumerate((brand.LIGHT_GROUNDS, brand.DARK_GROUNDS)):
        shade = {name: pair[mode] for name, pair in tokens.items()}
        pairs = [("#ffffff", shade["deep"]), (shade["on-deep-soft"], shade["deep"])]
        for link in (shade["cobalt"], shade["cobalt-strong"]):
            pairs += [(link, ground) for ground in grounds]
            pairs += [(link, shade["cobalt-wash"]), (link, shade["on-cobalt"])]
        for text, ground in pairs:
            assert brand.contrast(text, ground) >= brand.READABLE, (mode, text, ground)


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["brand_colour", "accent_colour"])
def test_a_colour_too_light_is_refused_beside_its_field_with_the_ratio_found(home_page: HomePage, field: str) -> None:
    bailleur = Bailleur.for_site(home_page.get_site())
    setattr(bailleur, field, "#2f80ed")
    with pytest.raises(ValidationError) as refusal:
        bailleur.full_clean()
    (message,) = refusal.value.message_dict[field]
    assert "de 3,4 pour 1" in message
    assert "plus foncée" in message


@pytest.mark.django_db
def test_the_administration_shows_the_refusal_and_keeps_what_was_chosen(client: Client, home_page: HomePage) -> None:
    client.force_login(StaffFactory.create(role="Publication"))
    address = reverse("wagtailsettings:edit", args=["home", "bailleur", home_page.get_site().pk])
    data = {
        "name": "Beauce logement",
        "brand_colour": "#ffd36b",
        "accent_colour": "#1d3c9b",
        "social_links-count": "0",
    }
    page = client.post(address, data).content.decode()
    assert "Cette couleur est trop claire" in page
    assert 'value="#ffd36b"' in page
    assert Bailleur.for_site(home_page.get_site()).brand_colour == brand.DEFAULT_BRAND
    assert client.post(address, data | {"brand_colour": "#0B4F3A"}).status_code == 302
    assert Bailleur.for_site(home_page.get_site()).brand_colour == GREEN


@pytest.mark.django_db
@pytest.mark.parametrize("colour", ["#10225e\n", "#10225", "10225e0", "#10225g", ""])
def test_the_database_keeps_only_colours(home_page: HomePage, colour: str) -> None:
    site = Bailleur.for_site(home_page.get_site())
    with pytest.raises(DatabaseError), transaction.atomic():
        Bailleur.objects.filter(pk=site.pk).update(accent_colour=colour)


@pytest.mark.django_db
def test_capitals_are_small_letters_in_the_end(home_page: HomePage) -> None:
    assert paint(home_page, "#0B4F3A").brand_colour == GREEN


@pytest.mark.django_db
def test_the_sites_own_colours_cost_no_style_sheet(client: Client, home_page: HomePage) -> None:
    page = client.get("/").content.decode()
    assert "marque-" not in page
    assert '<meta name="theme-color" content="#10225e">' in page
    assert client.get("/marque-0123456789ab.css").status_code == 404


@pytest.mark.django_db
def test_other_colours_are_a_style_sheet_kept_for_ever(client: Client, home_page: HomePage) -> None:
    name = paint(home_page).style_sheet_name
    page = client.get("/en/").content.decode()
    assert f'<link rel="stylesheet" href="/marque-{name}.css">' in page
    assert f'<meta name="theme-color" content="{GREEN}">' in page
    sheet = client.get(f"/marque-{name}.css")
    assert sheet.headers["Content-Type"] == "text/css; charset=utf-8"
    assert sheet.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert f"--deep:{GREEN};" in sheet.text
    assert f"--cobalt:{BROWN};" in sheet.text
    assert not sheet.cookies


@pytest.mark.django_db
def test_a_style_sheet_out_of_date_leads_to_the_present_one(client: Client, home_page: HomePage) -> None:
    before = paint(home_page).style_sheet_name
    now = paint(home_page, accent_colour="#5b1a8b").style_sheet_name
    assert before != now
    assert client.get(f"/marque-{before}.css").headers["Location"] == f"/marque-{now}.css"
