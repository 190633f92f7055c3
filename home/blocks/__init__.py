"""What editors compose public pages of. Each block has its template in `templates/home/blocks/`."""

from home.blocks.anchors import Heading
from home.blocks.bodies import BodyBlock
from home.blocks.links import LinkBlock
from home.blocks.media import PictureBlock
from home.blocks.reading import faq_of, headings_of, text_of

__all__ = ["BodyBlock", "Heading", "LinkBlock", "PictureBlock", "faq_of", "headings_of", "text_of"]
