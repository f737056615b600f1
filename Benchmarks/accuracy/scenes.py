"""Flights made for the ideas of the detector that other simulated flights hardly need."""

import math
import os
import random

import measure
from records import streams, tool, visits

# Metres a degree near the place where all of them fly, 12° N.
EAST, NORTH = 108_900.0, 110_610.0
FLIGHTS = 12


class Scene:
    """The flights of one scene of one seed as a file, and the visits that stay which are true."""

    def __init__(self, folder, name, seed):
        self.path = os.path.join(folder, f"scene-{name}-{seed}.csv")
        self.truths, self.rows = [], []
        chance = random.Random(f"{name} {seed}")
        for number in range(FLIGHTS):
            SCENES[name](self, f"{name}-{number}", number, chance)
        self.rows.sort()
        with open(self.path, "w") as file:
            file.write("time,vehicle,lon,lat,altitude_m\n")
            for time, vehicle, east, north, height in self.rows:
                file.write(
                    f"{stamp(time)},{vehicle},{-40 + east / EAST:.7f},{12 + north / NORTH:.7f},{height:.1f}\n")

    def add(self, vehicle, time, east, north, height=1000.0):
        """Adds a fix, metres from the place."""
        self.rows.append((round(time, 3), vehicle, east, north, height))

    def stays(self, vehicle, kind, first, last):
        """Adds a true visit that stays."""
        self.truths.append({"vehicle": vehicle, "kind": kind, "first": EPOCH + first, "last": EPOCH + last})

    def score(self, settings=()):
        """True visits, of them found as one, and visits that stay where none does."""
        more = [word for setting in settings for word in ("--set", setting)]
        data = tool("run", PIPELINE, self.path, "--quiet", "--format", "arrow", *more)
        found = [
            v for v in visits(streams(data).get("visits")) if v["shape"] != "drifting" and v["kind"] != "stare"]
        pairs = measure.paired(self.truths, found, least=0.9)
        return len(self.truths), len(pairs), len(found) - len(pairs)


HERE = os.path.dirname(os.path.abspath(__file__))
PIPELINE = os.path.join(HERE, "..", "..", "pipelines", "findings.yaml")
EPOCH = 1_772_420_400


def stamp(time):
    """An instant as text."""
    from datetime import datetime, timezone

    return datetime.fromtimestamp(EPOCH + time, timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def spikes(scene, vehicle, number, chance):
    """A hover of ten minutes whose receiver jumps away for a fix or two, every minute or two."""
    east, north = chance.uniform(-20_000, 20_000), chance.uniform(-20_000, 20_000)
    step = chance.choice([0.5, 1, 2, 5])
    course, speed = chance.uniform(0, 2 * math.pi), 15.0
    jump, left, jump_at = (0.0, 0.0), 0, chance.uniform(20, 60)
    for index in range(int(1000 / step)):
        time = index * step
        away = max(200 - time, time - 800, 0) * speed
        if time >= jump_at and left == 0:
            left = chance.randint(1, 2)
            way, turn = chance.uniform(300, 4000), chance.uniform(0, 2 * math.pi)
            jump, jump_at = (way * math.cos(turn), way * math.sin(turn)), time + chance.uniform(60, 120)
        off = jump if left else (0.0, 0.0)
        left = max(0, left - 1)
        scene.add(
            vehicle, time, east + away * math.cos(course) + off[0] + chance.gauss(0, 2),
            north + away * math.sin(course) + off[1] + chance.gauss(0, 2))
    scene.stays(vehicle, "stop", 200, 800)


def blocks(scene, vehicle, number, chance):
    """A survey flown in laps: legs so close, each lap as much to the side, that its middle hardly moves."""
    east, north = chance.uniform(-20_000, 20_000), chance.uniform(-20_000, 20_000)
    legs, apart = 2 * chance.randint(5, 8), chance.uniform(60, 180)
    length, speed, turn = chance.uniform(4000, 9000), chance.uniform(45, 70), chance.uniform(0, 2 * math.pi)
    order = [leg // 2 + (legs // 2 if leg % 2 else 0) for leg in range(legs)]
    points = []
    for leg, line in enumerate(order):
        ends = [(line * apart, 0.0), (line * apart, length)]
        points += ends if leg % 2 == 0 else ends[::-1]
    time, previous = 0.0, None
    for index, (x, y) in enumerate(points):
        if previous is not None:
            way = math.dist(previous, (x, y))
            bend = index % 2 == 0
            count = max(1, int(way * (math.pi / 2 if bend else 1) / (2 * speed)))
            side = (1 if y > length / 2 else -1) * way / 2
            for part in range(count):
                share = part / count
                if bend:
                    along, out = (1 - math.cos(math.pi * share)) / 2, side * math.sin(math.pi * share)
                else:
                    along, out = share, 0.0
                px, py = previous[0] + along * (x - previous[0]), previous[1] + along * (y - previous[1]) + out
                scene.add(
                    vehicle, time, east + px * math.cos(turn) - py * math.sin(turn) + chance.gauss(0, 2),
                    north + px * math.sin(turn) + py * math.cos(turn) + chance.gauss(0, 2))
                time += 2
        previous = (x, y)


def drifts(scene, vehicle, number, chance):
    """Circles whose middle moves on by 0.8 to 3 radii in all, or wanders in rising air."""
    east, north = chance.uniform(-20_000, 20_000), chance.uniform(-20_000, 20_000)
    soars = number % 2 == 0
    radius = chance.uniform(90, 160) if soars else chance.uniform(300, 2000)
    speed = 28.0 if soars else min(70, (4 * radius) ** 0.5)
    lap = 2 * math.pi * radius / speed
    total = max(6 * lap, 400)
    moved, turn = chance.uniform(0.8, 3) * radius, chance.uniform(0, 2 * math.pi)
    steps = [(chance.uniform(-0.4, 0.4) * radius, chance.uniform(-0.4, 0.4) * radius) for _ in range(200)]
    for index in range(int(total / 2)):
        time = 2.0 * index
        angle = 2 * math.pi * time / lap
        share = time / total
        x, y = (steps[int(time / lap)] if soars else (moved * share, 0.0))
        scene.add(
            vehicle, time, east + x * math.cos(turn) - y * math.sin(turn) + radius * math.cos(angle) + chance.gauss(0, 2),
            north + x * math.sin(turn) + y * math.cos(turn) + radius * math.sin(angle) + chance.gauss(0, 2),
            1000 + (1.5 * time if soars else 0))


SCENES = {"spikes": spikes, "blocks": blocks, "drifts": drifts}
IDEAS = {"spikes": "excursions", "blocks": "surveyRule", "drifts": "driftTest"}


def lines(folder, seeds):
    """A line for each scene, with all ideas and without the one it is made for."""
    out = []
    for name, idea in IDEAS.items():
        for without in (None, idea):
            total = [0, 0, 0]
            for seed in seeds:
                own = Scene(folder, name, seed).score([f"detect.without={without}"] if without else [])
                total = [a + b for a, b in zip(total, own)]
            share = f"{total[1] / total[0]:.3f}" if total[0] else ""
            out.append([name, without or "nothing", total[0], total[1], share, total[2]])
    return out


HEADING = ["scene", "without", "stay", "found as one", "part", "other visits that stay"]
