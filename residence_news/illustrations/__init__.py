"""Pictures of places made by code: the demonstration shows nobody's home and nobody's face.

The same seed gives the same picture. Pillow alone draws them.
"""

from residence_news.illustrations.outdoors import STYLES, facade
from residence_news.illustrations.scenes import SCENES, scene

__all__ = ["SCENES", "STYLES", "facade", "scene"]
