"""Is what `match` calls probable as often right? Sites known or not, decoys beside them, camera hidden or not."""

import json
import math
import os
import random
from collections import Counter

import measure
import simulated
from records import offset, streams, tool, visits
from table import show

# What a list of sites is like: (name, share of the watched places that are on it, decoys within 5 km of each).
WORLDS = [("sparse list", 0.7, 1), ("dense list", 0.7, 15), ("watched places unknown", 0.0, 4)]
REACH = 5000.0
BINS = [0.0, 0.01, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 0.99, 1.0]


def near(lon, lat, chance):
    """A place anywhere within the reach of another."""
    away, turn = REACH * math.sqrt(chance.random()), 2 * math.pi * chance.random()
    east, north = offset(lon + 1e-3, lat + 1e-3, lon, lat)
    return lon + 1e-3 * away * math.cos(turn) / east, lat + 1e-3 * away * math.sin(turn) / north


def site_list(scenario, known, decoys, chance, path):
    """Writes a list of sites for a scenario; the ids of those that are true."""
    true, features = set(), []

    def add(name, lon, lat):
        features.append({
            "type": "Feature", "properties": {"id": name},
            "geometry": {"type": "Point", "coordinates": [lon, lat]}})

    for name, site in scenario.sites.items():
        if chance.random() < known:
            true.add(name)
            add(name, site["lon"], site["lat"])
        for number in range(decoys):
            lon, lat = near(site["lon"], site["lat"], chance)
            add(f"decoy-{name}-{number}", (lon + 180) % 360 - 180, lat)
    with open(path, "w") as file:
        json.dump({"type": "FeatureCollection", "features": features}, file)
    return true


def judged(scenario, hidden, path, settings):
    """Of each place that was matched: what is true of it, its findings (site, score), and what none has."""
    more = [word for setting in settings for word in ("--set", setting)]
    tables = streams(tool(
        "run", simulated.PIPELINE, scenario.hidden if hidden else scenario.fixes, "--sites", path,
        "--quiet", "--format", "arrow", *more))
    found = visits(tables.get("visits"))
    truths = scenario.truths(hidden)
    watched = {
        found[d]["visit"]: truths[t]["site"] for t, d, _ in measure.paired(truths, found, least=0.3)}
    places = {}
    for row in tables["findings"].to_pylist():
        # An area that visits only touch has none of its own, and nothing is true of it.
        if row["kind"] == "none" or row["none_score"] is None or not row["visit_ids"]:
            continue
        key = (row["area"], tuple(row["visit_ids"]))
        entry = places.setdefault(key, {"none": row["none_score"], "findings": [], "ids": row["visit_ids"]})
        if row["kind"] == "known":
            entry["findings"].append((row["site"], row["score"]))
    for entry in places.values():
        # What is paired with nothing was found too long or too short to say what it watched.
        seen = Counter(watched[name] for name in entry["ids"] if name in watched)
        entry["site"] = seen.most_common(1)[0][0] if seen else None
    return [entry for entry in places.values() if entry["site"] is not None]


class Reliability:
    """Counts and mean scores by bin of the score."""

    def __init__(self):
        self.bins = [[0, 0.0, 0] for _ in BINS[1:]]

    def add(self, score, is_right):
        """Adds one score."""
        place = next(i for i, top in enumerate(BINS[1:]) if score <= top)
        for row, value in enumerate((1, score, is_right)):
            self.bins[place][row] += value

    @property
    def error(self):
        """Mean difference of what is said and what is right, of scores that say anything."""
        told = [b for b in self.bins[1:] if b[0]]
        count = sum(b[0] for b in told)
        return sum(abs(b[1] - b[2]) for b in told) / count if count else math.nan

    def lines(self, name):
        """A line for each bin that holds anything."""
        out = []
        for low, high, (count, total, right) in zip(BINS, BINS[1:], self.bins):
            if count:
                out.append([
                    name, f"{low:g} to {high:g}", count, f"{total / count:.3f}", f"{right / count:.3f}",
                    f"{2 * math.sqrt(max(right, 1) * max(count - right, 1) / count) / count:.3f}"])
                name = ""
        return out


def show_all(folder, seeds, settings, targets):
    """The tables, one a world."""
    path = os.path.join(folder, "list.geojson")
    for world, known, decoys in WORLDS:
        lines = []
        for hidden in (False, True):
            sites, none = Reliability(), Reliability()
            surprise = [0.0, 0]
            for seed in seeds:
                for kind, flights in [("region", 60), ("region", 16), ("grid", 160)]:
                    scenario = simulated.Scenario(folder, kind, seed, flights=flights)
                    chance = random.Random(f"{world} {seed} {kind} {flights}")
                    true = site_list(scenario, known, decoys, chance, path)
                    for place in judged(scenario, hidden, path, settings):
                        right = place["site"] if place["site"] in true else None
                        none.add(place["none"], right is None)
                        own = place["none"] if right is None else 0.0
                        for site, score in place["findings"]:
                            sites.add(score, site == right)
                            own = score if site == right else own
                        surprise[0] -= math.log(max(own, 1e-6))
                        surprise[1] += 1
            camera = "camera hidden" if hidden else "with camera"
            if known:
                targets.hold(f"score of a site against how often it is right, {world}, {camera}", sites.error, high=0.05)
            lines += sites.lines(f"site, {camera}") + none.lines(f"none, {camera}")
            lines.append([f"mean surprise, {camera}", "", surprise[1], "", f"{surprise[0] / surprise[1]:.3f}", ""])
        show(
            f"match, {world}: {100 * known:.0f} % of the watched places and {decoys} decoys beside each, seeds "
            f"{seeds[0]}–{seeds[-1]}", ["what", "score", "findings", "mean score", "right", "± 2 σ"], lines)
