"""When to try again what failed outside: mail servers, above all."""

from datetime import timedelta

# The first try is made at once; the sweep takes over when it did not succeed by then.
FIRST_PAUSE = timedelta(minutes=5)
LONGEST_PAUSE = timedelta(days=1)


def pause_after(attempts: int) -> timedelta:
    """Return how long to wait after this many tries: 5 minutes, then twice as long each time, up to a day."""
    return min(FIRST_PAUSE * 2 ** min(max(attempts - 1, 0), 16), LONGEST_PAUSE)
