"""What happens in this room, for those who want to act on it."""

from django.dispatch import Signal

# Something a tenant proposed was sent or decided on; the sender is its model; `proposal`, inside the transaction.
proposal_changed = Signal()
# Someone who was invited to help accepted or refused; the sender is `Aidant`; `aidant`, inside the transaction.
aidant_answered = Signal()
# A holder ended a help, or an invitation; the sender is `Aidant`; `aidant` and `by`, inside the transaction.
aidant_ended = Signal()
# The name, phone number or address of e-mail of somebody on a lease changed here; `locataire`, inside the transaction.
person_changed = Signal()
# The landlord's ERP brought leases in, whichever; `step` shows progress (a name and a number give what to call with
# each number done). Sent once they are there for good.
leases_imported = Signal()
