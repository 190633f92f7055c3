"""What the counter finds leases by."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from espace_locataire.dossier.models import Dossier


class SearchLine(models.Model):
    """The words a lease is found by, folded, between spaces: of its holders, its address, its references.

    Written from the leases by `guichet.indexing`, never by hand. On PostgreSQL an index made by the first migration
    answers what the lookup `holds` asks.
    """

    dossier = models.OneToOneField(
        Dossier, models.CASCADE, primary_key=True, related_name="+", verbose_name=_("dossier")
    )
    words = models.TextField(_("mots"))

    class Meta:
        verbose_name = _("ligne de recherche")
        verbose_name_plural = _("lignes de recherche")
        default_permissions = ()
        permissions = [
            ("use_guichet", "Can find a tenant and see the lease at the counter"),
            ("see_as_tenant", "Can see the area of a tenant as the tenant does"),
        ]

    def __str__(self) -> str:
        return str(self.dossier_id)


class Holds(models.Lookup):
    """Whether a line holds a word (`rue`), or one that begins so (`rue*`): `words__holds`, letters and digits only."""

    lookup_name = "holds"

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Read the lines one by one: enough for what SQLite is used for."""
        column, parameters = self.process_lhs(compiler, connection)
        pattern = f"% {self.rhs.removesuffix('*')}%" if self.rhs.endswith("*") else f"% {self.rhs} %"
        return f"{column} LIKE %s", (*parameters, pattern)

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """Ask the index: a word of the query is matched as it stands, by no rule of any language."""
        column, parameters = self.process_lhs(compiler, connection)
        word = f"'{self.rhs.removesuffix('*')}'" + (":*" if self.rhs.endswith("*") else "")
        return f"array_to_tsvector(string_to_array(trim({column}), ' ')) @@ %s::tsquery", (*parameters, word)


SearchLine._meta.get_field("words").register_lookup(Holds)
