"""Records of several channels: seismograms, EEG, ECG, spikes."""

import numpy as np

from recipe.plots.panel import Facts
from recipe.plots.registry import chart

SHEET = {'projection': 'sheet', 'small': False}


def traces(p, k, signal, x):
    """k stacked traces, on one axes with offsets or on k axes; returns the colour word."""
    c, word = p.colour()
    ink = p.pick((p.ink, c))
    if k > 6 or p.chance(0.5):
        ax = p.figure.add_subplot()
        for i in range(k):
            y = signal(i)
            ax.plot(x, y / (np.abs(y).max() + 1e-9) * 0.48 + (k - i), color=ink
                if p.look['grey'] or k > 8 or ink == p.ink else p.look['palette'][i % 8], lw=p.uniform(0.3, 0.9))
        p.ax = ax
        ax.grid(False)
        return ax, [ax], word if ink == c else 'black'
    axes = np.atleast_1d(p.figure.subplots(k, 1, sharex=True, gridspec_kw={'hspace': 0.08}))
    for i, ax in enumerate(axes):
        ax.plot(x, signal(i), color=ink, lw=p.uniform(0.3, 0.9))
        ax.tick_params(labelsize=6.5)
    p.ax = axes[-1]
    return axes[-1], list(axes), word if ink == c else 'black'


@chart('seismogram', 'traces',
    'seismogram; seismograms; seismic record; waveforms; record section; three-component seismogram',
    home='geoscience;engineering', aspect=(1.1, 2.2), weight=1.2, **SHEET)
def seismogram(p):
    k = p.pick((1, 3, 3, 6, 12, 20))
    t = np.linspace(0, p.pick((12, 60, 300)), 900)
    def signal(i):
        a = t[-1] * (0.15 + 0.02 * i * p.uniform(0.7, 1.3))
        b = a * 1.75
        e = np.where(t > a, np.exp(-(t - a) / t[-1] * 8), 0) * 0.5 + np.where(t > b, np.exp(-(t - b) / t[-1] * 6),
            0) + 0.02
        return e * np.convolve(p.rng.normal(0, 1, 900), np.hanning(9) * np.sin(np.linspace(0, 7, 9)), 'same')
    ax, axes, word = traces(p, k, signal, t)
    names = ['Z', 'N', 'E'] if k == 3 else [f'{p.pick(("ST", "KA", "BR"))}{i:02d}' for i in range(k)]
    if len(axes) == 1:
        ax.set_yticks(range(k, 0, -1), names, fontsize=7)
    else:
        for a, name in zip(axes, names):
            a.text(0.01, 0.8, name, transform=a.transAxes, fontsize=8)
    for a in axes:
        for u, c in ((0.15, 'blue'), (0.2625, 'red')):
            if k < 4:
                a.axvline(t[-1] * u, color=c, lw=0.9)
    p.labels(p.pick(('Time (s)', 'Time since origin (s)')), p.pick((None, 'Velocity (µm/s)', 'Station',
        'Distance (km)')))
    return Facts([p.say('(a magnitude {m} earthquake|the event|a local earthquake|the explosion|synthetic sources) (recorded at|at) (station (ABC|KTR|MOR)|{n} stations|three components)',
        m=f'{p.uniform(2, 8):.1f}', n=p.number(k)),
        p.say('(vertical|three-component|observed|synthetic|band-pass filtered) (ground motion|displacement|velocity) (at {n} stations|over time)',
        n=p.number(k)), 'P and S wave arrivals'], ['Vertical lines mark the P (blue) and S (red) arrivals' if k < 4
        else 'Traces are ordered by epicentral distance', p.say('{n} traces are shown', n=p.number(k)),
        p.say('Traces are <c:{c}>', c=word), 'Filtered between 1 and 10 Hz'],
        attributes={'series': k, 'panels': len(axes)})


@chart('EEG traces', 'traces',
    'EEG traces; EEG recording; electroencephalogram; multichannel recording; local field potentials; raw traces; electrophysiological recording',
    home='neuroscience;medicine', aspect=(1.2, 2.2), weight=1.2, **SHEET)
