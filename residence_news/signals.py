"""What the rooms above may listen to."""

from django.dispatch import Signal

# Sent once the transaction is kept, when an outage becomes public or its state changes.
# Arguments: `outage` (Outage), `update` (OutageUpdate: its `from_state` is empty when the outage is new).
outage_published = Signal()
