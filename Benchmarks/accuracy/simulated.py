"""Simulated flights: scenarios of a seed, with the camera and with its columns hidden."""

import os
from collections import defaultdict

import measure
from records import HERE, claims, streams, tool, truth, visits

# Nobody looks at the judging seeds while tuning; what is learnt is learnt on the tuning seeds.
TUNING = range(1, 21)
JUDGING = range(1001, 1021)

PIPELINE = os.path.join(HERE, "..", "..", "pipelines", "findings.yaml")
FLIGHTS = {"region": 60, "grid": 160, "wide": 120}
CAMERA = ("frame_", "slant_", "sensor_")
# What instruments are off by throughout a flight; 'dwell simulate --help' says what is usual.
OFFSETS = ("--receiver-offset", "1.5m", "--camera-offset-deg", 0.5, "--range-offset", "3m")


class Scenario:
    """The files of one scenario of one seed: fixes, fixes without camera columns, truth."""

    def __init__(self, folder, kind, seed, flights=None, sampling=None):
        self.kind, self.seed = kind, seed
        name = f"{kind}-{seed}-{flights}-{sampling}"
        self.fixes = os.path.join(folder, name + ".csv")
        self.hidden = os.path.join(folder, name + "-hidden.csv")
        truths = os.path.join(folder, name + ".geojson")
        if not os.path.exists(self.hidden):
            more = ["--sampling", sampling] if sampling else []
            data = tool(
                "simulate", "--scenario", kind, "--seed", seed, "--flights",
                flights or FLIGHTS[kind], "--truth", truths, *OFFSETS, *more)
            with open(self.fixes, "wb") as file:
                file.write(data)
            hide(self.fixes, self.hidden)
        self.visits, self.sites = truth(truths)

    def run(self, hidden=False, settings=()):
        """The records that the tool gives, as tables by kind."""
        more = [word for setting in settings for word in ("--set", setting)]
        path = self.hidden if hidden else self.fixes
        return streams(tool("run", PIPELINE, path, "--quiet", "--format", "arrow", *more))

    def truths(self, hidden=False):
        """The visits that can be found: without a camera there are no stares."""
        return [v for v in self.visits if not hidden or v["kind"] != "stare"]


def named_apart(scenario, target):
    """Copies a scenario's fixes, its vehicles named for it: those of other seeds have the same names and times."""
    with open(scenario.fixes) as lines, open(target, "w") as out:
        header = next(lines)
        column = header.rstrip("\n").split(",").index("vehicle")
        out.write(header)
        for line in lines:
            values = line.split(",")
            values[column] = f"{scenario.kind}{scenario.seed}-{values[column]}"
            out.write(",".join(values))
    return target


def hide(source, target):
    """Copies a CSV without its camera columns."""
    with open(source) as lines, open(target, "w") as out:
        names = next(lines).rstrip("\n").split(",")
        keep = [i for i, name in enumerate(names) if not name.startswith(CAMERA)]
        assert keep == list(range(len(keep))), "camera columns come last"
        out.write(",".join(names[: len(keep)]) + "\n")
        for line in lines:
            out.write(",".join(line.rstrip("\n").split(",", len(keep))[: len(keep)]) + "\n")


class Outcome:
    """The rows of many seeds: visits by kind and shape, sites by scenario, confusers."""

    def __init__(self):
        self.visits = defaultdict(measure.Row)
        self.sites = measure.Row()
        self.drifting_claims = 0

    def add(self, scenario, tables, hidden):
        """Adds one run."""
        found = visits(tables.get("visits"))
        truths = scenario.truths(hidden)
        for key, row in measure.rows(truths, scenario.sites, found).items():
            self.visits[key].add(row)
        if scenario.kind == "region":
            claimed = claims(tables)
            self.sites.add(measure.site_row(truths, scenario.sites, claimed))
        self.static_confusers(truths, found)

    def static_confusers(self, truths, found):
        """Counts drifting truths that were reported as something that stays."""
        pairs = measure.paired(truths, found)
        for t, d, _ in pairs:
            if truths[t]["shape"] == "drifting" and not truths[t]["borderline"]:
                self.drifting_claims += found[d]["shape"] != "drifting"

    def total(self, kind, shapes=None):
        """The rows of a kind together."""
        row = measure.Row()
        for (k, shape), one in self.visits.items():
            if k == kind and (shapes is None or shape in shapes):
                row.add(one)
        return row

    def lines(self):
        """The table."""
        order = {"stop": 0, "orbit": 1, "stare": 2}
        keys = sorted(self.visits, key=lambda k: (order.get(k[0], 9), k[1]))
        lines = [[f"{kind} {shape}".strip(), *self.visits[kind, shape].cells()] for kind, shape in keys]
        if self.sites.true:
            lines.append(["sites (region, inferred)", *self.sites.cells()])
        return lines


def measure_seeds(folder, seeds, settings=(), kinds=("region", "grid")):
    """Outcomes by (scenario, hidden) over seeds."""
    outcomes = {(kind, hidden): Outcome() for kind in kinds for hidden in (False, True)}
    for seed in seeds:
        for kind in kinds:
            scenario = Scenario(folder, kind, seed)
            for hidden in (False, True):
                outcomes[kind, hidden].add(scenario, scenario.run(hidden, settings), hidden)
    return outcomes
