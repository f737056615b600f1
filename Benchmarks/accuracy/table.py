"""Tables as aligned text, and targets held against them."""

import math


def show(title, heading, lines):
    """Prints a table, its first column to the left."""
    if title:
        print(f"\n{title}")
    rows = [heading] + lines
    widths = [max(len(str(row[i])) for row in rows) for i in range(len(heading))]
    for row in rows:
        cells = [str(row[0]).ljust(widths[0])]
        cells += [str(c).rjust(w) for c, w in zip(row[1:], widths[1:])]
        print("  ".join(cells).rstrip(), flush=True)


class Targets:
    """The targets, each met or missed."""

    def __init__(self):
        self.lines = []
        self.missed = 0

    def hold(self, what, value, low=-math.inf, high=math.inf, form="{:.3f}"):
        """Notes whether a value lies within its bounds; NaN, where nothing was measured, is missed."""
        met = low <= value <= high
        self.missed += not met
        bound = (
            f"{form.format(low)} … {form.format(high)}" if low > -math.inf and high < math.inf
            else f"≥ {form.format(low)}" if low > -math.inf else f"≤ {form.format(high)}")
        self.lines.append([what, bound, form.format(value), "met" if met else "MISSED"])

    def show(self):
        """Prints them all."""
        show("targets", ["what", "target", "measured", ""], self.lines)
