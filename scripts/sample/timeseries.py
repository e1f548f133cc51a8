"""Something measured over time."""

import numpy as np
from figure import figure


@figure('basin-quakes-f1', 'seismogram', style='serif', size=(5.8, 4.2), colours=32,
        caption="""Three-component record of the magnitude 2.1 event of 14 March at station ORR, 9 km from the epicentre. Vertical
        lines: picked arrivals.""",
        context="""P and S arrivals were picked by hand for 412 events; a typical record is shown in Figure 1. The S wave is
        clearest on the east component.""")
def seismogram(fig, rng):
    axes = fig.subplots(3, 1, sharex=True, sharey=True)
    time = np.linspace(0, 12, 1800)
    for ax, name, p, s in zip(axes, ('Z', 'N', 'E'), (1, .4, .35), (.6, 1.5, 2.1)):
        envelope = p * (time > 2.1) * np.exp(-(time - 2.1) / .9) + s * (time > 3.7) * np.exp(-(time - 3.7) / 1.6) + .03
        signal = np.convolve(rng.normal(0, 1, 1800), np.sin(np.linspace(0, 9, 24)) * np.hanning(24), 'same')
        ax.plot(time, envelope * signal, 'k', lw=.5)
        ax.text(.2, 4.4, name, weight='bold')
        ax.axvline(2.1, color='#1f4e9e', lw=1)
        ax.axvline(3.7, color='#b22222', lw=1)
        ax.set_ylim(-7, 7)
    axes[0].text(2.15, 4.4, 'P', color='#1f4e9e')
    axes[0].text(3.75, 4.4, 'S', color='#b22222')
    axes[1].set_ylabel('Ground velocity (µm/s)')
    axes[2].set(xlabel='Time since 03:12:40 UTC (s)', xlim=(0, 12))


@figure('bog-flux-f1', 'time series', style='open', size=(6.2, 3.8),
        caption="""Daily net ecosystem exchange of carbon dioxide (left axis) and water table depth (right axis) over two seasons.
        Negative values mean uptake.""",
        context="""The bog took up carbon in the wet summer of year 1 and released it in the dry summer of year 2, when the
        water table fell below 30 cm (Figure 1).""")
def exchange(fig, rng):
    ax = fig.add_subplot()
    day = np.arange(730)
    table = -12 - 9 * np.sin((day - 100) / 365 * 2 * np.pi) - np.where(day > 365, 14 * np.exp(-((day - 570) / 55) ** 2), 0)
    table = table + np.cumsum(rng.normal(0, .5, 730)) * .25
    uptake = -2.1 * np.exp(-(((day % 365) - 190) / 60) ** 2) * np.where(day > 365, -.4, 1) + .35 + rng.normal(0, .35, 730)
    ax.plot(day, uptake, color='#6aa84f', lw=.8)
    ax.axhline(0, color='gray', lw=.8)
    ax.set_ylabel('Net exchange (g C m$^{-2}$ d$^{-1}$)', color='#38761d')
    other = ax.twinx()
    other.plot(day, table, color='#0b5394')
    other.set_ylabel('Water table (cm)', color='#0b5394')
    other.set_ylim(-60, 60)
    other.set_yticks([-40, -20, 0])
    other.spines.right.set_visible(True)
    ax.set_xticks([0, 182, 365, 547, 730], ['Jan', 'Jul', 'Jan', 'Jul', 'Jan'])
    ax.set_ylim(-5.5, 3)


@figure('shift-heart-f1', 'electrocardiogram', size=(6.2, 3.0), colours=32,
        caption="""Five seconds of the chest-strap signal with detected R peaks (triangles) and the intervals between them in
        milliseconds.""",
        context="""Beats were found with a matched filter (Figure 1). Recordings with more than 5 % of intervals corrected were
        excluded, which left 41 volunteers.""")
def ecg(fig, rng):
    ax = fig.add_subplot()
    time = np.linspace(0, 5, 1500)
    beats = .35 + np.cumsum([0, .84, .88, .79, .91, .86])[:6]
    signal = rng.normal(0, .015, 1500)
    for beat in beats:
        for offset, height, width in ((-.17, .13, .03), (-.03, -.12, .012), (0, 1.1, .013), (.035, -.25, .014), (.26, .28, .055)):
            signal += height * np.exp(-((time - beat - offset) / width) ** 2)
    ax.plot(time, signal, color='#b03060', lw=1)
    ax.plot(beats, np.full(6, 1.25), 'kv', ms=5)
    for left, right in zip(beats, beats[1:]):
        ax.text((left + right) / 2, 1.22, f'{(right - left) * 1000:.0f}', ha='center', fontsize=9)
    ax.set(xlabel='Time (s)', ylabel='Signal (mV)', xlim=(0, 5), ylim=(-.5, 1.5))
    ax.grid(color='#f4d7d7', lw=.6)


@figure('karst-wells-f2', 'hydrograph', style='serif', size=(6.0, 3.9),
        caption="""Rainfall (top), discharge of the lower spring and nitrate concentration during the storm of October. Sampling
        every two hours.""",
        context="""Nitrate was first diluted and then rose above its level before the storm (Figure 2), which points to soil
        water arriving about 30 h after the rain.""")
def storm(fig, rng):
    ax = fig.add_subplot()
    hour = np.arange(0, 120, 2)
    rain = np.where((hour > 14) & (hour < 34), rng.gamma(2, 2.6, hour.size), rng.random(hour.size) * .3)
    flow = 85 + 420 * np.where(hour > 24, (hour - 24) / 9 * np.exp(1 - (hour - 24) / 9) ** .8, 0)
    nitrate = 38 - 16 * np.exp(-((hour - 36) / 9) ** 2) + 9 * np.exp(-((hour - 62) / 16) ** 2) + rng.normal(0, .5, hour.size)
    ax.plot(hour, flow, color='#1f4e9e', label='discharge')
    ax.set(xlabel='Time (h)', ylabel='Discharge (L/s)', ylim=(0, 900), xlim=(0, 118))
    right = ax.twinx()
    right.plot(hour, nitrate, 'o-', ms=3, color='#b22222', label='nitrate')
    right.set(ylabel='Nitrate (mg/L)', ylim=(0, 75))
    top = ax.twinx()
    top.bar(hour, rain, 1.7, color='#8fb8de', label='rainfall')
    top.set_ylim(45, 0)
    top.set_yticks([])
    fig.legend(loc='upper right', bbox_to_anchor=(.86, .72))
