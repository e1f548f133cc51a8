#!/usr/bin/env python3
"""Writes test/golden/wilson.json: Wilson 95 % intervals as scipy computes them. Run from the repository root."""

import json

import scipy
from scipy.stats import binomtest

CASES = [(0, 1), (1, 1), (1, 2), (0, 50), (50, 50), (1, 10), (9, 10), (129, 150), (3818, 4241), (5, 1_000_000), (999_999, 1_000_000), (500_000, 1_000_000), (7_750_000, 15_500_000)]

rows = []
for successes, n in CASES:
    interval = binomtest(successes, n).proportion_ci(confidence_level=0.95, method="wilson")
    rows.append({"successes": successes, "n": n, "low": interval.low, "high": interval.high})

with open("test/golden/wilson.json", "w") as file:
    json.dump({"generator": "scripts/golden/wilson.py", "scipy": scipy.__version__, "cases": rows}, file, indent=1)
    file.write("\n")
