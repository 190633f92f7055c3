"""What visitors say of a page: did it help, and a word if they like. Nothing tells who they are."""

from datetime import date, timedelta
from typing import Any, NamedTuple, Self

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

WORD_LENGTH = 500
# The votes of a page are counted over this time: older ones speak of another version of it.
COUNTED = timedelta(days=365)


class Votes(NamedTuple):
    """How many visitors a page helped, and how many it did not."""

    helped: int
    did_not: int

    @property
    def all(self) -> int:
        """The number of votes."""
        return self.helped + self.did_not


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    """What visitors said."""

    def since(self, day: date) -> Self:
        """Keep what was said on this day and later."""
        return self.filter(day__gte=day)

    def votes(self) -> Votes:
        """Count the votes."""
        return Votes(
            **self.aggregate(
                helped=models.Count("pk", filter=models.Q(helpful=True)),
                did_not=models.Count("pk", filter=models.Q(helpful=False)),
            )
        )


class Feedback(models.Model):
    """One visitor's answer to « Cette page vous a-t-elle aidé ? », on one day."""

    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("page"), on_delete=models.CASCADE, related_name="feedback"
    )
    helpful = models.BooleanField(_("a aidé"))
    word = models.CharField(_("remarque"), max_length=WORD_LENGTH, blank=True)
    day = models.DateField(_("jour"), default=timezone.localdate)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("avis sur une page")
        verbose_name_plural = _("avis sur les pages")
        default_permissions = ("view",)
        ordering = ["-day", "-pk"]
        indexes = [models.Index(fields=["page", "day"], name="feedback_page_day")]
        constraints = [
            models.CheckConstraint(condition=LessThanOrEqual(Length("word"), WORD_LENGTH), name="feedback_word_length")
        ]

    def __str__(self) -> str:
        """Say what the visitor answered."""
        return str(_("Oui") if self.helpful else _("Non"))


class FeedbackPanel(Panel):
    """In the editor of a page: what its visitors say of it, to those who may read it."""

    def __init__(self, **kwargs: Any) -> None:
        """Bear a heading of its own."""
        kwargs.setdefault("heading", _("Cette page a-t-elle aidé ?"))
        kwargs.setdefault("icon", "comment")
        super().__init__(**kwargs)

    class BoundPanel(Panel.BoundPanel):
        """The figures of one page."""

        template_name = "home/admin/feedback_panel.html"

        def is_shown(self) -> bool:
            """Show nothing on a page not yet made, nor to those who may not read what visitors say."""
            allowed = self.request is not None and self.request.user.has_perm("home.view_feedback")
            return bool(allowed and self.instance.pk and super().is_shown())

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Give the template the votes, the latest words, and where the rest is."""
            said = Feedback.objects.filter(page_id=self.instance.pk).since(timezone.localdate() - COUNTED)
            return {
                **super().get_context_data(parent_context),
                "votes": said.votes(),
                "words": said.exclude(word="")[:3],
                "all_url": f"{reverse('feedback_report')}?page={self.instance.pk}",
            }
