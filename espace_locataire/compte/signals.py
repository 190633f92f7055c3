"""What happens in this room, for those above who want to act on it; each is sent inside the transaction."""

from django.dispatch import Signal

# An account was made by its link; `person`, and `wants_messages`: whether they want messages by e-mail.
account_made = Signal()
# Someone agreed to something or took it back; `consent`.
consent_changed = Signal()
# Someone logs in with another address from now on; `person`.
address_changed = Signal()
# The name or the login of people on leases is gone or changed; `locataires`, their primary keys.
people_changed = Signal()
