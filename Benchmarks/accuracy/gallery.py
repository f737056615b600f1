"""Draws every real file that the tool reads, with the visits on it: gallery.html and a picture a file.

The pictures are made from telemetry that is not committed, so neither are they.
"""

import html
import os
import subprocess

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import shapely

from records import DWELL, claims, offset, streams, tool, visits

COLOURS = {
    "stop": "tab:red", "circle": "tab:blue", "racetrack": "tab:green", "figure-eight": "tab:purple",
    "drifting": "tab:orange", "stare": "black",
}
SKIP = (".md", ".txt", ".hex", ".html")
MOST = 120_000  # rows drawn of a file


def files(data):
    """Every file of the folder that may be telemetry."""
    for base, _, names in sorted(os.walk(data)):
        for name in sorted(names):
            path = os.path.join(base, name)
            relative = os.path.relpath(path, data)
            if not name.endswith(SKIP) and not relative.startswith("truth/"):
                yield relative, path


def records(path):
    """Cleaned fixes and everything found in a file; a reason where it cannot be read."""
    fixes = subprocess.run([DWELL, "read", path, "--quiet"], capture_output=True)
    if fixes.returncode != 0:
        return None, None, fixes.stderr.decode().strip().splitlines()[-1:]
    clean = subprocess.run([DWELL, "clean", "--quiet"], input=fixes.stdout, capture_output=True)
    pipeline = os.path.join(os.path.dirname(__file__), "..", "..", "pipelines", "findings.yaml")
    found = tool("run", pipeline, path, "--quiet", "--format", "arrow", allow_failure=True)
    if clean.returncode != 0 or found is None:
        return None, None, clean.stderr.decode().strip().splitlines()[-1:]
    return streams(clean.stdout).get("fixes"), streams(found), []


def picture(relative, fixes, tables, target):
    """Draws a file twice: as a whole, and what dwelled, near enough to be judged.

    Tracks are grey, visits in the colour of their shape, areas shaded, claimed sites stars in their
    95 % ellipse.
    """
    found = visits(tables.get("visits"))
    sites = claims(tables)
    lon, lat = fixes["lon"].to_numpy(), fixes["lat"].to_numpy()
    origin = float(np.median(lon)), float(np.median(lat))
    near = close_up(found, sites, origin)
    figure, panels = plt.subplots(1, 2 if near else 1, figsize=(17 if near else 10, 8.5), dpi=80)
    whole, *close = np.atleast_1d(panels)
    tracks = Tracks(fixes, origin)
    for axes in (whole, *close):
        draw_areas(axes, tables.get("areas"), origin)
        draw_tracks(axes, tracks, found, origin, whole=axes is whole)
        draw_sites(axes, sites, origin)
        axes.set_aspect("equal", adjustable="datalim" if axes is whole else "box")
        axes.set_xlabel("metres east")
    if near:
        (west, south), (east, north) = near
        close[0].set_xlim(west, east)
        close[0].set_ylim(south, north)
        whole.add_patch(plt.Rectangle((west, south), east - west, north - south, fill=False, color="0.4"))
    whole.set_ylabel("metres north")
    text = summary(found, sites, tables.get("areas"), len(lon))
    figure.suptitle(f"{relative}\n{text}", fontsize=10)
    handles = [plt.Line2D([], [], color=c, label=n) for n, c in COLOURS.items()]
    whole.legend(handles=handles, fontsize=7, loc="upper right")
    figure.tight_layout()
    figure.savefig(target)
    plt.close(figure)
    return text


