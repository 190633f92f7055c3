"""The back office of the accounts: read at the counter, changed nowhere."""

from wagtail import hooks

from espace_locataire.solde.counter_block import account_block

hooks.register("guichet_blocks", account_block)
