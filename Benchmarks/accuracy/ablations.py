"""What each idea of the detector contributes: the same flights with one idea left out at a time."""

import math
from statistics import median

import measure
import scenes
import simulated
from records import tool
from table import show

# The ideas by the names that `dwell detect --without` knows, and what to expect to suffer.
IDEAS = {
    "changePoints": "orbits cut where their place or size changes",
    "robustFit": "points far from the curve weigh little",
    "driftTest": "a middle that moves on is drifting",
    "surveyRule": "long legs that move sideways are a survey",
    "reportedCourses": "a reported course says which way a sharp turn went",
    "excursions": "fixes that jump away and come back are left out",
    "eights": "lobes turned alternately are an orbit",
    "thinning": "fixes faster than the path can bend are drawn together",
}

HEADING = [
    "without", "orbits P", "orbits R", "right shape", "err %r", "in own 95 %", "IoU", "stops P", "stops R",
    "sites P", "sites R", "moving as staying",
]


def line(name, folder, seeds, settings):
    """The figures with some settings, camera columns hidden: ideas are about paths."""
    orbits, stops, sites, moving = measure.Row(), measure.Row(), measure.Row(), 0
    for seed in seeds:
        for kind in ("region", "grid"):
            scenario = simulated.Scenario(folder, kind, seed)
            outcome = simulated.Outcome()
            outcome.add(scenario, scenario.run(True, settings), True)
            orbits.add(outcome.total("orbit"))
            stops.add(outcome.total("stop"))
            sites.add(outcome.sites)
            moving += outcome.drifting_claims
    part = lambda value: "" if math.isnan(value) else f"{value:.3f}"
    relative = f"{100 * median(orbits.relative):.2f}" if orbits.relative else ""
    shape = orbits.right_shape / orbits.found if orbits.found else math.nan
    return [
        name, part(orbits.precision), part(orbits.recall), part(shape), relative, part(orbits.coverage),
        part(orbits.overlap), part(stops.precision), part(stops.recall), part(sites.precision),
        part(sites.recall), str(moving),
    ]


def show_all(folder, seeds, data):
    """The table; also of real files whose role is known, where there are some."""
    scenario = simulated.Scenario(folder, "grid", seeds[0], 2)
    wish = ["--set", "detect.without=eights", "--quiet", "--format", "arrow"]
    if tool("run", simulated.PIPELINE, scenario.hidden, *wish, allow_failure=True) is None:
        print("ablations: this dwell has no 'detect --without'")
        return 64
    lines = [line("nothing (all ideas)", folder, seeds, [])]
    for idea in IDEAS:
        lines.append(line(idea, folder, seeds, [f"detect.without={idea}"]))
    show(f"ablations, simulated region and grid, seeds {seeds[0]}–{seeds[-1]}", HEADING, lines)
    for idea, meaning in IDEAS.items():
        print(f"  {idea}: {meaning}")
    show(
        f"ablations, flights made for three ideas, seeds {seeds[0]}–{seeds[-1]}", scenes.HEADING,
        [[str(cell) for cell in line] for line in scenes.lines(folder, seeds)])
    for name, make in scenes.SCENES.items():
        print(f"  {name}: {make.__doc__}")
    if data:
        real_lines(data)
    return 0


def real_lines(data):
    """What becomes of real files: orbits round navigation aids, and of confusers."""
    import real

    lines = []
    for idea in (None, *IDEAS):
        settings = [f"detect.without={idea}"] if idea else []
        errors, staying = [], {"aerial_survey": 0, "en_route_airline": 0, "glider_thermalling": 0}
        for row in real.table(data, "calibration_orbits.csv"):
            errors.append(real.navaid(data, row, settings)["relative"])
        for row in real.table(data, "labels.csv"):
            if row["label"] not in staying:
                continue
            tables = real.run(f"{data}/{row['file']}", settings)
            staying[row["label"]] += sum(
                v["shape"] != "drifting" and v["kind"] != "stare"
                for v in real.visits(tables.get("visits")))
        shown = [f"{100 * e:.2f}" if math.isfinite(e) else "not found" for e in errors]
        lines.append([idea or "nothing (all ideas)", *shown, *map(str, staying.values())])
    show(
        "ablations, real: centre error ÷ radius in %; visits that stay, in files where nothing does",
        ["without", "AJO", "MGA", "BUB", "surveys", "airline", "gliders"], lines)
