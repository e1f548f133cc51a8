"""Intensity against energy, frequency, angle, mass or shift."""

import numpy as np

from recipe.plots.colours import base_name
from recipe.plots.panel import Facts
from recipe.plots.registry import chart


def peaks(x, places, width, gauss=False):
    """Sum of lines `places = [(centre, height)]` of one width."""
    shape = (lambda u: np.exp(-u * u)) if gauss else (lambda u: 1 / (1 + u * u))
    return sum((h * shape((x - c) / width) for c, h in places), np.zeros_like(x))


def comb(p, low, high, n):
    return [(p.uniform(low, high), p.rng.beta(0.8, 2) + 0.05) for _ in range(n)]


def stack(p, x, lines, width, gauss=False, noise=0.01, invert=False):
    """One to five spectra, offset or overlaid; returns their series."""
    k = p.pick((1, 1, 2, 3, 4, 5))
    series = p.series(k, marked=False)
    gap = p.pick((0.0, 0.6, 1.1)) if k > 1 else 0
    black = k == 1 and p.chance(0.5)
    for i, s in enumerate(series):
        these = [(c, h * p.uniform(0.3, 1.2)) for c, h in lines]
        y = peaks(x, these, width, gauss) + p.rng.normal(0, noise, x.size)
        y = y / y.max()
        if black:
            s.colour, s.word = p.ink, 'black' if p.ink == 'black' else s.word
        p.ax.plot(x, (1 - y if invert else y) + gap * i, color=s.colour, lw=p.uniform(0.5, 1.3), label=s.name)
        if gap and p.chance(0.5):
            p.ax.text(x[-1], gap * i + 0.15, s.name, fontsize=8, ha='right', color=s.colour)
    if gap:
        p.ax.set_yticks([])
    if p.chance(0.5):
        top = sorted(lines, key=lambda line: -line[1])[: p.count(2, 6)]
        for c, h in top:
            p.ax.text(c, 1.04 + gap * (k - 1), p.pick((f'{c:.0f}', f'{c:.1f}')), rotation=90, fontsize=7, ha='center',
                va='bottom')
        p.ax.set_ylim(top=1.35 + gap * (k - 1))
    p.legend(0.5 if k > 1 and not gap else 0.1)
    return series


def spectrum_facts(p, series, what, details):
    subjects = [p.say('{e} [before and after treatment]', e=p.domain.entities),
        p.say('{e} at (different|various) {x}', e=p.domain.entities, x=p.x().name), *what]
    if len(series) > 1:
        details = [*details, p.say('(Spectra|Curves|Traces|Patterns) are (offset|shifted [vertically]) for clarity'),
            p.say('{n} spectra are shown', n=p.number(len(series)))]
    return Facts(subjects, [*details, p.say('The (main|strongest) (peak|line|band) is at {v}',
        v=str(p.count(100, 3000))),
        p.say('(Vertical|Dashed) lines mark the (expected|reference|assigned) (positions|lines)')],
        series if len(series) > 1 else [], thing='line')


@chart('emission spectrum', 'spectrum',
    'spectrum; spectra; emission spectrum; absorption spectrum; optical spectrum; spectral lines',
    home='astronomy;chemistry;optics;physics;materials', aspect=(1.2, 2.4), weight=1.5)
