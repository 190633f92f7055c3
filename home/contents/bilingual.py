"""Texts written in French and in English side by side."""


class Bilingual:
    """Collects the English of each French text it is given, as wagtail-localize extracts them.

    `english` maps each text to its translation.
    """

    def __init__(self) -> None:
        self.english: dict[str, str] = {}

    def __call__(self, french: str, english: str) -> str:
        """Return the French; remember the English. Raises `ValueError` when the same text has two translations."""
        if self.english.setdefault(french, english) != english:
            raise ValueError(f"Two translations of {french!r}")
        return french

    def p(self, *pairs: tuple[str, str]) -> str:
        """Return paragraphs of rich text, one for each (French, English)."""
        return "".join(f"<p>{self(*pair)}</p>" for pair in pairs)

    def ul(self, *pairs: tuple[str, str]) -> str:
        """Return a list of rich text, one item for each (French, English)."""
        return f"<ul>{''.join(f'<li>{self(*pair)}</li>' for pair in pairs)}</ul>"

    def ol(self, *pairs: tuple[str, str]) -> str:
        """Return a numbered list of rich text, one item for each (French, English)."""
        return f"<ol>{''.join(f'<li>{self(*pair)}</li>' for pair in pairs)}</ol>"
