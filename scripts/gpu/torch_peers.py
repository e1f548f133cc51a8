"""Ceilings of the card, and the join people write by hand: blocks of bf16 products, compared with the threshold.

python3 torch_peers.py OUT.json [--quick]
"""

import json
import sys

import torch


def median_seconds(run, repeats=7):
    """Median of warm runs, timed by the device's events."""
    run()
    torch.cuda.synchronize()
    times = []
    for _ in range(repeats):
        begin, end = torch.cuda.Event(enable_timing=True), torch.cuda.Event(enable_timing=True)
        begin.record()
        run()
        end.record()
        torch.cuda.synchronize()
        times.append(begin.elapsed_time(end) / 1e3)
    return sorted(times)[len(times) // 2]


def block_join(rows, block, threshold):
    """Pairs of rows above a threshold: a product of two blocks, a comparison, the indices."""
    found = 0
    for i in range(0, rows.shape[0], block):
        for j in range(i, rows.shape[0], block):
            found += torch.nonzero(rows[i : i + block] @ rows[j : j + block].T >= threshold).shape[0]
    return found


def main():
    out, quick = sys.argv[1], "--quick" in sys.argv
    side = 1024 if quick else 8192
    torch.manual_seed(1)
    result = {"torch": torch.__version__, "card": torch.cuda.get_device_name(0)}
    big = torch.empty(2**24 if quick else 2**32, dtype=torch.uint8, device="cuda").random_(0, 255)
    copy = torch.empty_like(big)
    result["copyBytesPerSecond"] = 2 * big.numel() / median_seconds(lambda: copy.copy_(big))
    del big, copy
    a = torch.randint(-127, 127, (side, side), dtype=torch.int8, device="cuda")
    b = torch.randint(-127, 127, (side, side), dtype=torch.int8, device="cuda").t()
    result["int8OpsPerSecond"] = 2 * side**3 / median_seconds(lambda: torch._int_mm(a, b))
    x, y = (torch.randn(side, side, dtype=torch.bfloat16, device="cuda") for _ in range(2))
    result["bf16OpsPerSecond"] = 2 * side**3 / median_seconds(lambda: x @ y)
    rows = 8192 if quick else 200_000
    matrix = torch.nn.functional.normalize(torch.randn(rows, 768, device="cuda"), dim=1).to(torch.bfloat16)
    seconds = median_seconds(lambda: block_join(matrix, 8192, 0.95), 3)
    result["blockJoin"] = {"rows": rows, "cols": 768, "seconds": seconds, "pairsPerSecond": rows**2 / 2 / seconds}
    with open(out, "w", encoding="utf8") as file:
        json.dump(result, file, indent=2)
    print(json.dumps(result))


main()
