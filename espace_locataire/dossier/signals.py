"""What happens in this room, for those who want to act on it."""

from django.dispatch import Signal

# Something a tenant proposed was sent or decided on; the sender is its model; `proposal`, inside the transaction.
proposal_changed = Signal()
