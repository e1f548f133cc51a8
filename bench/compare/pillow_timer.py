"""Times Pillow's Image.resize for bench/compare: one process, one request at a time, the picture made once.

stdin:  {"mode", "width", "height", "to_width", "to_height", "filter", "path"} loads raw pixels and answers the versions
        and the SHA-256 of the result; then every further line runs one resize and answers its milliseconds {"wall", "cpu"}.
"""
import hashlib
import json
import sys
import time

import PIL
from PIL import Image

job = json.loads(sys.stdin.readline())
with open(job["path"], "rb") as file:
    image = Image.frombytes(job["mode"], (job["width"], job["height"]), file.read())
to, how = (job["to_width"], job["to_height"]), getattr(Image, job["filter"].upper())
result = image.resize(to, how)
print(json.dumps({
    "pillow": PIL.__version__,
    "sha256": hashlib.sha256(result.tobytes()).hexdigest(),
}), flush=True)
for _ in sys.stdin:
    wall, cpu = time.perf_counter(), time.process_time()
    image.resize(to, how)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(json.dumps({"wall": wall * 1e3, "cpu": cpu * 1e3}), flush=True)
