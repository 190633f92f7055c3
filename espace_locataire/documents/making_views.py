"""Where a tenant asks for a paper made on the spot, and finds those made before."""

import logging
from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_locataire.documents.making import Maker, MakerForm, RefusedError, make, makers_open_to
from espace_locataire.documents.models import MadeDocument
from espace_locataire.dossier.access import DossierView
from espace_locataire.dossier.models import Scope
from espace_locataire.dossier.private_files import DamagedFileError
from home.public_forms import too_many, too_often

if TYPE_CHECKING:
    from espace_locataire.compte.models import User

logger = logging.getLogger(__name__)

HOUR = 3600
MADE_AN_HOUR = 30
SHOWN = 12


class Offer(NamedTuple):
    """Something that can be made: its form, and why it cannot be made today, if so."""

    maker: Maker
    form: MakerForm
    refusal: str


def made_for(page: DossierView) -> QuerySet[MadeDocument]:
    """Return the papers made for a lease, but those a helper was not given the account to see."""
    made = MadeDocument.objects.of(page.dossier)
    if not page.standing.is_helper:
        return made
    return made.filter(kind__in=[maker.name for maker in makers_open_to(page.standing)])


class MakeView(DossierView):
    """What can be made on the spot for this lease, and what was made before."""

    template_name = "documents/make.html"
    tab = "documents"
    scope = Scope.DOCUMENTS
    acts_after_departure = True
    what = gettext_lazy("Documents faits tout de suite")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Make a paper; or show the form again, with what has to be mended or why it cannot be made."""
        user: User = request.user  # type: ignore[assignment]
        asked = request.POST.get("sorte", "")
        maker = next((maker for maker in makers_open_to(self.standing) if maker.name == asked), None)
        if maker is None:
            raise Http404
        if too_often("made-document", str(user.pk), MADE_AN_HOUR, HOUR):
            return too_many(request)
        form = self._form(maker, request.POST)
        if form.is_valid():
            try:
                made = make(maker, self.dossier, user, form.cleaned_data)
            except RefusedError as error:
                form.add_error(None, str(error))
            except OSError as error:
                logger.error("A made document cannot be kept (%s).", type(error).__name__)
                form.add_error(None, _("Le document n’est pas fait : notre stockage ne répond pas. Réessayez."))
            else:
                messages.success(
                    request, _("C’est prêt : « %(title)s ». Ouvrez le document ci-dessous.") % {"title": made.title}
                )
                return redirect("make_document", cle=self.dossier.cle)
        return self.render_to_response(self.get_context_data(form=form, asked=maker.name))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add each paper that can be made, with its form or why not, and those made before."""
        asked, form = kwargs.pop("asked", ""), kwargs.get("form")
        open_makers = makers_open_to(self.standing)
        return super().get_context_data(
            offers=[self._offer(maker, form if maker.name == asked else None) for maker in open_makers],
            made_documents=made_for(self)[:SHOWN],
            **kwargs,
        )

    def _offer(self, maker: Maker, form: MakerForm | None) -> Offer:
        if form:
            return Offer(maker, form, "")
        form = self._form(maker)
        return Offer(maker, form, form.refusal)

    def _form(self, maker: Maker, *data: Any) -> MakerForm:
        return maker.form(self.dossier, self.person, *data, auto_id=f"{maker.name}_%s")


class MadeFileView(DossierView):
    """A paper made on the spot, opened in the browser or downloaded."""

    template_name = "documents/made_damaged.html"
    tab = "documents"
    scope = Scope.DOCUMENTS
    as_attachment = False
    made: MadeDocument

    def subject(self) -> Promise | str:
        """Return the title of the paper."""
        return self.made.title

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer the file, or say plainly that it has to be made again."""
        self.made = made = get_object_or_404(made_for(self), pk=kwargs["madedocument"])
        try:
            content = made.open_checked()
        except (OSError, DamagedFileError) as error:
            # The kind of fault and the row's number: nothing about a person.
            logger.error("made document %s cannot be given: %s", made.pk, type(error).__name__)
            return self._cannot_be_given(made)
        response = FileResponse(
            content, as_attachment=self.as_attachment, filename=made.display_name, content_type="application/pdf"
        )
        response["Content-Length"] = str(made.size_bytes)
        return response

    def _cannot_be_given(self, made: MadeDocument) -> HttpResponse:
        return self.render_to_response(self.get_context_data(made=made), status=503)
