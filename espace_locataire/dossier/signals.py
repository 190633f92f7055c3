"""What happens in this room, for those who want to act on it."""

from django.dispatch import Signal

# An insurance certificate was sent or decided on; `attestation`, inside the transaction.
attestation_changed = Signal()