def emission(p):
    low, high, unit = p.pick(((3800, 9200, 'Å'), (300, 900, 'nm'), (0.8, 2.5, 'µm'), (1, 28, 'µm'), (200, 800, 'nm')))
    x = np.linspace(low, high, 700)
    u = (x - low) / (high - low)
    k = p.pick((1, 1, 2, 3))
    series = p.series(k, marked=False)
    lines = [(p.uniform(0.05, 0.95), p.uniform(-0.7, 1.2)) for _ in range(p.count(4, 18))]
    for i, s in enumerate(series):
        y = np.exp(-(((u - p.uniform(0, 0.7)) / p.uniform(0.4, 1.2)) ** 2)) + peaks(u, lines, p.uniform(0.002, 0.01),
            True) + p.rng.normal(0, p.uniform(0.005, 0.05), x.size)
        if k == 1 and p.chance(0.5):
            s.colour, s.word = p.ink, 'black' if p.ink == 'black' else s.word
        p.ax.plot(x, y + i * 0.8, color=s.colour, lw=p.uniform(0.4, 1.2), label=s.name)
    if p.chance(0.5):
        for c, _ in lines[: p.count(2, 8)]:
            p.ax.axvline(low + c * (high - low), color='gray', ls=p.pick((':', '--')), lw=0.8)
            p.ax.text(low + c * (high - low), p.ax.get_ylim()[1], p.pick(('Hα', 'Hβ', '[O III]', 'Na', 'Ca', 'Mg', 'Fe',
                'He I', '[N II]', 'O2')), fontsize=7, rotation=90, va='top')
    p.labels(f'Wavelength ({unit})', p.pick(('Flux', 'Normalized flux', 'Intensity (a.u.)', 'Counts',
        'Flux density (Jy)', 'Absorbance')))
    p.legend(0.5 if k > 1 else 0)
    return spectrum_facts(p, series,
        [p.say('(observed|synthetic|model|best-fit|optical|near-infrared|high-resolution) (flux|spectrum|spectra) of {e}',
        e=p.domain.entities), 'emission and absorption lines', 'flux as a function of wavelength'],
        ['Emission lines are labelled', 'The continuum was normalised',
        p.say('The (Balmer|sodium|oxygen) lines are marked')])


@chart('X-ray diffraction pattern', 'spectrum',
    'XRD pattern; X-ray diffraction pattern; diffractogram; powder diffraction pattern; diffraction patterns; XRD patterns',
    home='materials;chemistry;geoscience;physics', aspect=(1.1, 2.0))
def xrd(p):
    x = np.linspace(10, 80, 1000)
    series = stack(p, x, comb(p, 13, 78, p.count(6, 22)), p.uniform(0.1, 0.4), noise=p.uniform(0.003, 0.02))
    if p.chance(0.4):
        p.ax.vlines(p.rng.uniform(12, 78, 15), -0.18, -0.08, color='red', lw=0.8)
    p.labels(p.pick(('2θ (degrees)', '2 Theta (°)', 'Diffraction angle (deg)')),
        p.pick(('Intensity (a.u.)', 'Intensity (counts)', 'Intensity')))
    return spectrum_facts(p, series,
        [p.say('(powder|as-synthesized powder|calcined powder|film|thin film|alloy) (samples|after annealing)'),
        'crystalline phases of the samples',
        p.say('(the|) (synthesized|sintered|annealed|as-cast) (powders|samples|films) (with reference pattern|)')],
        ['Reflections are indexed', 'Asterisks mark impurity peaks', 'Red ticks are the reference pattern',
        'Measured with Cu Kα radiation',
        'The lower line is the difference between observed and calculated intensities'])


@chart('Raman spectrum', 'spectrum',
    'Raman spectrum; Raman spectra; infrared spectrum; FTIR spectrum; FTIR spectra; vibrational spectrum',
    home='materials;chemistry;cell biology;geoscience', aspect=(1.1, 2.0))
def raman(p):
    infrared = p.chance(0.5)
    low, high = (500, 4000) if infrared else (100, 3200)
    x = np.linspace(low, high, 800)
    series = stack(p, x, comb(p, low + 100, high - 100, p.count(5, 14)), p.uniform(12, 60), gauss=p.chance(0.5),
        invert=infrared and p.chance(0.7), noise=p.uniform(0.002, 0.02))
    if infrared:
        p.ax.invert_xaxis()
    p.labels(p.pick(('Wavenumber (cm-1)', 'Raman shift (cm-1)')) if not infrared else 'Wavenumber (cm-1)',
        p.pick(('Transmittance (%)', 'Absorbance')) if infrared else p.pick(('Intensity (a.u.)', 'Raman intensity')))
    return spectrum_facts(p, series, ['vibrational bands of the sample',
        p.say('(functional groups|bonds|chemical composition) of {e}', e=p.domain.entities),
        p.say('{e} with band assignments', e=p.domain.entities)], ['The D and G bands are marked',
        'The carbonyl band is near 1720', 'The broad hydroxyl band is at 3400', 'Excitation at 532 nm',
        'Bands are assigned in the text'])


