"""Flat inner-product search of FAISS for bench/compare: one process, one request a line, rows loaded and scaled before.

stdin:  {"rows": path.npy, "queries": path.npy or null, "threads": n} loads, scales to unit length and builds the index,
        answers {"faiss", "numpy"}; then each further line is one timed request:
        {"range": min_cosine}  pairs (i, j), i < j, of the rows with themselves
        {"k": k}               k nearest rows of each query
        and with "save": folder the result goes to left.npy, right.npy or ids.npy there, untimed.
        Answers {"ms", "count"}.
"""
import json
import os
import sys
import time

import faiss
import numpy as np


def load(path):
    rows = np.ascontiguousarray(np.load(path), dtype=np.float32)
    faiss.normalize_L2(rows)
    return rows


job = json.loads(sys.stdin.readline())
faiss.omp_set_num_threads(job["threads"])
rows = load(job["rows"])
queries = rows if job.get("queries") is None else load(job["queries"])
index = faiss.IndexFlatIP(rows.shape[1])
index.add(rows)
print(json.dumps({"faiss": faiss.__version__, "numpy": np.__version__}), flush=True)

for line in sys.stdin:
    ask = json.loads(line)
    start = time.perf_counter()
    if "range" in ask:
        limits, scores, ids = index.range_search(queries, ask["range"])
        ms = (time.perf_counter() - start) * 1e3
        left = np.repeat(np.arange(len(queries), dtype=np.int64), np.diff(limits).astype(np.int64))
        keep = left < ids
        count = int(keep.sum())
        if "save" in ask:
            np.save(os.path.join(ask["save"], "left.npy"), left[keep].astype("<u4"))
            np.save(os.path.join(ask["save"], "right.npy"), ids[keep].astype("<u4"))
    else:
        scores, ids = index.search(queries, ask["k"])
        ms = (time.perf_counter() - start) * 1e3
        count = ids.size
        if "save" in ask:
            np.save(os.path.join(ask["save"], "ids.npy"), ids.astype("<u4"))
    print(json.dumps({"ms": ms, "count": count}), flush=True)
