"""Forms that editors compose, and what visitors answer."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, ClassVar, Self

from django import forms
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.forms.forms import WagtailAdminFormPageForm
from wagtail.contrib.forms.models import AbstractFormField, AbstractFormSubmission, FormMixin
from wagtail.fields import RichTextField
from wagtail.models import PageManager, TranslatableMixin
from wagtail.search import index
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import SynchronizedField, TranslatableField

from home.form_building import CHOOSING, FIELD_TYPES, PURPOSES, AnswerForm, AnswerFormBuilder, choices_of
from home.models.base import BasePage, PublicPageQuerySet

TEXT = ["bold", "italic", "ol", "ul", "link", "document-link"]
# The last part of the address of a form once it is sent.
THANKS = "merci"
# Who reads the answers of a new form, unless its editor chooses otherwise.
FIRST_READERS = "Gestion locative"
ICONS = [
    ("message-circle", _("Message")),
    ("phone", _("Téléphone")),
    ("key-round", _("Clé")),
    ("house", _("Maison")),
    ("wrench", _("Réparation")),
    ("file-text", _("Document")),
]


def addresses_of(text: str) -> list[str]:
    """Return the e-mail addresses written one a line."""
    return [line for line in (line.strip() for line in text.splitlines()) if line]


def validate_addresses(text: str) -> None:
    """Refuse a list in which a line is no e-mail address. Raises `ValidationError`, naming the line."""
    for address in addresses_of(text):
        try:
            validate_email(address)
        except ValidationError as error:
            message = _("« %(line)s » n’est pas une adresse e-mail complète. Écrivez une adresse par ligne.")
            raise ValidationError(message, params={"line": address}) from error


def readers_to_choose_from() -> models.Q:
    """Keep the groups whose role lets them read answers at all."""
    return models.Q(
        permissions__codename="view_formsubmission",
        permissions__content_type__app_label="home",
    )


class FormField(TranslatableMixin, AbstractFormField):
    """One question of a form."""

    page = ParentalKey("FormPage", related_name="form_fields", on_delete=models.CASCADE)
    label = models.CharField(_("question"), max_length=150)
    help_text = models.CharField(
        _("aide"), max_length=255, blank=True, help_text=_("Une phrase sous la question : le format, où trouver.")
    )
    field_type = models.CharField(_("type de réponse"), max_length=16, choices=FIELD_TYPES, default="singleline")
    required = models.BooleanField(_("obligatoire"), default=True)
    choices = models.TextField(
        _("choix"), blank=True, help_text=_("Un par ligne. Seulement pour les listes et les choix.")
    )
    purpose = models.CharField(
        _("ce que le navigateur peut remplir"),
        max_length=20,
        choices=PURPOSES,
        blank=True,
        help_text=_("Pour un texte court qui parle de la personne : elle n’aura pas à le retaper."),
    )

    panels = [
        FieldPanel("label"),
        FieldPanel("help_text"),
        FieldRowPanel([FieldPanel("field_type", classname="formbuilder-type"), FieldPanel("required")]),
        FieldPanel("choices", classname="formbuilder-choices"),
        FieldPanel("purpose"),
    ]
    override_translatable_fields = [
        TranslatableField("label"),
        TranslatableField("help_text"),
        TranslatableField("choices"),
        SynchronizedField("clean_name", overridable=False),
        SynchronizedField("default_value", overridable=False),
        SynchronizedField("field_type", overridable=False),
        SynchronizedField("required", overridable=False),
        SynchronizedField("purpose", overridable=False),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["sort_order"]

    def __str__(self) -> str:
        """Return the question."""
        return self.label

    def clean(self) -> None:
        """Ask for choices where there is something to choose."""
        super().clean()
        if self.field_type in CHOOSING and len(choices_of(self.choices)) < 2:
            raise ValidationError({"choices": _("Écrivez au moins deux choix, un par ligne.")})


class FormPageQuerySet(PublicPageQuerySet):
    """Forms, and how much was answered to them."""

    def references(self) -> Self:
        """Keep each form once: in the site's first language, or as it is when it does not exist there."""
        first = models.Q(locale__language_code=settings.LANGUAGE_CODE)
        in_first = FormPage.objects.filter(first, translation_key=models.OuterRef("translation_key"))
        return self.filter(first | ~models.Exists(in_first))

    def with_answers(self) -> Self:
        """Add `answer_count`, `last_answer` and `waiting_count` (messages to staff), in all languages."""
        same_form = FormSubmission.objects.filter(page__translation_key=models.OuterRef("translation_key"))
        by_form = same_form.order_by().values("page__translation_key")

        def over_all(expression: models.Aggregate) -> models.Subquery:
            return models.Subquery(by_form.annotate(found=expression).values("found"))

        return self.annotate(
            answer_count=Coalesce(over_all(models.Count("pk")), 0),
            last_answer=over_all(models.Max("submit_time")),
            waiting_count=Coalesce(over_all(models.Count("pk", filter=models.Q(mail="waiting"))), 0),
        )


