"""Draws docs/images/overview.png from a finished demo: what a score, a duplicate and a suspected swap look like.

    npm run demo -- --out figsift-demo && /usr/bin/python3 scripts/sample/overview.py figsift-demo docs/images/overview.png
"""

import json
import sys
import textwrap
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

INK, GOOD, BAD = "#1d2433", "#1a7f5a", "#b3402f"


def rows(path):
    return {row["id"]: row for row in map(json.loads, Path(path).read_text().splitlines())}


def picture(axes, demo, row):
    axes.imshow(plt.imread(demo / row["image"], format=None), cmap="gray", aspect="equal")
    axes.set_anchor("N")
    axes.axis("off")


def caption(axes, row, shared, width=44):
    """The caption word by word, the shared words in colour."""
    axes.axis("off")
    axes.set_xlim(0, width)
    lines = textwrap.wrap(row["caption"], width)[:5]
    for n, line in enumerate(lines):
        x = 0
        for word in line.split(" "):
            bare = "".join(c if c.isalnum() else " " for c in word.lower()).split()
            hit = any(part in shared for part in bare)
            axes.text(x, -n, word, family="monospace", size=8.2, va="top", color=GOOD if hit else INK,
                      weight="bold" if hit else "normal")
            x += len(word) + 1
    axes.set_ylim(-5, 0.3)


def column(figure, grid, title, verdict, colour):
    axes = figure.add_subplot(grid)
    axes.axis("off")
    axes.text(0, 1, title, size=12, weight="bold", color=INK, va="top")
    axes.text(0, 0.25, verdict, size=9, color=colour, va="top")


def main(demo, target):
    scored, found = rows(demo / "scored.jsonl"), rows(demo / "deduped.jsonl")
    review = rows(demo / "review.jsonl")
    best = max((r for r in scored.values() if r["words_score"] and r["id"].startswith("beetle-horns")),
               key=lambda r: r["words_score"])
    copy = found["cool-dwarfs-f1"]
    swap = next(r for r in review.values() if r["looks_swapped"] and r["words_score"] > 0)

    figure = plt.figure(figsize=(13.2, 4.1), dpi=110)
    grid = figure.add_gridspec(3, 4, height_ratios=[0.5, 2.1, 1.1], width_ratios=[1, 1.05, 1, 0.9], left=0.015,
                               right=0.995, top=0.97, bottom=0.01, wspace=0.13, hspace=0.05)

    column(figure, grid[0, 0], "score", f"words score {best['words_score']:.1f}: shared words in green", GOOD)
    picture(figure.add_subplot(grid[1, 0]), demo, best)
    caption(figure.add_subplot(grid[2, 0]), best, set(best["words_shared"]))

    other = found[copy["dup_of"]]
    column(figure, grid[0, 1], "dedup", f"made brighter: hashes {copy['dup_hamming_bits']} of 64 bits apart", BAD)
    pair = grid[1, 1].subgridspec(1, 2, wspace=0.03)
    picture(figure.add_subplot(pair[0]), demo, other)
    picture(figure.add_subplot(pair[1]), demo, copy)
    axes = figure.add_subplot(grid[2, 1])
    axes.axis("off")
    axes.text(0, 1, f"{copy['id']}\n  dup_of  {copy['dup_of']}\n  dup_by  {copy['dup_by']}", family="monospace", size=8.2,
              va="top", color=INK)

    column(figure, grid[0, 2], "review", f"words score {swap['words_score']:.1f}, with another row's text "
           f"{swap['better_words_score']:.1f}", BAD)
    picture(figure.add_subplot(grid[1, 2]), demo, scored[swap["id"]])
    caption(figure.add_subplot(grid[2, 2]), scored[swap["id"]], set(scored[swap["id"]]["words_shared"]))

    manifest = json.loads((demo / "kept.jsonl.manifest.json").read_text())
    funnel = manifest.get("funnel") or manifest["facts"]["funnel"]
    column(figure, grid[0, 3], "filter", f"{funnel['kept']} of {funnel['rows']} rows stay; dropped by rule:", INK)
    axes = figure.add_subplot(grid[1, 3].subgridspec(1, 2, width_ratios=[0.28, 1], wspace=0)[1])
    names = [rule["id"] for rule in funnel["rules"]]
    counts = [rule["dropped"] for rule in funnel["rules"]]
    axes.barh(names[::-1], counts[::-1], color=BAD, height=0.55)
    for y, n in enumerate(counts[::-1]):
        axes.text(n + 0.3, y, str(n), va="center", size=9, color=INK)
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    axes.tick_params(left=False, bottom=False, labelbottom=False, labelsize=9, colors=INK)
    axes.set_xlim(0, max(counts) * 1.2)

    figure.savefig(target, metadata={"Software": None})


main(Path(sys.argv[1]), Path(sys.argv[2]))
