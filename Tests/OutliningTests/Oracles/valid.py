"""What is wrong with outlines: lines of WKB in hexadecimal in, one line of reasons each out."""

import sys

import shapely

for line in sys.stdin.read().split("\n"):
    shape = shapely.from_wkb(bytes.fromhex(line))
    wrong = []
    if not shape.is_valid:
        wrong.append(shapely.is_valid_reason(shape))
    if shape.geom_type not in ("Polygon", "MultiPolygon"):
        wrong.append(shape.geom_type)
    for part in getattr(shape, "geoms", [shape]):
        if not part.exterior.is_ccw or any(hole.is_ccw for hole in part.interiors):
            wrong.append("sense")
        if len(set(part.exterior.coords)) < 4:
            wrong.append("corners")
        if part.bounds[2] - part.bounds[0] > 180:
            wrong.append("reaches round")
    print("; ".join(wrong) or "fine")
