"""What happens in this room."""

from django.dispatch import Signal

# A payment was received and counted (`paiement`), within the transaction that counts it.
payment_received = Signal()
