"""The manifest of an export: what it says it holds, and whether that can be believed."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from espace_locataire.erp.faults import FaultLog
from espace_locataire.erp.format import BY_NAME, FILES, MANIFEST, MODES, VERSION
from espace_locataire.erp.values import WrongValueError, parse_total

LARGEST_BYTES = 1 << 20


@dataclass(frozen=True)
class Promise:
    """What the manifest says of one file: its rows, header apart, and its sha256."""

    lines: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What the manifest says: `total_cents` is the sum of the entries, `sha256` the manifest's own."""

    bailleur: str
    emitted_at: datetime
    mode: str
    files: dict[str, Promise]
    total_cents: int
    sha256: str

    @property
    def is_complete(self) -> bool:
        """Does the export describe the whole portfolio?"""
        return self.mode == "complet"


def read_manifest(folder: Path, faults: FaultLog) -> Manifest | None:
    """Return the manifest of a folder, or None once its faults are noted."""
    raw = _bytes_of(folder / MANIFEST, faults)
    content = None if raw is None else _content_of(raw, faults)
    if raw is None or content is None:
        return None
    before = faults.count
    found = _Fields(content, faults)
    version = content.get("format")
    if version != VERSION or isinstance(version, bool):
        found.refuse("format", version, _("Ce format n’est pas connu. Le seul format accepté est 1."))
    manifest = Manifest(
        bailleur=found.bailleur(),
        emitted_at=found.emitted_at(),
        mode=found.mode(),
        files=found.files(),
        total_cents=found.total(),
        sha256=sha256(raw).hexdigest(),
    )
    if faults.count > before:
        return None
    _compare_with_folder(folder, manifest, faults)
    return manifest


def _bytes_of(path: Path, faults: FaultLog) -> bytes | None:
    try:
        with path.open("rb") as source:
            raw = source.read(LARGEST_BYTES + 1)
    except FileNotFoundError:
        reason = _("Le manifeste manque. Attendez la fin du dépôt, ou relancez l’export.")
    except OSError:
        reason = _("Le manifeste ne peut pas être lu. Vérifiez les droits sur le fichier.")
    else:
        if len(raw) <= LARGEST_BYTES:
            return raw
        reason = _("Le manifeste dépasse un million d’octets : ce n’en est pas un.")
    faults.add(MANIFEST, None, "", "", reason)
    return None


def _content_of(raw: bytes, faults: FaultLog) -> dict[str, Any] | None:
    try:
        content = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        faults.add(MANIFEST, None, "", "", _("Le manifeste n’est pas du JSON en UTF-8."))
        return None
    if not isinstance(content, dict):
        faults.add(MANIFEST, None, "", "", _("Le manifeste doit être un objet JSON."))
        return None
    return content


class _Fields:
    """Reads each field of the manifest, noting what is wrong with it."""

    def __init__(self, content: dict[str, Any], faults: FaultLog) -> None:
        self._content = content
        self._faults = faults

    def refuse(self, field: str, value: object, reason: str) -> None:
        """Note that a field is wrong."""
        self._faults.add(MANIFEST, None, field, value, reason)

    def bailleur(self) -> str:
        """Return the landlord's name."""
        value = self._content.get("bailleur")
        if not isinstance(value, str) or not 0 < len(value.strip()) <= 200 or "\0" in value:
            self.refuse("bailleur", value, _("Indiquez le nom du bailleur, 200 caractères au plus."))
            return ""
        return value.strip()

    def emitted_at(self) -> datetime:
        """Return the moment of the export, aware of its offset."""
        value = self._content.get("emis_le")
        try:
            moment = datetime.fromisoformat(value) if isinstance(value, str) else None
            if moment and moment.tzinfo:
                moment = moment.astimezone(timezone.get_default_timezone())
        except (ValueError, OverflowError):
            moment = None
        if moment is None or moment.tzinfo is None:
            self.refuse(
                "emis_le",
                value,
                _("Écrivez date, heure et décalage horaire, par exemple 2026-11-23T22:00:00+01:00."),
            )
            return timezone.now()
        if moment > timezone.now() + timedelta(days=1):
            self._faults.warn(
                MANIFEST,
                None,
                "emis_le",
                value,
                _("Cette date est dans l’avenir : aucun export plus ancien ne sera accepté ensuite."),
            )
        return moment

    def mode(self) -> str:
        """Return the mode, complet or delta."""
        value = self._content.get("mode")
        if value not in MODES:
            self.refuse("mode", value, _("Le mode doit être « complet » ou « delta »."))
            return ""
        return str(value)

    def total(self) -> int:
        """Return the sum of the entries in cents."""
        value = self._content.get("total_ecritures")
        try:
            return parse_total(value if isinstance(value, str) else "")
        except WrongValueError as error:
            self.refuse("total_ecritures", value, str(error))
            return 0

    def files(self) -> dict[str, Promise]:
        """Return what is promised of each file we know."""
        value = self._content.get("fichiers")
        if not isinstance(value, dict):
            self.refuse(
                "fichiers", value, _("Indiquez pour chaque fichier son nombre de lignes et son empreinte sha256.")
            )
            return {}
        promises: dict[str, Promise] = {}
        for name, figures in value.items():
            if name not in BY_NAME:
                self._faults.warn(MANIFEST, None, "fichiers", name, _("Ce fichier est inconnu : il n’est pas lu."))
                continue
            lines = figures.get("lignes") if isinstance(figures, dict) else None
            digest = figures.get("sha256") if isinstance(figures, dict) else None
            if not isinstance(lines, int) or isinstance(lines, bool) or lines < 0:
                self.refuse(f"fichiers/{name}/lignes", lines, _("Indiquez un nombre de lignes, en-tête non compris."))
            elif not isinstance(digest, str) or not _is_digest(digest):
                self.refuse(f"fichiers/{name}/sha256", digest, _("Indiquez l’empreinte : 64 chiffres hexadécimaux."))
            else:
                promises[name] = Promise(lines, digest.lower())
        return promises


def _is_digest(value: str) -> bool:
    return len(value) == 64 and set(value) <= set("0123456789abcdefABCDEF")


def _compare_with_folder(folder: Path, manifest: Manifest, faults: FaultLog) -> None:
    """Note the files promised but absent, and present but not promised."""
    for file in FILES:
        present = (folder / file.name).is_file()
        promised = file.name in manifest.files
        if promised and not present:
            faults.add(file.name, None, "", "", _("Le manifeste annonce ce fichier, mais il manque dans le dossier."))
        elif present and not promised:
            faults.add(
                file.name, None, "", "", _("Ce fichier est dans le dossier, mais le manifeste ne l’annonce pas.")
            )
        elif not present and manifest.is_complete and not file.optional:
            faults.add(
                file.name,
                None,
                "",
                "",
                _("Un export complet doit contenir ce fichier, au besoin avec son seul en-tête."),
            )
