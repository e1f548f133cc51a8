#!/usr/bin/python3
"""Draws the figures that the OCR tests read, into test/score/fixtures/: python3 scripts/golden/words_figure.py

Made with matplotlib 3.6.3 and its own font DejaVu Sans. The tests expect words, not bytes, so another version will do.
"""

from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np

target = Path(__file__).resolve().parents[2] / "test" / "score" / "fixtures"
target.mkdir(parents=True, exist_ok=True)


def save(figure, name, **options):
    figure.savefig(target / name, dpi=80, metadata={"Software": None}, pil_kwargs={"optimize": True}, **options)
    plt.close(figure)


time = np.linspace(0, 4, 200)
figure, axes = plt.subplots(figsize=(5, 3.4), layout="tight")
axes.plot(time, np.exp(-time) * np.cos(9 * time), label="measured")
axes.plot(time, np.exp(-time), "--", label="envelope")
axes.set_xlabel("Time (seconds)")
axes.set_ylabel("Voltage (millivolts)")
axes.set_title("Damped oscillation")
axes.legend()
save(figure, "voltage.png")

# The same on a transparent ground: black on nothing, which is black on black unless it is composited on white.
figure, axes = plt.subplots(figsize=(5, 3.4), layout="tight")
axes.bar(["copper", "silver", "gold"], [60, 63, 41], color="0.6")
axes.set_ylabel("Conductivity")
axes.set_title("Metals compared")
save(figure, "metals-transparent.png", transparent=True)
