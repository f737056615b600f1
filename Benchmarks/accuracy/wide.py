"""Sites kilometres wide that sorties agree on without a point in common, and what looks like them."""

import math
from statistics import median

import measure
import simulated
from records import claims, distance
from table import show

HEADING = ["", "true", "found", "claimed", "wrong", "precision", "recall", "err ÷ reach", "places in 95 %"]


class Outcome:
    """Claims against wide sites, over any number of seeds."""

    def __init__(self):
        self.true = self.found = self.claimed = self.wrong = 0
        self.errors, self.covered = [], [0, 0]

    precision = property(lambda s: (s.claimed - s.wrong) / s.claimed if s.claimed else math.nan)
    recall = property(lambda s: s.found / s.true if s.true else math.nan)

    def add(self, scenario, claimed):
        """Adds one run: right is a region whose middle lies in a wide site, once; the rest is wrong."""
        places = [v for v in scenario.visits if v["kind"] == "stare" and v["role"] == "watch"]
        self.true += len(scenario.sites)
        taken = set()
        for claim in claimed:
            self.claimed += 1
            parts = {
                name: distance(s["lon"], s["lat"], claim["lon"], claim["lat"]) / s["reach"]
                for name, s in scenario.sites.items()}
            name = min(parts, key=parts.get)
            if parts[name] > 1 or name in taken or claim["basis"] != "region":
                self.wrong += 1
                continue
            taken.add(name)
            self.errors.append(parts[name])
            row = measure.Row()
            for place in places:
                if place["site"] == name:
                    measure.ellipse(row, {"lon": place["centre_lon"], "lat": place["centre_lat"]}, claim)
            self.covered = [a + b for a, b in zip(self.covered, row.covered)]
        self.found += len(taken)

    def cells(self):
        """The row as text."""
        inside = 100 * self.covered[0] / self.covered[1] if self.covered[1] else math.nan
        return [
            self.true, self.found, self.claimed, self.wrong, f"{self.precision:.3f}",
            f"{self.recall:.3f}", f"{median(self.errors):.2f}" if self.errors else "",
            f"{inside:.1f} ({self.covered[1]})"]


def show_all(folder, seeds, settings, targets):
    """The table."""
    lines = []
    for hidden in (False, True):
        outcome = Outcome()
        for seed in seeds:
            scenario = simulated.Scenario(folder, "wide", seed)
            outcome.add(scenario, claims(scenario.run(hidden, settings)))
        camera = "camera hidden" if hidden else "with camera"
        lines.append([camera, *outcome.cells()])
        targets.hold(f"wide sites precision, {camera}", outcome.precision, low=0.95)
        targets.hold(f"wide sites recall, {camera}", outcome.recall, low=0.95)
    show(
        f"simulated wide sites (2 to 6 km), among stacks, circuits, patrols, calls and thermals, seeds "
        f"{seeds[0]}–{seeds[-1]}", HEADING, lines)