@chart('NMR spectrum', 'spectrum',
    'NMR spectrum; proton NMR spectrum; 1H NMR spectrum; nuclear magnetic resonance spectrum',
    home='chemistry;materials', aspect=(1.4, 2.6))
def nmr(p):
    x = np.linspace(10, 0, 1600)
    lines = []
    for _ in range(p.count(4, 12)):
        c, h, m, j = p.uniform(0.6, 9), p.rng.beta(1, 1.5) + 0.1, p.count(1, 4), 0.03
        lines += [(c + j * (i - m / 2), h * (0.5 + 0.5 * (0 < i < m - 1))) for i in range(m)]
    s = p.series(1, marked=False)
    p.ax.plot(x, peaks(x, lines, 0.008) + p.rng.normal(0, 0.003, x.size), color=p.pick((p.ink, p.ink, s[0].colour)),
        lw=0.7)
    p.ax.set_xlim(10, 0)
    p.ax.set_yticks([])
    p.labels(p.pick(('Chemical shift (ppm)', 'δ (ppm)', 'ppm')), None)
    return spectrum_facts(p, s, [p.say('(compound|product) {n} in (CDCl3|DMSO|deuterated chloroform|D2O)',
        n=str(p.count(1, 20))), p.say('(the crude product|the metabolite extract|the ligand|the polymer)')],
        ['Solvent peaks are marked', 'Integrals are given below the peaks', '400 MHz, 298 K',
        'Multiplets are assigned to protons'])


@chart('mass spectrum', 'mass',
    'mass spectrum; mass spectra; MS/MS spectrum; fragmentation spectrum; stick spectrum; mirror plot',
    home='chemistry;genomics;cell biology', aspect=(1.2, 2.2))
def mass(p):
    n = p.count(15, 90)
    x = np.sort(p.rng.uniform(60, 1200, n))
    h = p.rng.beta(0.4, 3, n)
    h[p.count(0, n - 1)] = 1
    a, b = p.some(p.look['palette'][:5], 2)
    p.ax.vlines(x, 0, h * 100, color=a, lw=p.uniform(0.6, 1.5))
    mirror = p.chance(0.35)
    if mirror:
        p.ax.vlines(x + p.rng.normal(0, 1, n), -h * 100 * p.rng.uniform(0.5, 1.1, n), 0, color=b, lw=1)
        p.ax.axhline(0, color=p.ink, lw=0.8)
    for i in np.argsort(h)[-p.count(2, 8) :]:
        p.ax.text(x[i], h[i] * 100 + 1, f'{x[i]:.2f}', fontsize=6.5, ha='center', rotation=p.pick((0, 90)))
    p.labels('m/z', p.pick(('Relative intensity (%)', 'Relative abundance', 'Intensity')))

    c1, c2 = base_name(a), base_name(b)
    return Facts([p.say('(peptide|metabolite|fragment|precursor) ions'),
        p.say('(fragment ions|fragmentation) of (the|a) (peptide|metabolite|lipid|compound)'),
        p.say('(measured|experimental|predicted) fragment intensities of {e}', e=p.domain.entities)],
        ['Peaks are annotated with their m/z', 'The base peak is at 100%',
        p.say('<s:Top>, measured; <s:bottom>, library spectrum') if mirror else 'Matched fragments are labelled',
        p.say('<c:{a}> (peaks|sticks) are b ions', a=c1.capitalize()), p.say('Matched peaks in <c:{a}>', a=c1)],
        attributes={'colours': [c1, c2] if mirror else [c1], 'left_right': mirror})


