"""Where a tenant says what changed: the choice, a form for each kind, what became of it, and contact details."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from espace_locataire.compte.models import Locataire
from espace_locataire.dossier.access import DossierView
from espace_locataire.dossier.models import MiseAJour, Scope
from espace_locataire.dossier.models.updates import FOR_HOLDERS_ONLY
from espace_locataire.dossier.proposals import AlreadyDecidedError, withdraw
from espace_locataire.dossier.update_forms import FORMS, TelephoneForm, UpdateForm
from espace_locataire.dossier.updates import SameAlreadyError, change_at_once, changes_of, propose

if TYPE_CHECKING:
    from espace_locataire.compte.models import User


class ChangesView(DossierView):
    """What may change, and the changes sent, with where they stand."""

    template_name = "dossier/changes.html"
    tab = "dossier"
    scope = Scope.DOSSIER
    what = gettext_lazy("Changements signalés")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add each kind of change with its address, and those sent."""
        kinds = [
            {
                "url": reverse(f"changement_{nature}", args=[self.dossier.cle]),
                "title": form.title,
                "advice": form.advice,
                "icon": form.icon,
            }
            for nature, form in FORMS.items()
            if nature not in self._hidden
        ]
        changes = [change for change in changes_of(self.dossier) if change.nature not in self._hidden]
        return super().get_context_data(kinds=kinds, changes=changes, **kwargs)

    @property
    def _hidden(self) -> list[str]:
        return FOR_HOLDERS_ONLY if self.standing.is_helper else []


class ChangeView(DossierView):
    """The form of one kind of change."""

    template_name = "dossier/change.html"
    tab = "dossier"
    scope = Scope.DOSSIER
    nature: ClassVar[str] = ""

    def subject(self) -> Promise | str:
        """Return the kind of change."""
        return MiseAJour.Nature(self.nature).label

    def _form(self, *args: Any) -> UpdateForm:
        return FORMS[self.nature](self.dossier, self.person, *args)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Send the change, or show the form again with what was typed and what was sent."""
        user: User = request.user  # type: ignore[assignment]
        form = self._form(request.POST, request.FILES)
        if form.is_valid():
            try:
                propose(self.dossier, user, self.nature, pieces=form.chosen_pieces, **form.change())
            except SameAlreadyError:
                messages.info(request, _("Vous avez déjà envoyé ce changement. Rien d’autre à faire."))
            else:
                messages.success(request, _("Votre changement est envoyé. Nous le vérifions et vous répondons."))
            return redirect("changements", cle=self.dossier.cle)
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form."""
        return super().get_context_data(**{"form": kwargs.get("form") or self._form()} | kwargs)


class PersonalChangeView(ChangeView):
    """The form of a change of a person's own papers, or of where the post goes: no helper's business."""

    holders_only = True


class WithdrawChangeView(DossierView):
    """Takes back a change that nobody decided on yet, once the tenant confirms."""

    template_name = "dossier/withdraw_change.html"
    tab = "dossier"
    scope = Scope.DOSSIER
    what = gettext_lazy("Retrait d’un changement")

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take it back, or say that it was decided on a moment ago."""
        user: User = request.user  # type: ignore[assignment]
        try:
            withdraw(self._change(), user)
        except AlreadyDecidedError:
            messages.error(request, _("Ce changement ne peut plus être retiré : il a déjà reçu une réponse."))
        else:
            messages.success(request, _("Votre changement est retiré."))
        return redirect("changements", cle=self.dossier.cle)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the change in question."""
        return super().get_context_data(**{**kwargs, "change": self._change()})

    def _change(self) -> MiseAJour:
        changes = self.dossier.mises_a_jour.all()
        if self.standing.is_helper:
            changes = changes.exclude(nature__in=FOR_HOLDERS_ONLY)
        return get_object_or_404(changes, pk=self.kwargs["miseajour"])


class ContactView(DossierView):
    """The telephone of the person who is logged in: changed at once."""

    template_name = "dossier/telephone.html"
    tab = "dossier"
    holders_only = True

    def _person(self) -> Locataire:
        if self.holder is None:
            raise Http404
        return self.holder

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Change it, or say what is wrong with it."""
        user: User = request.user  # type: ignore[assignment]
        form = TelephoneForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        change_at_once(self._person(), MiseAJour.Nature.TELEPHONE, form.cleaned_data["telephone"], user)
        messages.success(request, _("C’est enregistré."))
        return redirect("dossier", cle=self.dossier.cle)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the form, with the number we have."""
        form = kwargs.pop("form", None) or TelephoneForm(initial={"telephone": self._person().telephone})
        return super().get_context_data(form=form, **kwargs)
