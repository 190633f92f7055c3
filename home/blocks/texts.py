"""What is read: headings, text, quotes, messages, steps, questions, tables."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.rich_text import RichText

from home.blocks.anchors import AnchoredBlock
from home.blocks.wording import check_links

PROSE = ["h3", "bold", "italic", "ol", "ul", "link", "document-link"]
TEXT = ["bold", "italic", "ol", "ul", "link", "document-link"]
INLINE = ["bold", "italic", "link"]
LEVELS = [("h2", _("Titre de partie")), ("h3", _("Sous-titre"))]


class ProseBlock(blocks.RichTextBlock):
    """Rich text whose links say where they lead."""

    def clean(self, value: RichText) -> RichText:
        """Refuse links without words, without address, or that only say « cliquez ici »."""
        cleaned = super().clean(value)
        if not self.is_deferred_validation:
            check_links(cleaned)
        return cleaned


class HeadingBlock(AnchoredBlock):
    """A heading of its own, for the table of contents."""

    heading = blocks.CharBlock(max_length=120, label=_("Titre"))
    level = blocks.ChoiceBlock(choices=LEVELS, default="h2", search_index=False, label=_("Niveau"))

    class Meta:
        label = _("Titre")
        icon = "title"
        template = "home/blocks/heading.html"
        description = _("Le titre d’une partie. Il entre dans le sommaire des pages longues.")
        preview_value = {"heading": "Avant la visite", "level": "h2"}


class TextBlock(blocks.StructBlock):
    """Running text without a title."""

    text = ProseBlock(features=PROSE, label=_("Texte"))

    class Meta:
        label = _("Paragraphes")
        icon = "pilcrow"
        template = "home/blocks/text.html"
        description = _("Du texte, avec des listes et des liens.")
        preview_value = {"text": "<p>Le <b>dépôt de garantie</b> vaut un mois de loyer sans les charges.</p>"}


class SectionBlock(AnchoredBlock):
    """A heading and running text."""

    heading = blocks.CharBlock(max_length=100, label=_("Titre"))
    text = ProseBlock(features=PROSE, label=_("Texte"))

    class Meta:
        label = _("Texte")
        icon = "doc-full"
        template = "home/blocks/section.html"
        description = _("Un titre et du texte, avec des listes et des liens.")
        preview_value = {"heading": "Qui sommes-nous ?", "text": "<p>Un office public de l’habitat.</p>"}


class NoticeBlock(blocks.StructBlock):
    """Something to know now."""

    kind = blocks.ChoiceBlock(
        choices=[("info", _("Information")), ("warning", _("Attention"))],
        default="info",
        search_index=False,
        label=_("Nature"),
    )
    title = blocks.CharBlock(max_length=100, label=_("Titre"))
    text = ProseBlock(required=False, features=INLINE, label=_("Texte"))

    class Meta:
        label = _("Encadré")
        icon = "info-circle"
        template = "home/blocks/notice.html"
        description = _("Un message à remarquer : fermeture, travaux, nouveauté.")
        preview_value = {
            "kind": "warning",
            "title": "L’accueil sera fermé le vendredi 27 novembre",
            "text": "<p>Le standard reste ouvert aux horaires habituels.</p>",
        }


class QuoteBlock(blocks.StructBlock):
    """Words of someone, and who said them."""

    text = blocks.TextBlock(
        max_length=500, label=_("Citation"), help_text=_("Sans guillemets : ils s’ajoutent seuls.")
    )
    author = blocks.CharBlock(required=False, max_length=100, label=_("Qui le dit"))
    role = blocks.CharBlock(required=False, max_length=100, label=_("Sa fonction"))

    class Meta:
        label = _("Citation")
        icon = "openquote"
        template = "home/blocks/quote.html"
        description = _("Les mots de quelqu’un, et son nom.")
        preview_value = {
            "text": "Le gardien m’a montré comment purger les radiateurs.",
            "author": "Mme Lenoir",
            "role": "locataire depuis 2019",
        }


class StepBlock(blocks.StructBlock):
    """One thing to do."""

    title = blocks.CharBlock(
        max_length=100, label=_("Titre"), help_text=_("Un verbe d’abord : « Signez votre bail ».")
    )
    text = ProseBlock(required=False, features=TEXT, label=_("Texte"))

    class Meta:
        label = _("Étape")
        icon = "tick"


class StepsBlock(AnchoredBlock):
    """Things to do, in order."""

    heading = blocks.CharBlock(max_length=100, label=_("Titre"))
    steps = blocks.ListBlock(StepBlock(), min_num=2, max_num=12, label=_("Étapes"))

    class Meta:
        label = _("Étapes")
        icon = "list-ol"
        template = "home/blocks/steps.html"
        description = _("Ce qu’il faut faire, dans l’ordre.")
        preview_value = {
            "heading": "Donner congé",
            "steps": [
                {"title": "Écrivez votre lettre", "text": "<p>Indiquez la date de votre départ.</p>"},
                {"title": "Envoyez-la en recommandé", "text": "<p>Le préavis court dès que nous la recevons.</p>"},
            ],
        }


class QuestionBlock(blocks.StructBlock):
    """A question people ask, and the answer."""

    question = blocks.CharBlock(max_length=150, label=_("Question"))
    answer = ProseBlock(features=TEXT, label=_("Réponse"))

    class Meta:
        label = _("Question")
        icon = "help"


class FaqBlock(AnchoredBlock):
    """Questions that unfold on their answers."""

    heading = blocks.CharBlock(max_length=100, label=_("Titre"))
    questions = blocks.ListBlock(QuestionBlock(), min_num=1, max_num=30, label=_("Questions"))

    class Meta:
        label = _("Questions fréquentes")
        icon = "help"
        template = "home/blocks/faq.html"
        description = _("Des questions qui se déplient sur leur réponse. Les moteurs de recherche les lisent aussi.")
        preview_value = {
            "heading": "Vos questions",
            "questions": [
                {"question": "Quand reçoit-on la quittance ?", "answer": "<p>Quand le mois est payé en entier.</p>"}
            ],
        }