@chart('chromatogram', 'spectrum',
    'chromatogram; HPLC chromatogram; total ion chromatogram; elution profile; electropherogram; GC trace',
    home='chemistry;genomics;cell biology;medicine;energy', aspect=(1.3, 2.5))
def chromatogram(p):
    x = np.linspace(0, p.pick((10, 20, 30, 60)), 900)
    lines = comb(p, x[-1] * 0.05, x[-1] * 0.95, p.count(3, 18))
    series = stack(p, x, lines, x[-1] * p.uniform(0.003, 0.012), gauss=True, noise=0.003)
    p.labels(p.pick(('Retention time (min)', 'Time (min)', 'Elution volume (mL)')),
        p.pick(('Absorbance (mAU)', 'Intensity', 'Detector response', 'Signal (mV)', 'Abundance')))
    return spectrum_facts(p, series, [p.say('(separation|elution) of {e}', e=p.domain.entities),
        'extract with identified compounds', 'standards and sample'], ['Peaks are numbered in order of elution',
        p.say('Detection at {v} nm', v=str(p.count(200, 400))), 'Retention times are given above the peaks'])


@chart('power spectral density', 'psd',
    'power spectrum; power spectral density; PSD; periodogram; amplitude spectrum; noise spectrum; Fourier spectrum',
    home='neuroscience;physics;geoscience;optics;engineering;optics;astronomy;fluid dynamics;statistics;climate',
    aspect=(1.1, 1.9), weight=1.2)
def psd(p):
    f = np.logspace(p.pick((-2, 0)), p.pick((2, 3)), 500)
    series = p.series(p.count(1, 4), marked=False)
    slope = p.uniform(0.5, 3)
    for s in series:
        y = p.uniform(0.2, 3) / (f**slope + p.uniform(0, 0.1)) * np.exp(p.rng.normal(0, p.uniform(0, 0.5), f.size))
        for _ in range(p.count(0, 4)):
            c = p.pick(f)
            y *= 1 + 60 * np.exp(-((np.log(f / c) / 0.02) ** 2))
        p.ax.plot(f, y, color=s.colour, lw=p.uniform(0.5, 1.4), label=s.name)
    linear = p.chance(0.25)
    p.ax.set_yscale('log')
    p.ax.set_xscale('linear' if linear else 'log')
    if not linear and p.chance(0.4):
        p.ax.plot(f, 0.5 * f ** -(5 / 3), color=p.ink, ls='--', lw=1, label='-5/3')
    p.labels(p.pick(('Frequency (Hz)', 'Frequency', 'Wavenumber', 'f (Hz)', 'Frequency (1/day)')),
        p.pick(('Power spectral density', 'PSD (V2/Hz)', 'Power', 'Amplitude', 'Spectral density', 'E(k)')))
    p.legend(0.8 if len(series) > 1 else 0.2)
    return Facts([p.say('(the signal|{e}|the time series|velocity fluctuations|the noise)', e=p.domain.entities),
        p.say('(power|energy|spectral density) (as a function of|versus|by) frequency'),
        p.say('(noise|fluctuations|variability) of {y} (in the frequency domain|by frequency)', y=p.y().name)],
        ['The dashed line has a slope of -5/3', 'Peaks mark the resonance and its harmonics',
        'Both axes are logarithmic', p.say('The (dominant|main) peak is at {v} Hz', v=str(p.count(1, 90))),
        "Estimated with Welch's method"], series if len(series) > 1 else [], thing='line')


@chart('periodogram', 'psd', 'periodogram; Lomb-Scargle periodogram; power spectrum; box least squares periodogram',
    home='astronomy;statistics;climate;neuroscience', aspect=(1.3, 2.4))
