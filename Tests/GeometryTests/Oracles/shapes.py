"""Areas of shapely's hulls: lines of ratio, x…, y… in threes in, three areas and a radius out."""

import sys

import shapely

lines = sys.stdin.read().split("\n")
for ratio, x, y in zip(lines[0::3], lines[1::3], lines[2::3]):
    points = shapely.multipoints(
        list(zip(map(float, x.split()), map(float, y.split())))
    )
    hull = shapely.concave_hull(points, ratio=float(ratio))
    print(
        hull.area,
        hull.buffer(25, quad_segs=16).area,
        shapely.union_all([p.buffer(40, quad_segs=16) for p in points.geoms]).area,
        shapely.minimum_bounding_radius(points),
    )
