"""What stands in for Stripe on one's own machine: a process apart, that Stripe's own client talks to.

Nothing here knows the site, nor Django: it is asked as Stripe is, and answers with the shapes of the pinned version.
"""
