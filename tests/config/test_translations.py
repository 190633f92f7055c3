"""Everything the site says exists in English, in the typography of each language."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parents[2]
# One of these tests has the catalogue collected anew where it stands.
pytestmark = pytest.mark.xdist_group("translations")
CATALOGUE = ROOT / "site" / "locale" / "en" / "LC_MESSAGES" / "django.po"


def test_nothing_is_left_untranslated_or_doubtful() -> None:
    catalogue = polib.pofile(str(CATALOGUE))
    assert [entry.msgid for entry in catalogue.untranslated_entries()] == []
    assert [entry.msgid for entry in catalogue.fuzzy_entries()] == []
    assert len(catalogue) > 100


def test_what_is_compiled_is_what_is_written() -> None:
    written = {entry.msgid: entry.msgstr or entry.msgstr_plural for entry in polib.pofile(str(CATALOGUE))}
    compiled = {
        entry.msgid: entry.msgstr or entry.msgstr_plural for entry in polib.mofile(str(CATALOGUE.with_suffix(".mo")))
    }
    assert compiled == written


def test_placeholders_are_the_same_in_both_languages() -> None:
    for entry in polib.pofile(str(CATALOGUE)):
        for text in [entry.msgstr] if entry.msgstr else entry.msgstr_plural.values():
            placeholders = r"%\(\w+\)[sd]|\{\w*\}"
            assert set(re.findall(placeholders, text)) <= set(re.findall(placeholders, entry.msgid)), entry.msgid


def test_the_catalogue_has_every_text_of_the_sources_and_no_other(tmp_path: Path) -> None:
    if shutil.which("xgettext") is None:
        pytest.skip("gettext is not installed")
    before = CATALOGUE.read_bytes()
    try:
        subprocess.run(
            [
                *(sys.executable, "manage.py", "makemessages", "--locale", "en", "--no-location", "--no-obsolete"),
                *("--no-wrap", "--ignore", "tests/*", "--ignore", "var/*", "--ignore", ".venv/*"),
            ],
            cwd=ROOT,
            check=True,
            capture_output=True,
        )
        collected = {entry.msgid for entry in polib.pofile(str(CATALOGUE))}
    finally:
        CATALOGUE.write_bytes(before)
    assert collected == {entry.msgid for entry in polib.pofile(str(CATALOGUE))}


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (r"\w [?!;]", "a narrow no-break space goes before ? ! and ;"),
        (r"\w :", "a no-break space goes before :"),
        (r"« | »", "narrow no-break spaces go inside « »"),
        (r"[^\W\d_]'[^\W\d_]", "the apostrophe is ’"),
    ],
)
def test_french_is_set_as_french(wrong: str, why: str) -> None:
    texts = [entry.msgid for entry in polib.pofile(str(CATALOGUE))]
    assert [text for text in texts if re.search(wrong, text)] == [], why
