"""The back office of the papers."""

from wagtail import hooks

from espace_locataire.documents import counter_block, paper_admin

hooks.register("register_gestion_locative_item", paper_admin.menu_item)
hooks.register("register_admin_urls", paper_admin.urls)
hooks.register("guichet_blocks", counter_block.papers_block)
