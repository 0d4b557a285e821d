"""Waiting for what others do meanwhile."""
import time


def wait(condition, seconds=45, not_yet=()):
    """What the condition says as soon as that is true, or what it says when time is up: to be asserted by who asks.
    not_yet: exceptions that mean no. Some wait for a provider, which is given 12 s, or a mail server, 15, and then asked again."""
    end = time.monotonic() + seconds
    while True:
        late = time.monotonic() >= end
        try:
            found = condition()
        except not_yet:
            found = False
        if found or late:
            return found
        time.sleep(0.05)
