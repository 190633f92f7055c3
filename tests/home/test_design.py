"""The components, and the small tags they stand on."""

import lucide
import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template
from django.template.loader import render_to_string
from django.test import Client, RequestFactory, override_settings

from home.models import Bailleur

COMPONENTS = """
button main,badge late,alert warning,faults,tabs,empty,pages,crumbs,facts,rows,steps,disclosure,table cards,
contact-phone,skip,secret,choices
""".replace("\n", "").split(",")


class SignForm(forms.Form):
    """Two fields, one with a hint, one that hides what is typed."""

    reference = forms.CharField(label="Référence", help_text="9 chiffres", min_length=9)
    secret = forms.CharField(label="Mot de passe", widget=forms.PasswordInput)
    photo = forms.FileField(label="Photo", required=False)
    jour = forms.ChoiceField(label="Jour", choices=[("6", "le 6"), ("8", "le 8")], widget=forms.RadioSelect)


def field(form: forms.Form, name: str) -> str:
    """Return the field as its component writes it."""
    return render_to_string("components/field.html", {"field": form[name]})


def write(source: str, **context: object) -> str:
    """Return what a template of our own tags writes."""
    return Template("{% load design %}" + source).render(Context(context))


@pytest.mark.django_db
def test_the_design_page_shows_every_component(client: Client) -> None:
    page = client.get("/design/").content.decode()
    for sign in COMPONENTS:
        assert f'class="{sign}' in page, sign


@pytest.mark.django_db
def test_a_field_names_its_hint_and_its_error() -> None:
    html = field(SignForm({"reference": "12"}), "reference")
    assert 'aria-describedby="id_reference_helptext id_reference_error"' in html
    assert 'id="id_reference_helptext"' in html
    assert 'id="id_reference_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'value="12"' in html


def test_a_field_without_fault_has_no_error() -> None:
    html = field(SignForm(), "reference")
    assert "_error" not in html
    assert "facultatif" not in html


def test_an_optional_field_says_so() -> None:
    assert "(facultatif)" in field(SignForm(), "photo")


def test_a_password_can_be_shown_only_where_scripts_run() -> None:
    html = field(SignForm(), "secret")
    assert '<button type="button" hidden data-show-secret' in html
    assert 'aria-controls="id_secret"' in html


def test_choices_stand_under_one_legend() -> None:
    html = field(SignForm({}), "jour")
    assert "<legend>Jour" in html
    assert 'id="id_jour_error"' in html
    assert html.count('type="radio"') == 2


def test_the_summary_leads_to_each_field_at_fault() -> None:
    html = render_to_string("components/error_summary.html", {"form": SignForm({"reference": "12"})})
    for target in ("#id_reference", "#id_secret", "#id_jour"):
        assert f'href="{target}"' in html
    assert "#id_photo" not in html


def test_a_form_without_fault_has_no_summary() -> None:
    assert render_to_string("components/error_summary.html", {"form": SignForm()}).strip() == ""


def test_what_is_typed_is_never_read_as_html() -> None:
    form = SignForm({"reference": '"><script>'})
    assert "<script>" not in field(form, "reference")
    html = write("{% alert title=title %}<p>{{ text }}</p>{% endalert %}", title="<b>", text="<i>")
    assert "&lt;b&gt;" in html
    assert "<p>&lt;i&gt;</p>" in html


def test_an_icon_is_silent() -> None:
    html = write('{% icon "house" %}')
    assert html.startswith("<svg")
    assert 'aria-hidden="true"' in html


def test_an_icon_that_does_not_exist_is_refused() -> None:
    with pytest.raises(lucide.IconDoesNotExist):
        write('{% icon "nulle-part" %}')


@pytest.mark.parametrize(
    ("number", "address"),
    [
        ("02 61 91 10 10", "tel:+33261911010"),
        ("02.61.91.10.10", "tel:+33261911010"),
        ("+33 2 61 91 10 10", "tel:+33261911010"),
        ("3939", "tel:3939"),
        ("112", "tel:112"),
    ],
)
def test_a_phone_number_can_be_called(number: str, address: str) -> None:
    assert write("{{ number|tel }}", number=number) == address


def test_pages_of_a_list_keep_the_rest_of_the_address(rf: RequestFactory) -> None:
    html = Template('{% include "components/pagination.html" with page=list only %}').render(
        RequestContext(rf.get("/?nature=quittance&page=5"), {"list": Paginator(range(240), 20).page(5)})
    )
    assert 'href="?nature=quittance&amp;page=6"' in html
    assert 'href="?nature=quittance&amp;page=4"' in html
    assert html.count('aria-current="page"') == 1
    assert html.count("…") == 2


def test_a_list_of_one_page_has_no_pagination(rf: RequestFactory) -> None:
    html = Template('{% include "components/pagination.html" with page=list only %}').render(
        RequestContext(rf.get("/"), {"list": Paginator(range(5), 20).page(1)})
    )
    assert html.strip() == ""


def test_contact_leaves_out_what_is_not_known() -> None:
    html = render_to_string("components/contact.html", {"bailleur": Bailleur(phone="02 61 91 10 10")})
    assert html.count("<li>") == 1
    assert "mailto" not in html


def test_the_design_page_is_not_for_visitors() -> None:
    from importlib import reload

    from home import urls

    try:
        with override_settings(SHOW_DESIGN_PAGE=False):
            assert "design" not in {pattern.name for pattern in reload(urls).urlpatterns}
    finally:
        reload(urls)