def periodogram(p):
    x = np.linspace(0.1, p.pick((10, 50, 100)), 900)
    c = p.pick(x[100:700])
    y = p.rng.exponential(0.03, x.size) + p.uniform(0.4,
        1) * np.exp(-(((x - c) / (x[-1] * 0.004)) ** 2)) + 0.3 * np.exp(-(((x - c / 2) / (x[-1] * 0.003)) ** 2))
    colour, word = p.colour()
    p.ax.plot(x, y, color=p.pick((p.ink, colour)), lw=0.7)
    if p.chance(0.5):
        p.ax.axhline(0.2, color='red', ls='--', lw=1)
    if p.chance(0.4):
        p.ax.axvline(c, color='orange', alpha=0.5, lw=3)
    p.labels(p.pick(('Period (days)', 'Frequency (1/d)', 'Period')), p.pick(('Power', 'Normalized power', 'SR')))
    return Facts([p.say('the light curve of (the star|the target)'),
        p.say('the (radial velocities|photometric data|time series)'), p.say('power against (period|frequency)')],
        [p.say('The highest peak (is at|corresponds to) {v} days', v=f'{c:.2f}'),
        'The red dashed line is the false alarm probability of 1%', 'The rotation period is marked'])


@chart('energy levels and bands', 'bands',
    'band structure; electronic band structure; dispersion relation; phonon dispersion; energy bands; energy level diagram',
    home='physics;materials;chemistry;optics', aspect=(0.8, 1.5))
def bands(p):
    n = p.count(4, 16)
    u = np.linspace(0, 1, 160)
    points = np.sort(np.r_[0, p.rng.uniform(0.15, 0.85, p.count(1, 3)), 1])
    c, word = p.colour()
    for i in range(n):
        y = (i - n / 2) * p.uniform(0.8, 1.3) + sum(p.uniform(-0.8, 0.8) * np.cos(np.pi * k * u) for k in range(1, 5))
        p.ax.plot(u, y + (1.2 if i > n / 2 else 0), color=c, lw=p.uniform(0.8, 1.6))
    for x in points:
        p.ax.axvline(x, color=p.ink, lw=0.7)
    p.ax.axhline(0, color=p.pick(('gray', 'red')), ls='--', lw=0.8)
    p.ax.set_xticks(points, p.some(['Γ', 'X', 'M', 'K', 'L', 'W', 'U', 'R'], len(points)))
    p.ax.set_xlim(0, 1)
    p.labels(None, p.pick(('Energy (eV)', 'E - EF (eV)', 'Frequency (THz)', 'Energy (meV)')))
    return Facts([p.say('(silicon|graphene|the crystal|the compound|the monolayer|bulk GaAs|the perovskite) along high-symmetry (lines|directions|points)'),
        'energies along the Brillouin zone path', p.say('(electronic|phonon|photonic) states (of|in) {e}',
        e=p.domain.entities)], ['The Fermi level is set to zero', p.say('The band gap is {v} eV',
        v=f'{p.uniform(0.1, 5):.2f}'), p.say('(Bands|Lines) are <c:{c}>', c=word),
        'Vertical lines mark high-symmetry points'])


@chart('light curve', 'light curve',
    'light curve; lightcurve; transit light curve; phase-folded light curve; photometric time series', home='astronomy',
    aspect=(1.2, 2.6), weight=1.2)
