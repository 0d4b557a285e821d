"""What one round of a row found."""
from typing import NamedTuple


class Figure(NamedTuple):
    value: float      # what is held against the number to reach: a ratio, or MB
    measured: str     # how it came about, for people
    ceiling: str = ""
