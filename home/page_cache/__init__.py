"""Public pages kept whole, the same for every visitor, until something they show changes.

A view says that its pages are public (`public_page`; pages of the tree are by nature), until when a page may
be kept (`keep_until`), and models say that pages show them (`depends_on`). The middleware does the rest. What many
pages share is kept in the same way, also for pages that are one person's (`kept_while_unchanged`).
"""

from home.page_cache.changes import depends_on, forget
from home.page_cache.marks import keep_until, public_page
from home.page_cache.shelf import kept_while_unchanged

__all__ = ["depends_on", "forget", "keep_until", "kept_while_unchanged", "public_page"]