def light_curve(p):
    t = np.sort(p.rng.uniform(-1, 1, p.count(80, 900)))
    kind = p.count(0, 3)
    model = {0: lambda t: 1 - p.depth / (1 + np.exp((np.abs(t) - 0.25) * 60)),
        1: lambda t: 1 + p.depth * np.sin(2 * np.pi * 2.2 * t) * np.cos(3 * t),
        2: lambda t: 1 + 40 * p.depth * np.where(t > -0.5, np.exp(-(t + 0.5) * 4), 0),
        3: lambda t: 1 - p.depth * (np.abs((t * 3) % 1 - 0.5) < 0.06)}[kind]
    p.depth = p.uniform(0.004, 0.02)
    c, word = p.colour()
    data = p.pick((p.ink, c, 'gray'))
    noise = p.depth * p.uniform(0.05, 0.35)
    p.ax.errorbar(t, model(t) + p.rng.normal(0, noise, t.size), yerr=noise if p.chance(0.4) else None, fmt='.',
        color=data, ms=p.uniform(1, 5), elinewidth=0.5)
    fit = p.chance(0.6)
    line = p.pick(('red', 'orange', 'blue'))
    if fit:
        g = np.linspace(-1, 1, 500)
        p.ax.plot(g, model(g), color=line, lw=1.6)
    if kind == 2 and p.chance(0.4):
        p.ax.invert_yaxis()
    p.labels(p.pick(('Time from mid-transit (h)', 'Phase', 'Time (BJD - 2457000)', 'Time (days)', 'Orbital phase')),
        p.pick(('Relative flux', 'Normalized flux', 'Flux', 'Magnitude')))
    what = {0: 'transit', 1: 'pulsation', 2: 'outburst', 3: 'eclipses'}[kind]
    return Facts([p.say('the {w} of (the (target|planet|star|system|source)|a (hot Jupiter|variable star|binary|supernova))',
        w=what), p.say('(flux|brightness|relative flux) (over|as a function of|against) (time|orbital phase)'),
        p.say('(Kepler|TESS|simulated|detrended|raw|phase-folded) photometry of (the star|the host star|{e})',
        e=p.domain.entities)], [p.say('The <c:{l}> (line|curve) is the (best-fit|best fitting|) (transit|) model',
        l=line) if fit else 'The data are binned', p.say('(Dots|Points) are (photometric|) measurements'),
        p.say('The {w} (is|are) clearly visible', w=what)])


@chart('chirp waveform', 'waveform', 'waveform; signal; oscillogram; time-domain signal; pulse shape',
    home='physics;optics;optics;astronomy;neuroscience;geoscience;engineering;fluid dynamics', aspect=(1.3, 2.8),
    weight=1.2)
def waveform(p):
    t = np.linspace(0, 1, 900)
    kind = p.count(0, 5)
    series = p.series(p.pick((1, 1, 2, 3)), marked=False)
    for i, s in enumerate(series):
        a, w = p.uniform(0.5, 1), p.uniform(6, 30)
        y = {0: np.sin(2 * np.pi * w * t),
            1: t**2 * np.sin(60 * t + 120 * t**3) * (t < 0.85) + 0.6 * np.exp(-30 * (t - 0.85)) * np.sin(300 * t) * (t >= 0.85),
            2: np.exp(-(((t - 0.5) / 0.12) ** 2)) * np.cos(2 * np.pi * w * 2 * t),
            3: np.sign(np.sin(2 * np.pi * w / 3 * t)), 4: np.exp(-4 * t) * np.sin(2 * np.pi * w * t),
            5: np.sin(2 * np.pi * w * t) * (1 + 0.7 * np.sin(2 * np.pi * 2 * t))}[kind]
        p.ax.plot(t * p.pick((1, 10, 50)), a * y + p.rng.normal(0, p.pick((0, 0.05, 0.2)), t.size), color=s.colour,
            lw=p.uniform(0.5, 1.6), ls=s.dash, label=s.name)
    p.labels(p.pick(('Time (s)', 'Time (ms)', 'Time (µs)', 't')), p.pick(('Amplitude', 'Voltage (V)', 'Strain',
        'Signal (a.u.)', 'Displacement', 'Electric field', 'Pressure (Pa)')))
    p.legend(0.8 if len(series) > 1 else 0.1)
    what = ('sinusoidal signal', 'gravitational-wave chirp', 'Gaussian pulse', 'square wave', 'damped oscillation',
        'amplitude-modulated signal')[kind]
    return Facts([p.say('(a|the) {w}', w=what), p.say('(a|the) {w} (in the time domain|over time|with added noise|)',
        w=what), p.say('(measured|simulated|input|output|filtered) (signal|signals|response|responses)')],
        [p.say('(Raw|Noisy|Original) and (filtered|denoised|reconstructed) signals are compared'),
        p.say('The signal is a {w}', w=what)], series if len(series) > 1 else [], thing='line')
