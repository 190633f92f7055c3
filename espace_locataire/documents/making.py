"""Papers made on the spot: what can be made, by whom it is written, how it is sealed with a code and kept.

Rooms above add their own with `declare_maker`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

import segno
from django import forms
from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from espace_locataire.documents.models import MadeDocument
from espace_locataire.documents.models.made import new_code
from espace_locataire.documents.pdf import make_pdf
from espace_locataire.dossier.discarding import discard_files
from espace_locataire.dossier.models import Dossier
from espace_locataire.dossier.standing import Standing
from home.dates import in_full
from home.models import Bailleur

if TYPE_CHECKING:
    from espace_locataire.compte.models import User


class RefusedError(Exception):
    """This paper cannot be made; the message says why to the tenant."""


@dataclass(frozen=True)
class Table:
    """A table. Each column is a `date`, a `text` or an `amount`; the first cell of a row may name it."""

    columns: Sequence[str]
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    foot: Sequence[str] = ()


@dataclass(frozen=True)
class Section:
    """A part of a letter: a heading, a table, paragraphs."""

    heading: str = ""
    table: Table | None = None
    paragraphs: Sequence[str] = ()


@dataclass(frozen=True)
class Figure:
    """The one strong figure of a letter: what it is, a note, the amount as it is written. `good`: in green."""

    label: str
    note: str
    amount: str
    good: bool = False


@dataclass(frozen=True)
class Letter:
    """What a paper says, in the active language. `title` holds nothing personal: it is shown to whoever checks it."""

    title: str
    sections: Sequence[Section]
    subtitle: str = ""
    figure: Figure | None = None
    small_print: Sequence[str] = ()


@dataclass(frozen=True)
class Asked:
    """What a tenant asks for: about which lease, who asks, on which day, with what they chose."""

    dossier: Dossier
    person: "User"
    day: date
    fields: Mapping[str, Any] = field(default_factory=dict)


class MakerForm(forms.Form):
    """What a tenant chooses before a paper is made; nothing, unless a maker says otherwise."""

    def __init__(self, dossier: Dossier, person: "User", *args: Any, **kwargs: Any) -> None:
        self.dossier = dossier
        self.person = person
        super().__init__(*args, **kwargs)

    @property
    def refusal(self) -> str:
        """Return why this cannot be made today, or nothing: said beforehand, and decided by the maker itself."""
        return ""


@dataclass(frozen=True)
class Maker:
    """Something that can be made. `make` writes the letter, and raises `RefusedError` when it may not be made.

    A helper needs the `Scope` of documents, and `scope` too when there is one.
    """

    name: str
    label: Promise | str
    hint: Promise | str
    make: Callable[[Asked], Letter]
    form: type[MakerForm] = MakerForm
    icon: str = "file-text"
    scope: str = ""


_makers: dict[str, Maker] = {}


def declare_maker(maker: Maker) -> None:
    """Add something that can be made; the same name declared again takes the place of the first."""
    _makers[maker.name] = maker


def declared_makers() -> list[Maker]:
    """Return everything that can be made, in the order of declaration."""
    return list(_makers.values())


def makers_open_to(standing: Standing) -> list[Maker]:
    """Return what someone may have made, given what they are to the lease."""
    return [maker for maker in declared_makers() if not maker.scope or standing.sees(maker.scope)]


def maker_named(name: str) -> Maker:
    """Return what makes this. Raises `LookupError` when no room declared it."""
    return _makers[name]


def make(maker: Maker, dossier: Dossier, person: "User", fields: Mapping[str, Any]) -> MadeDocument:
    """Make a paper in the active language, keep it, and return it.

    Raises `RefusedError`, `OSError` when the storage does not take it.
    """
    now = timezone.now()
    day = timezone.localdate(now)
    letter = maker.make(Asked(dossier, person, day, fields))
    code = new_code()
    content = make_pdf("made", _data(letter, dossier, person, day, code), day)
    made = MadeDocument(
        dossier=dossier,
        kind=maker.name,
        title=letter.title,
        code=code,
        language=translation.get_language() or "fr",
        made_at=now,
        made_by=person,
    )
    made.keep(content)
    try:
        with transaction.atomic():
            made.save()
    except BaseException:
        discard_files([str(made.file.name)])
        raise
    return made


def _data(letter: Letter, dossier: Dossier, person: "User", day: date, code: str) -> dict[str, Any]:
    """Return all that stands on the paper."""
    bailleur = Bailleur.objects.first() or Bailleur()
    links = list(dossier.titulaires.current(day).select_related("locataire"))
    own = next((link.locataire.reference_client for link in links if link.locataire.user_id == person.pk), "")
    logement = dossier.logement
    references = [(_("Référence client"), own), (_("Dossier"), dossier.reference), (_("Logement"), dwelling(dossier))]
    return {
        "langue": translation.get_language() or "fr",
        "titre_pdf": _("%(title)s, dossier %(reference)s") % {"title": letter.title, "reference": dossier.reference},
        "bailleur": {
            "nom": bailleur.name,
            "adresse": ", ".join(bailleur.address.split("\n")).replace("\r", ""),
            "telephone": bailleur.phone,
        },
        "references": [pair for pair in references if pair[1]],
        "titulaires": [str(link.locataire) for link in links],
        "adresse": [line for line in (logement.adresse, logement.complement, logement.city) if line],
        "fait_le": _("Fait le %(day)s") % {"day": in_full(day)},
        "verification": _verification(code, day),
    } | asdict(letter)


def holders_on(dossier: Dossier, day: date) -> str:
    """Return the names of those who hold a lease on a day, on one line. One query."""
    return ", ".join(str(link.locataire) for link in dossier.titulaires.current(day).select_related("locataire"))


def dwelling(dossier: Dossier) -> str:
    """Return what is rented in a few words: « Logement T3 »."""
    return " ".join(part for part in (dossier.logement.get_nature_display(), dossier.logement.type) if part)


def _verification(code: str, day: date) -> dict[str, str]:
    address = settings.WAGTAILADMIN_BASE_URL + reverse("verify", args=[code])
    drawing = BytesIO()
    segno.make(address, error="m", micro=False).save(drawing, kind="svg", xmldecl=False, border=2, dark="#1d2233")
    last_day = day + timedelta(days=settings.MADE_DOCUMENTS_KEPT_DAYS)
    return {
        "titre": _("Vérifier ce document"),
        "texte": _("Toute personne à qui vous le montrez peut le vérifier jusqu’au %(day)s, à cette adresse :")
        % {"day": in_full(last_day)},
        "code": code,
        "adresse": address,
        "qr": drawing.getvalue().decode(),
        "qr_alt": _("Code QR qui mène à %(address)s") % {"address": address},
    }