class Tracks:
    """Fixes in metres from an origin, with their flights, vehicles and seconds."""

    def __init__(self, fixes, origin):
        self.east, self.north = metres(fixes["lon"].to_numpy(), fixes["lat"].to_numpy(), *origin)
        self.flights = np.array(fixes["flight"].to_pylist(), dtype=object)
        self.vehicles = np.array(fixes["vehicle"].to_pylist(), dtype=object)
        self.times = fixes["time"].cast("int64").to_numpy() / 1e6
        self.step = max(1, len(self.east) // MOST)

    def of_flights(self):
        """The rows of each flight."""
        for flight in dict.fromkeys(self.flights):
            yield np.flatnonzero(self.flights == flight)[:: self.step]

    def of(self, visit):
        """The rows of a visit."""
        return np.flatnonzero(
            (self.vehicles == (visit["vehicle"] or None)) & (self.times >= visit["first"])
            & (self.times <= visit["last"]))


def summary(found, sites, areas, fixes):
    """What was found, in a line."""
    counts = {}
    for visit in found:
        name = visit["shape"] if visit["kind"] == "orbit" else f"{visit['kind']} {visit['shape']}".strip()
        counts[name] = counts.get(name, 0) + 1
    text = ", ".join(f"{n} {name}" for name, n in sorted(counts.items())) or "no visits"
    return f"{text}; {areas.num_rows if areas else 0} areas; {len(sites)} sites claimed; {fixes:,} fixes"


def close_up(found, sites, origin):
    """The box to draw nearer: round the densest group of visits; None where there are none."""
    if not found:
        return None
    x, y = metres([v["centre_lon"] for v in found], [v["centre_lat"] for v in found], *origin)
    radius = np.array([max(v["radius_m"] or 0, 30) if v["radius_m"] == v["radius_m"] else 30 for v in found])
    reach = 6 * max(np.median(radius), 50)
    counts = [np.sum(np.hypot(x - a, y - b) < reach) for a, b in zip(x, y)]
    first = int(np.argmax(counts))
    group = np.hypot(x - x[first], y - y[first]) < reach
    low = np.array([(x - 2 * radius)[group].min(), (y - 2 * radius)[group].min()])
    high = np.array([(x + 2 * radius)[group].max(), (y + 2 * radius)[group].max()])
    return low, high


def draw_tracks(axes, tracks, found, origin, whole):
    """The fixes, and over them the visits."""
    for rows in tracks.of_flights():
        axes.plot(
            tracks.east[rows], tracks.north[rows], color="0.75", linewidth=0.6, zorder=1,
            marker="" if whole else ".", markersize=2)
    for visit in found:
        name = visit["shape"] if visit["kind"] == "orbit" else visit["kind"]
        colour = COLOURS.get(name, "tab:brown")
        rows = tracks.of(visit)
        if visit["kind"] != "stare":
            axes.plot(tracks.east[rows], tracks.north[rows], color=colour, linewidth=1.2, zorder=2)
        x, y = metres(visit["centre_lon"], visit["centre_lat"], *origin)
        axes.plot([x], [y], marker="+" if visit["kind"] != "stare" else "x", color=colour, zorder=3)
        if visit["kind"] == "orbit":
            outline(axes, visit, x, y, colour)


def draw_areas(axes, areas, origin):
    """The outlines, shaded."""
    if areas is None:
        return
    for shape in shapely.from_wkb(areas["geometry"].to_pylist()):
        for part in shapely.get_parts(shape):
            if part.geom_type != "Polygon":
                continue
            outer = part.exterior
            for ring in (outer, *part.interiors):
                corners = np.asarray(ring.coords)
                x, y = metres(corners[:, 0], corners[:, 1], *origin)
                hole = ring is not outer
                axes.fill(x, y, color="white" if hole else "tab:cyan", alpha=0.25, linewidth=0, zorder=0)
                axes.plot(x, y, color="tab:cyan", linewidth=0.8, zorder=1)


def draw_sites(axes, sites, origin):
    """The places claimed, each with its ellipse."""
    for claim in sites:
        x, y = metres(claim["lon"], claim["lat"], *origin)
        axes.plot([x], [y], marker="*", markersize=14, color="gold", markeredgecolor="black", zorder=4)
        outline(axes, claim, x, y, "black")


def metres(lon, lat, lon0, lat0):
    """Metres east and north, for drawing."""
    turn = (np.asarray(lon) - lon0 + 180) % 360 - 180
    return turn * 111_320 * np.cos(np.radians(lat0)), (np.asarray(lat) - lat0) * 110_574


def outline(axes, visit, x, y, colour):
    """The ellipse that was fitted."""
    major, minor = visit["semi_major_m"], visit["semi_minor_m"]
    if major is None or minor is None or np.isnan(major) or np.isnan(minor):
        return
    turn = np.radians(visit["orientation_deg"] or 0)
    phase = np.linspace(0, 2 * np.pi, 90)
    along, across = major * np.cos(phase), minor * np.sin(phase)
    axes.plot(
        x + along * np.sin(turn) + across * np.cos(turn),
        y + along * np.cos(turn) - across * np.sin(turn),
        color=colour, linewidth=0.8, linestyle=":", zorder=3)


def draw(data, folder):
    """Draws everything into a folder."""
    if not data:
        print("gallery: no real data: DWELL_REAL_DATA names no folder")
        return 66
    os.makedirs(folder, exist_ok=True)
    parts, unread = [], []
    for relative, path in files(data):
        fixes, tables, reason = records(path)
        if fixes is None or len(fixes) == 0:
            unread.append((relative, " ".join(reason) or "no fixes"))
            continue
        name = relative.replace("/", "__") + ".png"
        text = picture(relative, fixes, tables, os.path.join(folder, name))
        parts.append((relative, name, text))
        print(f"{relative}: {text}", flush=True)
    with open(os.path.join(folder, "gallery.html"), "w") as out:
        out.write("<!doctype html><meta charset=utf-8><title>dwell on real files</title>\n")
        out.write("<style>body{font:14px sans-serif}img{max-width:100%}</style>\n")
        for relative, name, text in parts:
            out.write(f"<h3>{html.escape(relative)}</h3><p>{html.escape(text)}</p>")
            out.write(f"<img loading=lazy src='{html.escape(name)}'>\n")
        out.write("<h2>Not drawn</h2><ul>\n")
        for relative, reason in unread:
            out.write(f"<li>{html.escape(relative)}: {html.escape(reason)}</li>\n")
        out.write("</ul>\n")
    print(f"{len(parts)} files drawn, {len(unread)} not: {os.path.join(folder, 'gallery.html')}")
    return 0
