"""Anyone who was shown a paper checks it: its code is known, and the file is the very one we made.

The pages say nothing of the person the paper is about.
"""

from hashlib import sha256
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from espace_locataire.documents.models import MadeDocument
from espace_locataire.documents.models.made import as_code
from home.public_forms import rate_limited, same_site_only, too_many

HOUR = 3600
CODES_AN_HOUR = 60
LONGEST_CODE = 60


class CodeForm(forms.Form):
    """The code that stands on a paper."""

    code = forms.CharField(
        label=_("Code du document"),
        help_text=_("Seize lettres et chiffres, en bas du document. Exemple : 7KQW-9TRB-2XHM-C4VN."),
        max_length=LONGEST_CODE,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("Écrivez le code du document.")},
    )


class FileForm(forms.Form):
    """The file someone received."""

    fichier = forms.FileField(
        label=_("Fichier reçu"),
        help_text=_("Le fichier PDF, tel que vous l’avez reçu. Nous le comparons, puis nous l’oublions."),
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
        allow_empty_file=True,
        error_messages={"required": _("Choisissez le fichier à comparer.")},
    )


@login_not_required
@never_cache
@require_safe
def ask_for_code(request: HttpRequest) -> HttpResponse:
    """Ask for a code, and lead to what we know of it."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid() and as_code(form.cleaned_data["code"]):
        return redirect("verify", code=as_code(form.cleaned_data["code"]))
    return render(request, "documents/verify_ask.html", {"form": form}, status=422 if form.errors else 200)


@same_site_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """Say whether this code is one of ours and, of a file that was sent, whether it is the one we made."""
    if rate_limited(request, "verify", CODES_AN_HOUR, HOUR):
        return too_many(request)
    made = MadeDocument.objects.filter(code=as_code(code)).first()
    if made is None:
        context = {"form": CodeForm(), "code": as_code(code)}
        return render(request, "documents/verify_unknown.html", context, status=404)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    context = {"made": made, "form": form}
    if form.is_bound and form.is_valid():
        context["same"] = _is_the_one(form.cleaned_data["fichier"], made)
    return render(request, "documents/verify.html", context, status=422 if form.errors else 200)


def _is_the_one(file: "UploadedFile[Any]", made: MadeDocument) -> bool:
    # One of another size is another one: it is not even read.
    if file.size != made.size_bytes:
        return False
    digest = sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest() == made.sha256
