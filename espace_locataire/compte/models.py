"""Who you are: the person who logs in, the person the landlord knows, what they agreed to."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class UserManager(BaseUserManager["User"]):
    """Makes users known by their e-mail address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create and return a user; without a password, none will ever match."""
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=email, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create and return a user who may do everything."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        """Return the user of this address, whatever its case."""
        return self.get(email__iexact=username)


class User(AbstractUser):
    """Someone who can log in: a tenant, a helper, an editor, a member of staff.

    The e-mail address is the identifier. It is kept in lower case, and unique whatever the case. `language` is the one
    we write to the person in: one that the interface speaks from end to end.
    """

    class Language(models.TextChoices):
        FRENCH = "fr", "Français"
        ENGLISH = "en", "English"

    username = None  # type: ignore[assignment]
    email = models.EmailField(
        _("adresse e-mail"),
        max_length=254,
        unique=True,
        error_messages={"unique": _("Un compte existe déjà avec cette adresse e-mail.")},
    )

    language = models.CharField(
        _("langue"),
        max_length=2,
        choices=Language,
        default=Language.FRENCH,
        db_default=Language.FRENCH,
        help_text=_("Celle des messages que nous envoyons."),
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("compte")
        verbose_name_plural = _("comptes")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_unique",
                violation_error_message=_("Un compte existe déjà avec cette adresse e-mail."),
            ),
            models.CheckConstraint(condition=~models.Q(email=""), name="user_email_present"),
            models.CheckConstraint(condition=models.Q(language__in=["fr", "en"]), name="user_language_known"),
        ]

    def clean(self) -> None:
        """Normalise the address before it is checked."""
        super().clean()
        self.email = self.email.strip().lower()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the address in lower case."""
        self.email = self.email.strip().lower()
        super().save(*args, **kwargs)


class Locataire(models.Model):
    """A person on a lease, as the landlord's ERP knows them.

    `reference_client` is the nine digits printed at the top of every notice. `user` is set once
    the person has signed up. `closed_on` says since when the ERP no longer lists the person.
    """

    class Civilite(models.TextChoices):
        M = "M", _("M.")
        MME = "Mme", _("Mme")

    reference_client = models.CharField(_("référence client"), max_length=9, unique=True)
    user = models.OneToOneField(
        User, models.SET_NULL, null=True, blank=True, related_name="locataire", verbose_name=_("compte")
    )
    civilite = models.CharField(_("civilité"), max_length=3, choices=Civilite, blank=True)
    nom = models.CharField(_("nom"), max_length=100)
    prenom = models.CharField(_("prénom"), max_length=100)
    nom_usage = models.CharField(_("nom d’usage"), max_length=100, blank=True)
    date_naissance = models.DateField(_("date de naissance"), null=True, blank=True)
    email = models.EmailField(_("adresse e-mail"), max_length=254, blank=True)
    telephone = models.CharField(_("téléphone"), max_length=40, blank=True)
    closed_on = models.DateField(_("sorti du fichier le"), null=True, blank=True)

    class Meta:
        verbose_name = _("locataire")
        verbose_name_plural = _("locataires")
        ordering = ["nom", "prenom", "reference_client"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reference_client__regex=r"\A[0-9]{9}\Z"),
                name="locataire_reference_client_nine_digits",
            ),
            models.CheckConstraint(condition=models.Q(civilite__in=["", "M", "Mme"]), name="locataire_civilite_known"),
            models.CheckConstraint(condition=~models.Q(nom=""), name="locataire_nom_present"),
            models.CheckConstraint(condition=~models.Q(prenom=""), name="locataire_prenom_present"),
        ]

    def __str__(self) -> str:
        return f"{self.prenom} {self.nom_usage or self.nom}"


