"""The back office of the papers: those of one lease, who read them, and taking back one that is wrong."""

import logging
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.generic.base import View
from wagtail.admin import messages
from wagtail.admin.auth import require_admin_access
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from espace_locataire.documents.models import Document
from espace_locataire.documents.withdrawing import AlreadyWithdrawnError, withdraw
from espace_locataire.dossier.consulting import record_look
from espace_locataire.dossier.models import Dossier
from espace_locataire.dossier.private_files import DamagedFileError

logger = logging.getLogger(__name__)

SEE, WITHDRAW = "documents.view_document", "documents.withdraw_document"
# Thirty years of monthly papers, and some letters.
MOST_SHOWN = 1_000


class PapersMenuItem(MenuItem):
    """The place of the papers in the menu, for those who may see them."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Say whether this person may see papers."""
        return request.user.has_perm(SEE)


def menu_item() -> PapersMenuItem:
    """Return the place of the papers among the tenants' affairs."""
    return PapersMenuItem(
        gettext_lazy("Documents des locataires"), reverse("papers"), name="papers", icon_name="doc-full", order=300
    )


@method_decorator([require_admin_access, never_cache], name="dispatch")
class PapersView(WagtailAdminTemplateMixin, View):
    """The papers of a lease, those withdrawn too, found by the reference of its dossier."""

    template_name = "documents/admin/papers.html"
    page_title = gettext_lazy("Documents des locataires")
    header_icon = "doc-full"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the papers of the dossier asked for."""
        if not request.user.has_perm(SEE):
            raise PermissionDenied
        reference = request.GET.get("dossier", "").replace("\x00", "").replace(" ", "").upper()[:20]
        papers = Document.objects.filter(dossier__reference=reference).select_related("dossier")
        for dossier in Dossier.objects.filter(reference=reference):
            record_look(dossier, request.user, "documents_listed")  # type: ignore[arg-type]
        context = self.get_context_data(reference=reference, papers=papers[:MOST_SHOWN] if reference else [])
        return self.render_to_response(context)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Say where this is."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


class PaperChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One paper among others, by its title and day."""

    def label_from_instance(self, paper: Document) -> str:
        """Return what tells it from the others."""
        return f"{paper.shown_title}, {date_format(paper.issued_on, 'j F Y')}"


class WithdrawForm(forms.Form):
    """Which paper replaces one that is withdrawn, if one does."""

    replaced_by = PaperChoice(
        queryset=Document.objects.none(),
        required=False,
        label=gettext_lazy("Document qui le remplace"),
        empty_label=gettext_lazy("Aucun"),
        error_messages={"invalid_choice": gettext_lazy("Ce document ne peut pas le remplacer : il a été retiré.")},
    )

    def __init__(self, document: Document, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["replaced_by"]
        field.queryset = self._others(document)

    @staticmethod
    def _others(document: Document) -> QuerySet[Document]:
        return Document.objects.of(document.dossier).exclude(pk=document.pk)


@method_decorator([require_admin_access, never_cache], name="dispatch")
class PaperView(WagtailAdminTemplateMixin, View):
    """One paper: what it is, who read it and when; withdrawing it."""

    template_name = "documents/admin/paper.html"
    page_title = gettext_lazy("Document d’un locataire")
    header_icon = "doc-full"
    document: Document

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let in who may see; only who may withdraw goes further than that."""
        if not request.user.has_perm(SEE if request.method in ("GET", "HEAD") else WITHDRAW):
            raise PermissionDenied
        documents = Document.objects.select_related("dossier", "withdrawn_by", "replaced_by")
        self.document = get_object_or_404(documents, pk=kwargs["pk"])
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it."""
        record_look(self.document.dossier, request.user, "document_seen", self.document.shown_title)  # type: ignore[arg-type]
        return self.render_to_response(self.get_context_data())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Withdraw it, unless someone did a moment ago, and say what replaces it."""
        form = WithdrawForm(self.document, request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        try:
            withdraw(self.document, request.user, form.cleaned_data["replaced_by"])  # type: ignore[arg-type]
        except AlreadyWithdrawnError:
            messages.warning(request, _("Quelqu’un vient de retirer ce document."))
        else:
            messages.success(request, _("Retiré. Le locataire ne le voit plus."))
        return redirect("paper", pk=self.document.pk)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the papers of the same lease."""
        papers = {
            "url": f"{reverse('papers')}?dossier={self.document.dossier.reference}",
            "label": _("Documents des locataires"),
        }
        return [*self.breadcrumbs_items, papers, {"url": "", "label": self.document.shown_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the paper, its log, and whether this person may withdraw it, with the form that does."""
        kwargs.setdefault("form", WithdrawForm(self.document))
        return super().get_context_data(
            document=self.document,
            readings=self.document.readings.select_related("person"),
            may_withdraw=self.request.user.has_perm(WITHDRAW),
            **kwargs,
        )


@method_decorator([require_admin_access, never_cache], name="dispatch")
class PaperFileView(View):
    """The paper itself, given to staff: the tenant's own log of readings does not change."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        """Answer the file and keep who opened it, or say plainly that it cannot be given."""
        if not request.user.has_perm(SEE):
            raise PermissionDenied
        document = get_object_or_404(Document.objects.select_related("dossier"), pk=pk)
        record_look(document.dossier, request.user, "document_opened", document.shown_title)  # type: ignore[arg-type]
        try:
            content = document.open_checked()
        except (OSError, DamagedFileError) as error:
            # The kind of fault and the row's number: nothing about a person.
            logger.error("document %s cannot be given: %s", document.pk, type(error).__name__)
            text = _("Ce fichier ne peut pas être ouvert pour l’instant. Réessayez plus tard.")
            return HttpResponse(text, status=503, content_type="text/plain; charset=utf-8")
        response = FileResponse(content, filename=document.display_name, content_type="application/pdf")
        response["Content-Length"] = str(document.size_bytes)
        return response


def urls() -> list[URLPattern]:
    """Return the addresses of the papers, below the administration's."""
    return [
        path("papiers/", PapersView.as_view(), name="papers"),
        path("papiers/<int:pk>/", PaperView.as_view(), name="paper"),
        path("papiers/<int:pk>/fichier/", PaperFileView.as_view(), name="paper_file"),
    ]
