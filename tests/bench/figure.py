"""How rows measure, and what they find in a round."""
from typing import NamedTuple


class Figure(NamedTuple):
    value: float      # what is held against the number to reach: a ratio, ms or MB
    measured: str     # how it came about, for people
    ceiling: str = ""


class Measure:
    """Of a row: made with the ground, asked for a Figure every round, closed at the end."""

    def __init__(self, ground):
        self.ground, self.stack = ground, ground.stack

    def round(self):
        raise NotImplementedError

    def close(self):
        """Puts back what it changed."""
