"""Clusters every point set of standard input with scikit-learn.

A set is four lines: `radius needed`, the xs, the ys, the weights (empty: none), numbers as shortest
decimals, which read back to the same bits. The answer is three lines a set: the labels of
DBSCAN(algorithm="kd_tree"), those of DBSCAN(metric="precomputed") over dx*dx + dy*dy against
radius*radius, and the core flags of the latter.

The two differ only where a whole node of the k-d tree is taken in by the square root of its farthest
corner, which may round an exact tie the other way than the comparison of single points does.
"""

import sys

import numpy as np
from sklearn.cluster import DBSCAN


def answer(model, data, weights):
    if weights is not None and not weights.any():
        # scikit-learn refuses this since 1.9; a core point needs a weight of 1 or more.
        return np.full(len(data), -1), np.zeros(len(data), dtype=int)
    model.fit(data, sample_weight=weights)
    core = np.zeros(len(data), dtype=int)
    core[model.core_sample_indices_] = 1
    return model.labels_, core


def numbers(line, kind):
    return np.array([kind(word) for word in line.split()], dtype=kind)


lines = sys.stdin.read().split("\n")
for i in range(0, len(lines) - 3, 4):
    radius, needed = lines[i].split()
    radius, needed = float(radius), int(needed)
    x, y = numbers(lines[i + 1], float), numbers(lines[i + 2], float)
    weights = numbers(lines[i + 3], int) if lines[i + 3].strip() else None
    tree = DBSCAN(eps=radius, min_samples=needed, algorithm="kd_tree")
    labels, _ = answer(tree, np.column_stack([x, y]), weights)
    with np.errstate(over="ignore"):  # scikit-learn takes no infinite distances
        dx, dy = x[:, None] - x[None, :], y[:, None] - y[None, :]
        squares = np.minimum(dx * dx + dy * dy, np.finfo(float).max)
    literal = DBSCAN(eps=radius * radius, min_samples=needed, metric="precomputed")
    literal_labels, core = answer(literal, squares, weights)
    for column in (labels, literal_labels, core):
        print(*column)