def eeg(p):
    k = p.count(3, 24)
    t = np.linspace(0, p.pick((2, 5, 10, 30)), 800)
    burst = p.chance(0.4)
    def signal(i):
        y = np.cumsum(p.rng.normal(0, 1, 800))
        y = y - np.convolve(y, np.ones(60) / 60, 'same') + 3 * np.sin(2 * np.pi * p.uniform(8, 12) * t + p.uniform(0,
            6))
        return y * (1 + 4 * burst * np.exp(-(((t / t[-1] - 0.6) / 0.12) ** 2)))
    ax, axes, word = traces(p, k, signal, t)
    if len(axes) == 1:
        ax.set_yticks(range(k, 0, -1), p.some(['Fp1', 'Fp2', 'F3', 'F4', 'C3', 'C4', 'P3', 'P4', 'O1', 'O2', 'F7', 'F8',
            'T3', 'T4', 'T5', 'T6', 'Fz', 'Cz', 'Pz', 'Oz', 'A1', 'A2', 'CP1', 'CP2'], k), fontsize=7)
    p.labels('Time (s)', p.pick((None, 'Channel', 'Voltage (µV)')))
    return Facts([p.say('{n} channels [of a resting-state recording]', n=p.number(k)),
        p.say('(brain activity|scalp EEG|intracranial EEG|neural activity|local field potential) (of one participant|during sleep|during a seizure|from {n} electrodes)',
        n=str(k)), p.say('(raw|filtered|preprocessed|simulated) (signals|traces|voltage traces) from {n} (electrodes|channels|sensors)',
        n=str(k))], [p.say('{n} channels are shown', n=p.number(k)), 'Channels are offset vertically',
        p.say('Traces are <c:{c}>', c=word), 'A burst of high amplitude is visible' if burst
        else 'Alpha activity is visible over occipital channels'], attributes={'series': k, 'panels': len(axes)})


@chart('ECG trace', 'traces',
    'ECG; electrocardiogram; ECG trace; ECG signal; pulse wave; photoplethysmogram; physiological signals',
    home='medicine;engineering', aspect=(1.4, 3.0), **SHEET)
def ecg(p):
    k = p.pick((1, 1, 2, 3))
    t = np.linspace(0, p.count(3, 10), 1200)
    beat = p.uniform(0.6, 1.1)
    def signal(i):
        u = (t / beat) % 1 - 0.4
        wave = lambda c, w, h: h * np.exp(-(((u - c) / w) ** 2))
        if i == 2:
            return wave(0.1, 0.12, 1) + wave(0.35, 0.1, 0.4)
        return wave(-0.2, 0.04, 0.15) - wave(-0.03, 0.012, 0.15) + wave(0, 0.015, 1) - wave(0.03, 0.015,
            0.25) + wave(0.25, 0.06, 0.3) + p.rng.normal(0, 0.015, t.size)
    ax, axes, word = traces(p, k, signal, t)
    if p.chance(0.4):
        for a in axes:
            a.grid(True, color='#ffaaaa', lw=0.5)
    p.labels('Time (s)', p.pick(('Voltage (mV)', 'Amplitude', 'ECG (mV)')))
    return Facts([p.say('(a healthy (subject|volunteer)|one patient|the participant|lead II|several heartbeats)'),
        p.say('(cardiac activity|heartbeats|QRS complexes|R peaks) (over|during) {n} seconds', n=p.number(int(t[-1]))),
        'detected R peaks'], ['P wave, QRS complex and T wave are visible', p.say('The signal is <c:{c}>', c=word),
        p.say('{n} signals are shown', n=p.number(k))], attributes={'series': k, 'panels': len(axes)})


@chart('peristimulus histogram with raster', 'raster',
    'raster plot and peristimulus time histogram; PSTH; spike raster with firing rate', home='neuroscience',
    aspect=(0.9, 1.5), weight=0.8, **SHEET)
def psth(p):
    top, low = p.figure.subplots(2, 1, sharex=True, gridspec_kw={'height_ratios': (2, 1), 'hspace': 0.08})
    n = p.count(15, 60)
    c, word = p.colour()
    spikes = [np.sort(np.r_[p.rng.uniform(-0.5, 1, p.rng.poisson(8)), p.rng.normal(0.2, 0.08, p.rng.poisson(7))])
        for _ in range(n)]
    rows = np.repeat(np.arange(n), [s.size for s in spikes])
    top.plot(np.concatenate(spikes), rows, '|', color=p.ink, ms=max(1.5, 130 / n))
    low.hist(np.concatenate(spikes), 50, color=c)
    for ax in (top, low):
        ax.axvline(0, color='red', ls='--', lw=1)
        ax.grid(False)
    top.set_ylabel('Trial')
    low.set_ylabel('Rate (Hz)')
    low.set_xlabel('Time from stimulus (s)')
    p.ax = top
    return Facts([p.say('responses of a neuron (to (the stimulus|visual stimulation|light)|in {n} trials)', n=str(n)),
        'spikes aligned to stimulus onset', 'stimulus-evoked spiking activity'],
        ['<s:Top>: spike raster; <s:bottom>: firing rate', 'The red dashed line marks stimulus onset',
        p.say('The histogram is <c:{c}>', c=word)], attributes={'panels': 2, 'left_right': True})
