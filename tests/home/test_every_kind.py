"""Each kind of public page is looked at in a browser, and has what every public page needs."""

import pytest
from django.apps import apps

from home.models import BasePage
from tests.browser.addresses import EVERY_KIND

KINDS = [model for model in apps.get_models() if issubclass(model, BasePage)]


def test_a_browser_looks_at_each_kind_of_page() -> None:
    assert set(EVERY_KIND) == {model.__name__ for model in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_page_says_what_it_is_and_has_a_template(kind: type[BasePage]) -> None:
    assert str(kind.kind)
    assert kind.template.split("/")[0] == kind._meta.app_label
