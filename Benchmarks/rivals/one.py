"""Clusters the array of a file with one library; prints seconds, memory and counts as JSON.

    one.py LIBRARY FILE RADIUS MIN_POINTS LABELS

LIBRARY is `dbscan` (PyPI) or `scikit-learn`. The labels are written as 32-bit integers, those of core
points + 2^30. Peak memory is counted from after the array was read, so it holds the answer but not
the input.
"""

import json
import re
import sys
import time

import numpy as np


def status(field):
    with open("/proc/self/status") as lines:
        return 1024 * int(re.search(field + r":\s+(\d+)", lines.read()).group(1))


library, path, radius, min_points, labels_path = sys.argv[1:6]
radius, min_points = float(radius), int(min_points)
points = np.load(path)
if library == "dbscan":
    from dbscan import DBSCAN

    DBSCAN(points[:1000], 1.0, 5)  # threads and tables are set up outside the measurement
else:
    from sklearn.cluster import DBSCAN
before = status("VmRSS")
with open("/proc/self/clear_refs", "w") as file:
    file.write("5")
start = time.perf_counter()
if library == "dbscan":
    labels, is_core = DBSCAN(points, eps=radius, min_samples=min_points)
else:
    model = DBSCAN(eps=radius, min_samples=min_points, algorithm="kd_tree").fit(points)
    labels = model.labels_
seconds = time.perf_counter() - start
peak = status("VmHWM") - before
if library != "dbscan":
    is_core = np.zeros(len(points), dtype=bool)
    is_core[model.core_sample_indices_] = True
np.save(labels_path, np.where(is_core, labels + (1 << 30), labels).astype(np.int32))
print(json.dumps({
    "points": len(points), "seconds": [seconds], "peakBytes": peak, "cores": int(is_core.sum()),
    "borders": int(((labels >= 0) & ~is_core).sum()), "clusters": int(labels.max()) + 1}))
