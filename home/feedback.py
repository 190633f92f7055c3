"""« Cette page vous a-t-elle aidé ? »: the answer of a visitor, taken without a cookie and without a name."""

import re
from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.models import Page

from home.models import BasePage, Feedback, PublicPageQuerySet
from home.models.feedback import WORD_LENGTH
from home.public_forms import rate_limited, same_site_only, too_many

HOUR = 3600
ANSWERS_AN_HOUR = 20
# The same answer again in this time, in seconds, is the same click: it is not counted twice.
SAME_ANSWER = 600

MASK = "[…]"
EMAIL = re.compile(r"[^\s@<>(),;:]+@[^\s@<>(),;:]+\.[^\s@<>(),;:]+")
# Nine digits or more, however they are spaced: phone numbers, client references, bank accounts.
NUMBER = re.compile(r"(?:\+\s?)?(?:\d[\s.\-/()]{0,3}){8,}\d")


def mask(text: str) -> str:
    """Return the text without the e-mail addresses and the long numbers it holds."""
    return NUMBER.sub(MASK, EMAIL.sub(MASK, text))


class FeedbackForm(forms.Form):
    """An answer: yes or no, and a word if one likes."""

    helpful = forms.ChoiceField(
        label=_("Cette page vous a-t-elle aidé ?"),
        choices=[("yes", _("Oui")), ("no", _("Non"))],
        error_messages={
            "required": _("Choisissez « Oui » ou « Non »."),
            "invalid_choice": _("Choisissez « Oui » ou « Non »."),
        },
    )
    word = forms.CharField(
        label=_("Un mot pour l’améliorer"),
        help_text=_(
            "Ce qui manque, ce qui n’est pas clair. N’écrivez pas de données personnelles : ni nom, ni numéro."
        ),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "maxlength": WORD_LENGTH}),
    )
    # Left empty by people, who do not see it; filled in by robots.
    website = forms.CharField(required=False)

    def clean_word(self) -> str:
        """Return the word with what is personal masked. Refuse one that is too long, and give it back as it was."""
        word = self.cleaned_data["word"].replace("\r\n", "\n")
        if len(word) > WORD_LENGTH:
            message = _t("Votre texte est trop long : %(length)d caractères. Gardez-en %(limit)d au plus.")
            raise forms.ValidationError(message % {"length": len(word), "limit": WORD_LENGTH})
        return mask(word)[:WORD_LENGTH]


def page_to_judge(page_id: int) -> BasePage:
    """Return the page visitors are asked about. Raises `Http404` when it is not published or asks nothing."""
    page: Page = get_object_or_404(PublicPageQuerySet(Page).published(), pk=page_id)
    specific = page.specific
    if not getattr(specific, "asks_if_it_helped", False):
        raise Http404
    return specific


@same_site_only
@require_http_methods(["GET", "HEAD", "POST"])
def feedback(request: HttpRequest, page_id: int) -> HttpResponse:
    """Keep an answer and thank for it; what cannot be kept comes back with what was typed."""
    page = page_to_judge(page_id)
    if request.method != "POST":
        return redirect(page.get_url(request))
    form = FeedbackForm(request.POST)
    if not form.is_valid():
        return render(request, "home/feedback.html", {"form": form, "about": page}, status=422)
    if not form.cleaned_data["website"]:
        answer: dict[str, Any] = {
            "helpful": form.cleaned_data["helpful"] == "yes",
            "word": form.cleaned_data["word"],
        }
        if rate_limited(request, "feedback", ANSWERS_AN_HOUR, HOUR):
            return too_many(request)
        if not rate_limited(request, f"feedback:{page.pk}:{answer['helpful']}:{answer['word']}", 1, SAME_ANSWER):
            Feedback.objects.create(page_id=page.pk, **answer)
    return redirect("feedback_thanks", page_id=page.pk)


@login_not_required
@require_GET
def feedback_thanks(request: HttpRequest, page_id: int) -> HttpResponse:
    """Thank for an answer, in the same words for everyone."""
    return render(request, "home/feedback_thanks.html", {"about": page_to_judge(page_id)})
