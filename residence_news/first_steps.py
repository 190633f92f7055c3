"""What the administration's first screen offers to write about residences."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Locale

from home.dashboard import FirstStep
from residence_news.models import NewsIndexPage


def first_steps(request: HttpRequest) -> list[FirstStep]:
    """Offer a news item, an event and an outage to those who may write them."""
    steps: list[FirstStep] = []
    index = NewsIndexPage.objects.filter(locale=Locale.get_default()).first()
    if index is not None and index.permissions_for_user(request.user).can_add_subpage():
        for model, label, icon in (
            ("newspage", _("Écrire une actualité"), "doc-full"),
            ("eventpage", _("Annoncer un événement"), "date"),
        ):
            url = reverse("wagtailadmin_pages:add", args=["residence_news", model, index.pk])
            steps.append(FirstStep(label, url, icon))
    if request.user.has_perm("residence_news.add_outage"):
        url = reverse("wagtailsnippets_residence_news_outage:add")
        steps.append(FirstStep(_("Annoncer des travaux ou une panne"), url, "warning"))
    return steps