class FormPageForm(WagtailAdminFormPageForm):
    """The editor of a form page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Propose the usual readers for a new form."""
        super().__init__(*args, **kwargs)
        if self.instance._state.adding and "readers" in self.fields:
            self.initial["readers"] = list(self.fields["readers"].queryset.filter(name=FIRST_READERS))


class FormPage(FormMixin, BasePage):
    """A form that visitors fill in: its answers are stored, announced by mail, and deleted after a time.

    What concerns staff (readers, recipients, length of keeping) is what the form in the site's first
    language says, whatever the language a visitor answers in: see `reference`.
    """

    kind = _("Formulaire")
    form_builder = AnswerFormBuilder
    base_form_class = FormPageForm
    template = "home/form_page.html"
    landing_page_template = "home/form_page_landing.html"

    icon = models.CharField(_("icône"), max_length=20, choices=ICONS, default="message-circle")
    introduction = RichTextField(
        _("avant le formulaire"), features=TEXT, blank=True, help_text=_("À qui il s’adresse, ce qu’il faut avoir.")
    )
    button_label = models.CharField(_("texte du bouton"), max_length=40, default="Envoyer")
    thank_you = RichTextField(
        _("remerciement"),
        features=TEXT,
        default="<p>Nous avons bien reçu votre message.</p>",
        help_text=_("Ce qui se passe ensuite : qui répond, sous combien de jours."),
    )
    consent_text = models.TextField(
        _("accord à donner"),
        max_length=500,
        blank=True,
        help_text=_("Une case à cocher avant d’envoyer. Le texte accepté est gardé avec chaque réponse."),
    )
    readers = ParentalManyToManyField(
        Group,
        blank=True,
        related_name="+",
        limit_choices_to=readers_to_choose_from,
        verbose_name=_("qui lit les réponses"),
        help_text=_("L’administration lit toujours les réponses. Les rédacteurs ne les voient jamais."),
    )
    recipients = models.TextField(
        _("prévenir par e-mail"),
        blank=True,
        validators=[validate_addresses],
        help_text=_("Une adresse par ligne. Sans adresse, aucun message ne part."),
    )
    subject = models.CharField(
        _("objet du message"), max_length=100, blank=True, help_text=_("Vide : le titre du formulaire.")
    )
    attach_answers = models.BooleanField(
        _("joindre les réponses au message"),
        default=False,
        help_text=_("Sinon le message dit seulement qu’une réponse attend, et donne le lien."),
    )
    purge_after_days = models.PositiveSmallIntegerField(
        _("effacer les réponses après"), default=180, help_text=_("En jours, de 1 à 1095 (trois ans).")
    )

    objects = PageManager.from_queryset(FormPageQuerySet)()

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("icon"),
        FieldPanel("introduction"),
        InlinePanel("form_fields", heading=_("Questions"), label=_("Question"), min_num=1),
        FieldPanel("consent_text"),
        FieldPanel("button_label"),
        FieldPanel("thank_you"),
        MultiFieldPanel(
            [
                FieldPanel("readers", widget=forms.CheckboxSelectMultiple),
                FieldPanel("recipients"),
                FieldPanel("subject"),
                FieldPanel("attach_answers"),
                FieldPanel("purge_after_days"),
            ],
            heading=_("Les réponses"),
        ),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("introduction")]
    subpage_types: ClassVar[list[str]] = []
    override_translatable_fields = [
        SynchronizedField("icon", overridable=False),
        SynchronizedField("recipients", overridable=False),
        SynchronizedField("subject", overridable=False),
        SynchronizedField("attach_answers", overridable=False),
        SynchronizedField("purge_after_days", overridable=False),
    ]

    class Meta:
        verbose_name = _("formulaire")
        verbose_name_plural = _("formulaires")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(purge_after_days__range=(1, 1095)),
                name="form_page_purge_after_days",
                violation_error_message=_("Les réponses se gardent de 1 à 1095 jours."),
            ),
        ]

    def clean(self) -> None:
        """Refuse a length of keeping out of bounds, next to its field."""
        super().clean()
        if self.purge_after_days is not None and not 1 <= self.purge_after_days <= 1095:
            raise ValidationError({"purge_after_days": _("Les réponses se gardent de 1 à 1095 jours.")})

    @property
    def waiting_label(self) -> str:
        """Say how many messages to staff did not leave, on a form of `with_answers`."""
        count: int = getattr(self, "waiting_count", 0)
        return ngettext("%(count)s non envoyé", "%(count)s non envoyés", count) % {"count": count} if count else ""

    @cached_property
    def reference(self) -> "FormPage":
        """The same form in the site's first language: what concerns staff is read there."""
        same = FormPage.objects.filter(translation_key=self.translation_key)
        return same.filter(locale__language_code=settings.LANGUAGE_CODE).first() or self

    @property
    def thanks_url(self) -> str:
        """The address that thanks; the same for everyone."""
        return f"{self.url}{THANKS}/"

    def texts(self) -> list[str]:
        """Add what stands before the questions."""
        return [*super().texts(), self.introduction]

    def route(self, request: HttpRequest, path_components: Sequence[str]) -> RouteResult:
        """Lead to the thanks besides the form itself."""
        if list(path_components) == [THANKS] and self.live and not self.has_expired:
            return RouteResult(self, kwargs={"thanks": True})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, thanks: bool = False, **kwargs: Any) -> HttpResponse:
        """Show the empty form, or the thanks. Answers go to an address of their own (`home.form_views`)."""
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        if thanks:
            response: HttpResponse = self.render_landing_page(request)
            return response
        return self.show(request, self.get_form(page=self))

    def show(self, request: HttpRequest, form: AnswerForm, status: int = 200) -> TemplateResponse:
        """Show the page around this form: empty, or as it was sent with what is to be mended."""
        context = {**self.get_context(request), "form": form}
        return TemplateResponse(request, self.get_template(request), context, status=status)

    # --- What the forms' screens of the administration ask for -------------------------------

    def get_submission_class(self) -> type["FormSubmission"]:
        """Return where answers are stored."""
        return FormSubmission

    def get_submissions(self) -> "models.QuerySet[FormSubmission]":
        """Return the answers given in every language."""
        same_form = FormSubmission.objects.filter(page__translation_key=self.translation_key)
        return same_form.select_related("page__locale")

    def get_submissions_list_view_class(self) -> Any:
        """Return the screen that lists and exports answers."""
        from home.form_answers import AnswersView

        return AnswersView

    def get_data_fields(self) -> list[tuple[str, Any]]:
        """Return (name, heading) of the columns of that screen."""
        return [
            ("submit_time", _("Reçue le")),
            *((field.clean_name, field.label) for field in self.get_form_fields()),
            ("sent-in", _("Langue")),
            ("consent", _("Accord donné")),
            ("mail", _("Message aux équipes")),
            ("purge-on", _("Sera effacée le")),
        ]

    def process_form_submission(self, form: AnswerForm) -> "FormSubmission":
        """Store the answers. Raises nothing when they are there already: the stored ones are returned."""
        from home.form_sending import store

        return store(self, form)


