"""Where the forms of the public site are sent: an address of their own, so that the page itself can be kept whole."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from home.form_building import AnswerForm
from home.form_sending import store
from home.models import Bailleur, FormPage
from home.public_forms import rate_limited, same_site_only, sender_of

# So many answers from one address in so many seconds: a whole town hall may share one.
MOST_ANSWERS, IN_SECONDS = 20, 3600


@same_site_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def form_submit(request: HttpRequest, page_id: int) -> HttpResponse:
    """Take the answers to a form: thank, or show the form again with what is to be mended and all that was typed.

    A GET (a reload, a change of language) leads back to the form. Answers 404 for a form not open to all.
    """
    page = get_object_or_404(FormPage.objects.published().select_related("locale"), pk=page_id)
    address = page.get_url(request)
    if address is None:
        raise Http404
    if request.method != "POST":
        return redirect(address)
    with translation.override(page.locale.language_code):
        form = page.get_form(request.POST, page=page)
        if not form.is_valid():
            return page.show(request, form).render()
        if form.fell_into_the_trap:
            return _refuse(
                request, page, form, _("Nous n’avons pas pu prendre votre message. Envoyez-le encore."), 400
            )
        if rate_limited(request, "form", MOST_ANSWERS, IN_SECONDS):
            message = _("Trop de messages sont partis de votre connexion. Attendez une heure.")
            return _refuse(request, page, form, message, 429)
        store(page, form, sender_of(request))
    return redirect(page.thanks_url)


def _refuse(request: HttpRequest, page: FormPage, form: AnswerForm, message: str, status: int) -> HttpResponse:
    """Show the form again, nothing lost, with what else one can do."""
    phone = Bailleur.for_request(request).phone
    form.add_error(None, f"{message} {_('Ou appelez-nous au %(phone)s.') % {'phone': phone}}" if phone else message)
    return page.show(request, form, status).render()
