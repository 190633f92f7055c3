"""What the search of the site looks into, and what it did not find."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.documents import get_document_model_string
from wagtail.models import Locale, Page

WORD_LENGTH = 40
QUERY_LENGTH = 100


class SearchKind(models.TextChoices):
    """The kinds of things the search finds, in the order of its filters."""

    GUIDE = "guides", _("Guides")
    NEWS = "actualites", _("Actualités")
    RESIDENCE = "residences", _("Résidences")
    DOCUMENT = "documents", _("Documents")
    PAGE = "pages", _("Pages")


class SearchEntry(models.Model):
    """A thing that the search may find, in one language: a page, or a document that a page refers to.

    `page` is the page itself or the one that refers to the document. It alone says whether visitors may see the
    entry: the search asks each time whether it is published and kept for no one.
    """

    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=SearchKind)
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    document = models.ForeignKey(get_document_model_string(), on_delete=models.CASCADE, null=True, related_name="+")
    title = models.CharField(max_length=255)
    lead = models.TextField(blank=True)
    text = models.TextField(blank=True)
    updated = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("entrée de la recherche")
        verbose_name_plural = _("entrées de la recherche")
        constraints = [
            models.UniqueConstraint(fields=["page"], condition=Q(document=None), name="search_page_once"),
            models.UniqueConstraint(
                fields=["document", "locale"], condition=Q(document__isnull=False), name="search_document_once"
            ),
            models.CheckConstraint(
                condition=Q(document=None) ^ Q(kind=SearchKind.DOCUMENT), name="search_document_kind"
            ),
        ]

    def __str__(self) -> str:
        """Return the title."""
        return self.title


class SearchWord(models.Model):
    """A word that entries of a language say, without capitals or accents, and its stem."""

    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+", db_index=False)
    word = models.CharField(max_length=WORD_LENGTH, db_index=True)
    stem = models.CharField(max_length=WORD_LENGTH)
    # As it is written, with its accents, to be shown.
    shown = models.CharField(max_length=WORD_LENGTH)

    class Meta:
        verbose_name = _("mot de la recherche")
        verbose_name_plural = _("mots de la recherche")
        constraints = [models.UniqueConstraint(fields=["locale", "word"], name="search_word_once")]
        indexes = [models.Index(fields=["stem", "locale"], name="search_stem")]

    def __str__(self) -> str:
        """Return the word."""
        return self.word


class SearchPosting(models.Model):
    """A word stands in an entry; `weight` says how much it counts there: in the title more than in the text."""

    word = models.ForeignKey(SearchWord, on_delete=models.CASCADE, related_name="postings", db_index=False)
    entry = models.ForeignKey(SearchEntry, on_delete=models.CASCADE, related_name="postings")
    weight = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("occurrence de la recherche")
        verbose_name_plural = _("occurrences de la recherche")
        constraints = [models.UniqueConstraint(fields=["word", "entry"], name="search_posting_once")]

    def __str__(self) -> str:
        """Name both ends."""
        return f"{self.word_id} in {self.entry_id}"


class EmptySearch(models.Model):
    """Words that visitors looked for and that nothing on the site says. Nothing tells who looked for them."""

    locale = models.ForeignKey(Locale, verbose_name=_("langue"), on_delete=models.CASCADE, related_name="+")
    query = models.CharField(_("mots cherchés"), max_length=QUERY_LENGTH)
    count = models.PositiveIntegerField(_("nombre de fois"), default=1)
    first_at = models.DateTimeField(_("première fois"), db_index=True)
    last_at = models.DateTimeField(_("dernière fois"), db_index=True)

    class Meta:
        verbose_name = _("recherche sans résultat")
        verbose_name_plural = _("recherches sans résultat")
        default_permissions = ("view",)
        ordering = ["-count", "-last_at"]
        constraints = [models.UniqueConstraint(fields=["locale", "query"], name="empty_search_once")]

    def __str__(self) -> str:
        """Return the words looked for."""
        return self.query