class FormSubmission(AbstractFormSubmission):
    """What a visitor answered to a form, until `purge_on`.

    `digest` tells the same answers sent again from the same address (a double click, a reload); `slot` counts
    stretches of `SAME_ANSWER` since 1970.
    """

    SAME_ANSWER = timedelta(minutes=10)

    class Mail(models.TextChoices):
        """Whether staff were told by mail."""

        NONE = "none", _("sans objet")
        WAITING = "waiting", _("non envoyé")
        SENT = "sent", _("envoyé")

    # A form with answers cannot be deleted by mistake.
    page = models.ForeignKey(FormPage, on_delete=models.PROTECT, related_name="answers", verbose_name=_("formulaire"))
    consent_text = models.TextField(_("accord donné"), blank=True)
    digest = models.CharField(max_length=64, editable=False)
    slot = models.BigIntegerField(editable=False)
    purge_on = models.DateField(_("à effacer le"), db_index=True)
    mail = models.CharField(_("message aux équipes"), max_length=8, choices=Mail.choices, default=Mail.NONE)
    attempts = models.PositiveSmallIntegerField(_("essais"), default=0)
    next_try = models.DateTimeField(_("prochain essai"), null=True, blank=True)

    class Meta:
        verbose_name = _("réponse à un formulaire")
        verbose_name_plural = _("réponses aux formulaires")
        permissions = [("view_every_formsubmission", "Peut lire les réponses à tous les formulaires")]
        constraints = [
            models.UniqueConstraint(fields=["digest", "slot"], name="form_submission_once"),
            models.CheckConstraint(
                condition=models.Q(mail="waiting", next_try__isnull=False)
                | models.Q(mail__in=["none", "sent"], next_try__isnull=True),
                name="form_submission_next_try",
            ),
        ]
        indexes = [
            models.Index(fields=["next_try"], condition=models.Q(mail="waiting"), name="form_submission_waiting"),
        ]

    def __str__(self) -> str:
        """Name the answer without what it says."""
        return f"{self._meta.verbose_name} {self.pk}"

    def get_data(self) -> dict[str, Any]:
        """Return what the screens of the administration show, by column."""
        ticked = {True: _("oui"), False: _("non")}
        answers = {name: ticked[value] if isinstance(value, bool) else value for name, value in self.form_data.items()}
        return {
            **answers,
            "submit_time": timezone.localtime(self.submit_time),
            "sent-in": self.page.locale.get_display_name(),
            "consent": self.consent_text,
            "mail": self.get_mail_display(),
            "purge-on": self.purge_on,
        }