class EmailChange(models.Model):
    """A change of the address someone logs in with, from `old` to `new`, and since when it is undone."""

    person = models.ForeignKey(User, models.CASCADE, related_name="email_changes", verbose_name=_("compte"))
    old = models.EmailField(_("ancienne adresse"), max_length=254)
    new = models.EmailField(_("nouvelle adresse"), max_length=254)
    at = models.DateTimeField(_("changée le"), default=timezone.now)
    undone_at = models.DateTimeField(_("annulée le"), null=True, blank=True)

    class Meta:
        verbose_name = _("changement d’adresse e-mail")
        verbose_name_plural = _("changements d’adresse e-mail")
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["old", "at"], name="email_change_old_at")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(old=models.F("new")), name="email_change_changes"),
            models.CheckConstraint(
                condition=models.Q(undone_at__isnull=True) | models.Q(undone_at__gte=models.F("at")),
                name="email_change_undone_after",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"


class Consent(models.Model):
    """Something a person agreed to, from a moment to another: proof that has to be kept (RGPD art. 7).

    `wording` is what they read. Taken back, it stays with the moment it ended; agreed again, a new one begins.
    """

    class Subject(models.TextChoices):
        CONDITIONS = "conditions", _("Conditions d’utilisation")
        DOCUMENTS = "documents", _("Documents par voie électronique")
        NEWSLETTER = "newsletter", _("Lettre d’information")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="consents", verbose_name=_("personne")
    )
    subject = models.CharField(_("objet"), max_length=12, choices=Subject)
    wording = models.TextField(_("texte lu"))
    given_at = models.DateTimeField(_("donné le"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("retiré le"), null=True, blank=True)

    class Meta:
        verbose_name = _("consentement")
        verbose_name_plural = _("consentements")
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "subject"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="consent_one_in_force_per_subject",
            ),
            models.CheckConstraint(
                condition=models.Q(subject__in=["conditions", "documents", "newsletter"]),
                name="consent_subject_known",
            ),
            models.CheckConstraint(condition=~models.Q(wording=""), name="consent_wording_present"),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True) | models.Q(withdrawn_at__gte=models.F("given_at")),
                name="consent_withdrawn_after_given",
            ),
        ]

    def __str__(self) -> str:
        return self.get_subject_display()


class Inscription(models.Model):
    """Someone asked for an account: what we answer by e-mail, and what the account will be once the link is opened.

    A row is written whatever the answer, so that nobody learns from the site who exists. `answer` is decided when it
    is asked; `password` is hashed. The message waits until `next_at`; a row is forgotten `INSCRIPTION_LASTS_DAYS`
    days after it was asked for.
    """

    class Answer(models.TextChoices):
        CONFIRM = "confirm", _("lien de confirmation")
        UNKNOWN = "unknown", _("personne non trouvée")
        HAS_ACCOUNT = "has_account", _("compte existant à cette adresse")
        ELSEWHERE = "elsewhere", _("compte existant à une autre adresse")

    email = models.EmailField(_("adresse e-mail"), max_length=254)
    password = models.CharField(_("mot de passe"), max_length=128)
    locataire = models.ForeignKey(Locataire, models.CASCADE, null=True, related_name="+", verbose_name=_("locataire"))
    answer = models.CharField(_("réponse"), max_length=11, choices=Answer)
    language = models.CharField(_("langue"), max_length=2, choices=User.Language)
    documents = models.BooleanField(_("documents par voie électronique"))
    messages = models.BooleanField(_("messages par e-mail"))
    newsletter = models.BooleanField(_("lettre d’information"))
    wordings = models.JSONField(_("textes lus"), default=dict)
    asked_at = models.DateTimeField(_("demandée le"), default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmée le"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("essais"), default=0)
    next_at = models.DateTimeField(_("prochain essai"), null=True, blank=True, default=timezone.now)
    warn_at = models.DateTimeField(_("prévenir la personne le"), null=True, blank=True)

    class Meta:
        verbose_name = _("inscription")
        verbose_name_plural = _("inscriptions")
        ordering = ["-asked_at"]
        indexes = [
            models.Index(fields=["asked_at"], name="inscription_by_date"),
            models.Index(fields=["next_at"], condition=models.Q(next_at__isnull=False), name="inscription_to_answer"),
            models.Index(fields=["warn_at"], condition=models.Q(warn_at__isnull=False), name="inscription_to_warn"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answer__in=["confirm", "unknown", "has_account", "elsewhere"]),
                name="inscription_answer_known",
            ),
            models.CheckConstraint(
                condition=models.Q(locataire__isnull=False) | ~models.Q(answer__in=["confirm", "elsewhere"]),
                name="inscription_confirms_a_locataire",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_at__isnull=True) | models.Q(answer="confirm"),
                name="inscription_confirmed_when_it_may",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_answer_display()} {self.asked_at:%d/%m/%Y}"
