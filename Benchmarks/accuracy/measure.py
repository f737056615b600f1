"""Pairs what was detected with what is true, and says how right it is."""

import math
from collections import defaultdict
from statistics import median

from records import CHI2, distance, mahalanobis, offset


def iou(a, b):
    """Time shared ÷ time of either."""
    joint = max(a["last"], b["last"]) - min(a["first"], b["first"])
    shared = min(a["last"], b["last"]) - max(a["first"], b["first"])
    return 1.0 if joint <= 0 else max(0.0, shared / joint)


def paired(truths, found, key=lambda v: (v["vehicle"], v["kind"]), least=0.5):
    """The best pairs (truth, detected, overlap), one with one."""
    by_key = defaultdict(list)
    for number, visit in enumerate(found):
        by_key[key(visit)].append(number)
    pairs = []
    for t, visit in enumerate(truths):
        for d in by_key[key(visit)]:
            overlap = iou(visit, found[d])
            if overlap >= least:
                pairs.append((overlap, t, d))
    used_t, used_d, kept = set(), set(), []
    for overlap, t, d in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if t not in used_t and d not in used_d:
            used_t.add(t)
            used_d.add(d)
            kept.append((t, d, overlap))
    return kept


class Row:
    """Counts and errors of one kind and shape, over any number of scenarios."""

    def __init__(self):
        self.true = self.found = self.detected = self.wrong = self.right_shape = 0
        self.overlaps, self.errors, self.relative = [], [], []
        self.covered = [0, 0]
        self.looked = [0, 0]

    precision = property(lambda s: (s.detected - s.wrong) / s.detected if s.detected else math.nan)
    recall = property(lambda s: s.found / s.true if s.true else math.nan)
    overlap = property(lambda s: median(s.overlaps) if s.overlaps else math.nan)
    coverage = property(lambda s: s.covered[0] / s.covered[1] if s.covered[1] else math.nan)
    look = property(lambda s: s.looked[0] / s.looked[1] if s.looked[1] else math.nan)

    def add(self, other):
        """Adds the counts of another row."""
        for name in ("true", "found", "detected", "wrong", "right_shape"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for name in ("overlaps", "errors", "relative"):
            getattr(self, name).extend(getattr(other, name))
        for name in ("covered", "looked"):
            mine, theirs = getattr(self, name), getattr(other, name)
            mine[0] += theirs[0]
            mine[1] += theirs[1]

    def cells(self):
        """The row as text."""
        error = lambda values, how: f"{how(values):.1f}" if values else ""
        share = lambda values, how: f"{100 * how(values):.2f}" if values else ""
        part = lambda value: "" if math.isnan(value) else f"{value:.3f}"
        ratio = lambda hit: "" if hit[1] == 0 else f"{100 * hit[0] / hit[1]:.1f} ({hit[1]})"
        return [
            str(self.true), str(self.found), str(self.detected), str(self.wrong),
            part(self.precision), part(self.recall), part(self.overlap),
            error(self.errors, median), error(self.errors, max),
            share(self.relative, median), share(self.relative, max),
            ratio(self.covered), ratio(self.looked),
        ]


HEADING = [
    "true", "found", "detected", "wrong", "precision", "recall", "IoU", "err m", "worst m",
    "err %r", "worst %r", "in own 95 %", "site in look 95 %",
]


def look_distance(visit, lon, lat):
    """The least squared distance from a place to the one or two sides of a visit's look region."""
    if visit.get("look_lon") is None or math.isnan(visit["look_lon"]):
        return None
    east, north = offset(lon, lat, visit["look_lon"], visit["look_lat"])
    side_east, side_north = visit.get("look_mode_east_m"), visit.get("look_mode_north_m")
    if side_east is None or math.isnan(side_east):
        side_east = side_north = 0.0
    # The variances are those of the whole, as one middle and one covariance say it; either side has less.
    variances = (
        visit["look_var_east_m2"] - side_east**2, visit["look_var_north_m2"] - side_north**2,
        visit["look_cov_east_north_m2"] - side_east * side_north)
    distances = [
        mahalanobis(east - sign * side_east, north - sign * side_north, *variances) for sign in (1, -1)]
    known = [d for d in distances if d is not None]
    return min(known) if known else None


def rows(truths, sites, found):
    """One Row for each (kind, shape) that is true or was detected."""
    pairs = paired(truths, found)
    of_truth = {t: (d, overlap) for t, d, overlap in pairs}
    right = {d for _, d, _ in pairs}
    neutral = {d for t, d, _ in pairs if truths[t]["borderline"]}
    table = defaultdict(Row)
    for d, visit in enumerate(found):
        if d not in neutral:
            row = table[visit["kind"], visit["shape"]]
            row.detected += 1
            row.wrong += d not in right
    for t, visit in enumerate(truths):
        if visit["borderline"]:
            continue
        row = table[visit["kind"], visit["shape"]]
        row.true += 1
        if t not in of_truth:
            continue
        d, overlap = of_truth[t]
        row.found += 1
        row.overlaps.append(overlap)
        judge(row, visit, found[d], sites)
    return table


def judge(row, visit, detected, sites):
    """Adds the errors of one detected visit against its truth."""
    row.right_shape += visit["shape"] == detected["shape"]
    east, north = offset(
        visit["centre_lon"], visit["centre_lat"], detected["centre_lon"], detected["centre_lat"])
    error = math.hypot(east, north)
    row.errors.append(error)
    if visit["radius_m"]:
        row.relative.append(error / visit["radius_m"])
    own = mahalanobis(
        east, north, detected.get("var_east_m2"), detected.get("var_north_m2"),
        detected.get("cov_east_north_m2"))
    if own is not None:
        row.covered[1] += 1
        row.covered[0] += own <= CHI2
    site = sites.get(visit["site"])
    if site:
        seen = look_distance(detected, site["lon"], site["lat"])
        if seen is not None:
            row.looked[1] += 1
            row.looked[0] += seen <= CHI2


def site_row(truths, sites, claimed, within=500.0):
    """The claimed places against the sites that were watched, each counted once."""
    watches = [v for v in truths if v["role"] == "watch" and v["site"]]
    watched = {v["site"] for v in watches}
    sure = {v["site"] for v in watches if not v["borderline"]}
    row = Row()
    row.true = len(sure)
    taken = set()
    for claim in claimed:
        near = sorted(
            (distance(sites[s]["lon"], sites[s]["lat"], claim["lon"], claim["lat"]), s)
            for s in watched)
        allowed = max(within, claim.get("semi_major_m") or 0)
        if not near or near[0][0] > allowed or near[0][1] in taken:
            row.detected += 1
            row.wrong += 1
            continue
        error, site = near[0]
        taken.add(site)
        if site not in sure:
            continue
        row.detected += 1
        row.found += 1
        row.errors.append(error)
        ellipse(row, sites[site], claim)
    return row


def ellipse(row, site, claim):
    """Whether a site lies in the 95 % ellipse of a claim."""
    major, minor = claim.get("semi_major_m"), claim.get("semi_minor_m")
    if not major or not minor:
        return
    east, north = offset(site["lon"], site["lat"], claim["lon"], claim["lat"])
    turn = math.radians(claim["orientation_deg"] or 0)
    along = east * math.sin(turn) + north * math.cos(turn)
    across = east * math.cos(turn) - north * math.sin(turn)
    row.covered[1] += 1
    row.covered[0] += (along / major) ** 2 + (across / minor) ** 2 <= 1
