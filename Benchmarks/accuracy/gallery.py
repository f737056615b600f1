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
    """Draws a file: the tracks grey, visits in the colour of their shape, claimed sites as stars."""
    lon, lat = fixes["lon"].to_numpy(), fixes["lat"].to_numpy()
    flights = np.array(fixes["flight"].to_pylist(), dtype=object)
    times = fixes["time"].cast("int64").to_numpy() / 1e6
    vehicles = np.array(fixes["vehicle"].to_pylist(), dtype=object)
    lon0, lat0 = float(np.median(lon)), float(np.median(lat))
    east, north = metres(lon, lat, lon0, lat0)
    figure, axes = plt.subplots(figsize=(11, 9), dpi=80)
    step = max(1, len(lon) // MOST)
    for flight in dict.fromkeys(flights):
        rows = np.flatnonzero(flights == flight)[::step]
        axes.plot(east[rows], north[rows], color="0.75", linewidth=0.6, zorder=1)
    found = visits(tables.get("visits"))
    for visit in found:
        name = visit["shape"] if visit["kind"] == "orbit" else visit["kind"]
        colour = COLOURS.get(name, "tab:brown")
        rows = np.flatnonzero(
            (vehicles == (visit["vehicle"] or None)) & (times >= visit["first"])
            & (times <= visit["last"]))
        if visit["kind"] != "stare":
            axes.plot(east[rows], north[rows], color=colour, linewidth=1.2, zorder=2)
        x, y = metres(visit["centre_lon"], visit["centre_lat"], lon0, lat0)
        axes.plot([x], [y], marker="+" if visit["kind"] != "stare" else "x", color=colour, zorder=3)
        if visit["kind"] == "orbit":
            outline(axes, visit, x, y, colour)
    for claim in claims(tables):
        x, y = metres(claim["lon"], claim["lat"], lon0, lat0)
        axes.plot([x], [y], marker="*", markersize=14, color="gold", markeredgecolor="black", zorder=4)
    axes.set_aspect("equal", adjustable="datalim")
    axes.set_xlabel("metres east")
    axes.set_ylabel("metres north")
    counts = {}
    for visit in found:
        name = visit["shape"] if visit["kind"] == "orbit" else f"{visit['kind']} {visit['shape']}".strip()
        counts[name] = counts.get(name, 0) + 1
    text = ", ".join(f"{n} {name}" for name, n in sorted(counts.items())) or "no visits"
    text += f"; {len(claims(tables))} sites claimed; {len(lon):,} fixes"
    axes.set_title(f"{relative}\n{text}", fontsize=9)
    handles = [plt.Line2D([], [], color=c, label=n) for n, c in COLOURS.items()]
    axes.legend(handles=handles, fontsize=7, loc="upper right")
    figure.tight_layout()
    figure.savefig(target)
    plt.close(figure)
    return text


def metres(lon, lat, lon0, lat0):
    """Metres east and north, for drawing."""
    turn = (np.asarray(lon) - lon0 + 180) % 360 - 180
    return turn * 111_320 * np.cos(np.radians(lat0)), (np.asarray(lat) - lat0) * 110_574


def outline(axes, visit, x, y, colour):
    """The ellipse that was fitted."""
    major, minor = visit["semi_major_m"], visit["semi_minor_m"]
    if np.isnan(major) or np.isnan(minor):
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
