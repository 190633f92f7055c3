"""What the counter finds leases by."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from espace_locataire.dossier.models import Dossier

LONGEST_WORD = 40
# Above every letter and digit in the order of code points.
LAST = "\U0010ffff"


class DossierWord(models.Model):
    """A word a lease is found by, folded: of its holders' names, of an address, a reference, a phone number.

    Written anew from the leases by `guichet.indexing`; nothing else refers to it.
    """

    dossier = models.ForeignKey(
        Dossier, models.CASCADE, related_name="+", db_index=False, verbose_name=_("dossier")
    )
    word = models.CharField(_("mot"), max_length=LONGEST_WORD)

    class Meta:
        verbose_name = _("mot d’un dossier")
        verbose_name_plural = _("mots des dossiers")
        default_permissions = ()
        permissions = [
            ("use_guichet", "Can find a tenant and see the lease at the counter"),
            ("see_as_tenant", "Can see the area of a tenant as the tenant does"),
        ]
        indexes = [
            # Bytes are compared, not letters of a language: what begins with a prefix stands together.
            models.Index(
                fields=["word", "dossier"], opclasses=["varchar_pattern_ops", "int8_ops"], name="dossierword_by_word"
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["dossier", "word"], name="dossierword_once"),
            models.CheckConstraint(condition=~models.Q(word=""), name="dossierword_present"),
        ]

    def __str__(self) -> str:
        return self.word


class Begins(models.Lookup):  # type: ignore[type-arg]
    """Whether a word begins with a prefix, so asked that the index answers: `word__begins`.

    The prefix holds letters and digits only.
    """

    lookup_name = "begins"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """Compare with the first and the last word there may be."""
        column, parameters = self.process_lhs(compiler, connection)
        return f"({column} >= %s AND {column} < %s)", [*parameters, self.rhs, *parameters, f"{self.rhs}{LAST}"]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """Write a pattern, which the server turns into the same comparison of bytes."""
        column, parameters = self.process_lhs(compiler, connection)
        return f"{column} LIKE %s", [*parameters, f"{self.rhs}%"]


DossierWord._meta.get_field("word").register_lookup(Begins)
