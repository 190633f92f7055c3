"""The back office of the tenants' files."""

from wagtail import hooks

from espace_locataire.dossier import attestation_admin, counter_blocks, queues, update_admin

hooks.register("register_admin_menu_item", queues.menu_item)
hooks.register("construct_homepage_panels", queues.add_queues_panel)
hooks.register("waiting_queues", attestation_admin.waiting_attestations, order=100)
hooks.register("waiting_queues", update_admin.waiting_updates, order=110)
hooks.register("register_admin_urls", attestation_admin.urls)
hooks.register("register_admin_urls", update_admin.urls)


@hooks.register("register_admin_viewset")
def register_attestations() -> attestation_admin.AttestationViewSet:
    """Give the certificates their place in the menu."""
    return attestation_admin.AttestationViewSet("attestations", url_prefix="attestations")


@hooks.register("register_admin_viewset")
def register_updates() -> update_admin.MiseAJourViewSet:
    """Give the changes their place in the menu."""
    return update_admin.MiseAJourViewSet("mises_a_jour", url_prefix="mises-a-jour")


for _block in counter_blocks.BLOCKS:
    hooks.register("guichet_blocks", _block)
