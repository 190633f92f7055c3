"""What editors compose public pages of. Each block has its template in `templates/home/blocks/`."""

from home.blocks.bodies import BodyBlock, LinkBlock

__all__ = ["BodyBlock", "LinkBlock"]
