"""The site's addresses: machines first, then what exists once per language."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from espace_locataire.paiement.webhook import webhook
from home import machines
from home.brand_sheet import brand_style_sheet

# Pages of error that hold when the database does not.
handler400 = "home.errors.bad_request"
handler500 = "home.errors.server_error"


@login_not_required
def one_login(request: HttpRequest) -> HttpResponse:
    """Lead from Wagtail's own login forms to the one door of the site, where attempts are counted."""
    query = urlencode({"next": request.GET.get("next") or reverse("wagtailadmin_home")})
    return redirect(f"{reverse('account_login')}?{query}")


def public(patterns: Iterable[URLPattern]) -> list[URLPattern]:
    """Return the patterns with their views open to everyone: Wagtail itself guards what is kept for some."""
    opened = list(patterns)
    for pattern in opened:
        login_not_required(pattern.callback)
    return opened


urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/login/", one_login),
    path("admin/", include(wagtailadmin_urls)),
    path("marque-<slug:name>.css", brand_style_sheet, name="brand_style_sheet"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", machines.sitemap, name="sitemap_file"),
    path("stripe/webhook/", webhook, name="stripe_webhook"),
    path(".well-known/security.txt", machines.security_txt, name="security_txt"),
    path("partage/<int:page_id>-<slug:name>.png", machines.sharing_image, name="sharing_image"),
    path("documents/", include(public(wagtaildocs_urls.urlpatterns))),
]
if settings.SERVE_MEDIA:
    urlpatterns.append(path("media/<path:path>", login_not_required(serve), {"document_root": settings.MEDIA_ROOT}))

urlpatterns += i18n_patterns(
    path("", include("home.urls")),
    path("compte/mes-donnees/", include("espace_locataire.vie_privee.urls")),
    path("compte/", include("espace_locataire.compte.urls")),
    path("espace-locataire/", include("espace_locataire.urls")),
    path("verifier/", include("espace_locataire.documents.public_urls")),
    path("_util/login/", one_login, name="wagtailcore_login"),
    path("", include(public(p for p in wagtail_urls.urlpatterns if p.name != "wagtailcore_login"))),
    prefix_default_language=False,
)
