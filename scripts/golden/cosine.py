"""Writes test/golden/cosine.json: cosines of rows as NumPy computes them in float64.

Run with an interpreter that has NumPy: python3 scripts/golden/cosine.py
"""
import base64
import json
import pathlib
import sys

import numpy as np

ROWS, COLS = 90, 77
rng = np.random.default_rng(20)
rows = rng.standard_normal((ROWS, COLS)).astype(np.float32)
for i in range(30, ROWS):
    # Copies with noise from none to large, at several scales.
    noise = [0, 1e-7, 1e-4, 0.02, 0.3, 1][i % 6]
    rows[i] = ((rows[i % 30] + noise * rng.standard_normal(COLS)) * [1, 2, 1e20, 1e-20][i % 4]).astype(np.float32)
rows[89] = 0

wide = rows.astype(np.float64)
norms = np.sqrt((wide * wide).sum(axis=1))
with np.errstate(invalid='ignore'):
    cosines = np.nan_to_num((wide @ wide.T) / np.outer(norms, norms))

out = pathlib.Path(__file__).resolve().parents[2] / 'test' / 'golden' / 'cosine.json'
out.write_text(json.dumps({
    'generator': 'scripts/golden/cosine.py',
    'versions': {'numpy': np.__version__, 'python': sys.version.split()[0]},
    'rows': ROWS,
    'cols': COLS,
    'float32': base64.b64encode(rows.tobytes()).decode(),
    'float64Cosines': base64.b64encode(cosines.tobytes()).decode(),
}, indent=1) + '\n')
