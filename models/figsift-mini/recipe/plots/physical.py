"""Charts of engineering, materials and dynamics: responses, diagrams, bifurcations."""

import numpy as np

from recipe.plots.lines import draw_series
from recipe.plots.panel import Facts
from recipe.plots.registry import chart


@chart('stress-strain curve', 'line',
    'stress-strain curves; stress-strain diagram; tensile curves; load-displacement curve; force-displacement curve',
    home='materials;engineering;cell biology;geoscience', aspect=(1.0, 1.6))
def stress_strain(p):
    series = p.series(p.count(1, 5), marked=p.chance(0.2))
    for s in series:
        end, top = p.uniform(4, 18), p.uniform(150, 600)
        e = np.linspace(0, end, 120)
        y = top * (1 - np.exp(-e / p.uniform(0.3, 1.5))) * (1 + 0.02 * e - 0.004 * e**2 * 10 / end)
        if p.chance(0.2):
            y = np.r_[y, y[::-1] * 0.7]
            e = np.r_[e, e[::-1]]
        draw_series(p, e, [y], [s])
        if p.chance(0.3):
            p.ax.plot(end, y[119], 'x', color=s.colour, ms=8)
    p.labels(p.pick(('Strain (%)', 'Displacement (mm)', 'Engineering strain (%)')),
        p.pick(('Stress (MPa)', 'Force (kN)', 'Load (N)', 'Engineering stress (MPa)')))
    p.legend()
    return Facts([p.say('(stress|engineering stress|load|force) (versus|against|as a function of) (strain|displacement)'),
        p.say('(tensile|compression|bending|cyclic) tests of {e}', e=p.domain.entities),
        p.say('mechanical (response|behaviour) of {e} [under (tension|compression|cyclic loading)]',
        e=p.domain.entities)], ['Crosses mark fracture', 'The yield stress is marked',
        p.say('{a} is the <t:higher> curve', a=series[0].name)], series)


@chart('hysteresis loop', 'loop', 'hysteresis loop; hysteresis curve; magnetization loop; B-H loop; hysteresis',
    home='materials;physics;engineering;optics;chemistry', aspect=(0.9, 1.4))
def hysteresis(p):
    series = p.series(p.count(1, 4), marked=p.chance(0.3))
    x = np.linspace(-3, 3, 150)
    for s in series:
        c, w, m = p.uniform(0.1, 1.2), p.uniform(0.15, 0.7), p.uniform(0.5, 1)
        draw_series(p, np.r_[x, x[::-1]], [m * np.r_[np.tanh((x - c) / w), np.tanh((x[::-1] + c) / w)]], [s])
    p.ax.axhline(0, color='gray', lw=0.6)
    p.ax.axvline(0, color='gray', lw=0.6)
    p.labels(p.pick(('Magnetic field (T)', 'H (kOe)', 'Electric field (kV/cm)', 'Applied field', 'Displacement (mm)')),
        p.pick(('Magnetization', 'M/Ms', 'Polarization', 'B (T)', 'Force (N)')))
    p.legend(0.8 if len(series) > 1 else 0)
    return Facts([p.say('magnetization (versus|against|as a function of) applied field'),
        p.say('{e} at (room temperature|different temperatures|various fields)', e=p.domain.entities),
        p.say('(cyclic|magnetic|ferroelectric) response of {e}', e=p.domain.entities)],
        ['The loop encloses the dissipated energy', 'Coercive field and remanence are marked',
        p.say('{n} loops are shown', n=p.number(len(series)))], series if len(series) > 1 else [])


@chart('Bode plot', 'bode',
    'Bode plot; Bode diagram; frequency response; magnitude and phase response; transfer function',
    home='engineering;optics;robotics;optics;energy', projection='sheet', aspect=(0.9, 1.5))
def bode(p):
    top, low = p.figure.subplots(2, 1, sharex=True, gridspec_kw={'hspace': 0.12})
    f = np.logspace(-1, 3, 160)
    series = p.series(p.count(1, 4), marked=False)
    for s in series:
        w0, z = 10 ** p.uniform(0, 2), p.uniform(0.05, 1)
        h = p.uniform(0.5, 10) / (1 - (f / w0) ** 2 + 2j * z * f / w0)
        top.semilogx(f, 20 * np.log10(np.abs(h)), color=s.colour, ls=s.dash, label=s.name)
        low.semilogx(f, np.degrees(np.unwrap(np.angle(h))), color=s.colour, ls=s.dash)
    top.set_ylabel(p.pick(('Magnitude (dB)', 'Gain (dB)', '|H| (dB)')))
    low.set_ylabel(p.pick(('Phase (deg)', 'Phase (°)')))
    low.set_xlabel(p.pick(('Frequency (Hz)', 'Frequency (rad/s)')))
    for ax in (top, low):
        ax.grid(True, which='both' if p.chance(0.2) else 'major', lw=0.4)
    p.ax = top
    p.legend(0.8 if len(series) > 1 else 0.1)
    return Facts([p.say('(the (filter|controller|plant|amplifier|closed loop|system)|{e})', e=p.domain.entities),
        p.say('(magnitude and phase|gain and phase) (of the transfer function|versus frequency)'),
        p.say('(open-loop|closed-loop|measured|simulated) (frequency response|transfer function) of the (system|amplifier|filter)')],
        ['<s:Top>: magnitude; <s:bottom>: phase',
        'The <s:upper> panel shows the gain and the <s:lower> panel the phase', 'Gain and phase margins are marked',
        'The resonance is lightly damped'], series, attributes={'panels': 2, 'left_right': True})


@chart('Nyquist plot', 'loop',
    'Nyquist plot; Nyquist diagram; impedance spectrum; complex plane plot; root locus; pole-zero plot',
    home='engineering;optics;chemistry;materials;energy;robotics', aspect=(0.9, 1.4))
def nyquist(p):
    series = p.series(p.count(1, 5), lined=True, marked=True)
    for s in series:
        w = np.logspace(-2, 5, p.count(25, 60))
        r0, r1, c = p.uniform(1, 10), p.uniform(10, 80), 1e-3
        z = r0 + r1 / (1 + (1j * w * r1 * c) ** p.uniform(0.75, 1)) + p.pick((0, 4)) * (1 - 1j) / np.sqrt(w + 0.05)
        p.ax.plot(z.real, -z.imag, s.marker, color=s.colour, ms=p.uniform(2, 5), ls=p.pick(('', '-')), label=s.name)
    p.labels(p.pick(("Z' (ohm)", 'Re(Z) (ohm)', 'Real axis')), p.pick(("-Z'' (ohm)", '-Im(Z) (ohm)', 'Imaginary axis')))
    p.ax.set_aspect(p.pick(('auto', 'equal')), adjustable='datalim')
    p.legend()
    return Facts([p.say('(electrochemical impedance|impedance) of {e}', e=p.domain.entities),
        p.say('imaginary (against|versus) real part of the impedance'),
        p.say('{e} (before and after cycling|at different potentials|at various temperatures)', e=p.domain.entities)],
        ['The semicircle gives the charge transfer resistance', 'Symbols are measured and lines fitted',
        'The inset shows the equivalent circuit'], series)


@chart('eigenvalue plot', 'scatter',
    'eigenvalue plot; eigenvalue spectrum; spectrum in the complex plane; pole-zero map; root locus',
    home='mathematics;physics;engineering;fluid dynamics;statistics;networks', aspect=(0.9, 1.3))
def eigenvalues(p):
    series = p.series(p.count(1, 3), lined=False, marked=True)
    n = p.count(20, 200)
    for s in series:
        z = np.linalg.eigvals(p.rng.normal(0, 1, (n, n)) / np.sqrt(n)) if p.chance(0.6) else -p.rng.exponential(1,
            n) + 1j * p.rng.normal(0, 1, n)
        p.ax.plot(z.real, z.imag, s.marker, color=s.colour, ms=p.uniform(2, 6), mfc=p.pick((None, 'none')),
            label=s.name)
    t = np.linspace(0, 2 * np.pi, 100)
    p.ax.plot(np.cos(t), np.sin(t), color=p.pick(('gray', p.ink)), ls='--', lw=1)
    p.ax.axhline(0, color='gray', lw=0.5)
    p.ax.axvline(0, color='gray', lw=0.5)
    p.labels(p.pick(('Re', 'Real part', 'Re(λ)')), p.pick(('Im', 'Imaginary part', 'Im(λ)')))
    p.legend(0.6 if len(series) > 1 else 0)
    return Facts([p.say('eigenvalues of (a random matrix|the (Jacobian|operator|linearised system|transfer operator|weight matrix))'),
        p.say('(eigenvalues|poles|roots) in the complex plane'), 'stability of the linearised system'],
        ['The dashed circle is the unit circle', 'Eigenvalues in the <s:left> half-plane are stable',
        p.say('n = {n}', n=str(n))], series if len(series) > 1 else [])


@chart('bifurcation diagram', 'bifurcation', 'bifurcation diagram; orbit diagram; logistic map; route to chaos',
    home='mathematics;physics;engineering;ecology;neuroscience;fluid dynamics', aspect=(1.1, 1.9))
def bifurcation(p):
    c, word = p.colour()
    ink = p.pick((p.ink, c))
    if p.chance(0.6):
        r = np.linspace(p.uniform(2.5, 3.4), 4, 500)
        x = np.full(500, 0.5)
        for _ in range(150):
            x = r * x * (1 - x)
        for _ in range(60):
            x = r * x * (1 - x)
            p.ax.plot(r, x, ',', color=ink, alpha=0.6)
        name = 'logistic map'
    else:
        r = np.linspace(-1, 1, 200)
        up = np.sqrt(np.clip(r, 0, None))
        p.ax.plot(r[r <= 0], 0 * r[r <= 0], color=ink, lw=2)
        p.ax.plot(r[r > 0], 0 * r[r > 0], color=ink, ls='--', lw=1.5)
        p.ax.plot(r[r >= 0], up[r >= 0], color=ink, lw=2)
        p.ax.plot(r[r >= 0], -up[r >= 0], color=ink, lw=2, ls=p.pick(('-', '--')))
        p.ax.plot(0, 0, 'o', color='red')
        name = p.pick(('pitchfork bifurcation', 'Hopf bifurcation', 'normal form'))
    p.labels(p.pick(('r', 'Parameter', 'μ', 'Control parameter')), p.pick(('x', 'Amplitude', 'Population',
        'Steady state')))
    return Facts([f'the {name}', p.say('steady states as a function of the (control|bifurcation) parameter'),
        p.say('(stable and unstable branches|long-term behaviour|period doubling) of the {n}', n=name)],
        ['Solid lines are stable and dashed lines unstable', 'Period doubling leads to chaos',
        'The red dot marks the bifurcation point'])


@chart('current-voltage curve', 'line',
    'I-V curve; IV curves; current-voltage characteristics; J-V curves; cyclic voltammogram; polarization curve',
    home='optics;materials;physics;energy;chemistry', aspect=(0.9, 1.5))
def iv_curve(p):
    series = p.series(p.count(1, 5), marked=p.chance(0.3))
    kind = p.count(0, 3)
    v = np.linspace(0, 1, 80) if kind < 2 else np.linspace(-1, 1, 160)
    for s in series:
        a = p.uniform(0.4, 1)
        if kind == 0:
            y = a * (20 - 0.5 * np.exp((v - 0.5) / 0.11))
            y = np.where(y > -2, y, np.nan)
        elif kind == 1:
            y = a * (np.exp(v / 0.2) - 1)
        elif kind == 2:
            forward = a * (np.exp(-(((v - 0.2) / 0.15) ** 2)) + 0.3 * v + 0.25)
            back = -a * (np.exp(-(((v[::-1] + 0.1) / 0.15) ** 2)) - 0.3 * v[::-1] + 0.25)
            p.ax.plot(np.r_[v, v[::-1]], np.r_[forward, back], color=s.colour, ls=s.dash, label=s.name)
            continue
        else:
            y = a * np.tanh(v / p.uniform(0.1, 0.6)) * (1 + 0.2 * v)
        draw_series(p, v, [y], [s])
    p.labels(p.pick(('Voltage (V)', 'Potential (V)', 'V (V)', 'Bias (V)')),
        p.pick(('Current (mA)', 'Current density (mA/cm2)', 'I (A)', 'Current (nA)')))
    p.legend(0.9 if len(series) > 1 else 0.2)
    return Facts([p.say('current (versus|against|as a function of) (voltage|potential)'),
        p.say('{e} (under illumination|in the dark|at different temperatures|for different scan rates)',
        e=('the device', 'the diode', 'the transistor', 'the solar cell', 'the electrode', 'the sensor')),
        p.say('electrical characteristics of {e}', e=p.domain.entities)],
        ['Arrows give the scan direction', 'The short-circuit current and the open-circuit voltage are marked',
        p.say('{n} curves are shown', n=p.number(len(series)))], series)


@chart('strong scaling plot', 'loglog',
    'scaling plot; strong scaling; weak scaling; speed-up plot; parallel scaling; scalability plot',
    home='computing;physics;fluid dynamics;climate;mathematics;machine learning;engineering', aspect=(0.9, 1.6),
    weight=1.3)
def scaling(p):
    n = 2 ** np.arange(p.count(5, 12))
    series = p.series(p.count(1, 4), marked=True)
    way = p.count(0, 2)
    for s in series:
        serial = p.uniform(0.0005, 0.06)
        speed = 1 / (serial + (1 - serial) / n)
        y = {0: speed, 1: p.uniform(50, 900) / speed, 2: 100 * speed / n}[way]
        p.ax.plot(n, y, color=s.colour, ls=s.dash, marker=s.marker, ms=p.uniform(3, 7), label=s.name)
    ideal = {0: n, 1: 900 / n, 2: 100 + 0 * n}[way]
    p.ax.plot(n, ideal, color=p.ink, ls=p.pick(('--', ':')), lw=1, label=p.pick(('ideal', 'linear', 'ideal scaling')))
    p.ax.set_xscale('log', base=2)
    if way < 2:
        p.ax.set_yscale('log', base=p.pick((2, 10)))
    p.labels(p.pick(('Number of cores', 'Number of processes', 'Threads', 'Number of GPUs', 'Nodes', 'MPI ranks')),
        ('Speed-up', 'Wall time (s)', 'Parallel efficiency (%)')[way])
    p.legend(0.95)
    what = ('speed-up', 'wall time', 'parallel efficiency')[way]
    return Facts([p.say('{w} (as a function of|versus|against|with) the number of (cores|processes|threads|GPUs|nodes)',
        w=what), p.say('(strong|weak|parallel) scaling of (the code|the solver|the simulation|{s})',
        s=p.domain.software), p.say('(strong|weak) scaling (results|on up to {n} cores|for several problem sizes)',
        n=str(n[-1]))], ['The <d:dashed> line is ideal scaling', 'Both axes are logarithmic',
        p.say('Efficiency stays above {v}% up to {n} cores', v=str(p.count(50, 95)), n=str(n[-2]))], series)


@chart('roofline plot', 'loglog', 'roofline plot; roofline model; roofline analysis',
    home='computing;mathematics;machine learning', aspect=(1.1, 1.6))
def roofline(p):
    x = np.logspace(-2, 3, 100)
    roofs = p.series(p.count(1, 3), marked=False)
    peak, band = 10 ** p.uniform(2, 4), 10 ** p.uniform(1, 2.5)
    for i, s in enumerate(roofs):
        p.ax.loglog(x, np.minimum(peak, band * x * 4**-i), color=s.colour, label=p.pick(('DRAM', 'L2', 'L1', 'HBM')))
    kernels = p.series(p.count(2, 6), lined=False, marked=True)
    for s in kernels:
        a = 10 ** p.uniform(-1.5, 2)
        p.ax.plot(a, min(peak, band * a) * p.uniform(0.15, 0.9), s.marker, color=s.colour, ms=8, label=s.name)
    p.labels(p.pick(('Arithmetic intensity (FLOP/byte)', 'Operational intensity')), 'Performance (GFLOP/s)')
    p.legend(0.9)
    return Facts([p.say('(kernels|the kernels|the solver) (on|for) (a CPU node|an NVIDIA A100|one socket|the test system)'),
        'performance against arithmetic intensity', p.say('{n} kernels', n=p.number(len(kernels)))],
        ['The slope is the memory bandwidth and the flat part the peak performance', 'Symbols are measured kernels',
        'Kernels below the ridge point are memory bound'], kernels, thing='points')


@chart('growth curves', 'line',
    'growth curve; growth curves; dose-response curve; dose-response curves; sigmoidal curves; Michaelis-Menten plot; binding curve',
    home='cell biology;genomics;ecology;energy;chemistry;medicine;cell biology', aspect=(1.0, 1.6))
def dose_response(p):
    series = p.series(p.count(1, 4), marked=True)
    log = p.chance(0.6)
    x = np.logspace(-3, 2, 9) if log else np.linspace(0, 24, 12)
    g = np.logspace(-3, 2, 100) if log else np.linspace(0, 24, 100)
    for s in series:
        k, h, top = (10 ** p.uniform(-1.5, 0.8), p.uniform(0.8, 2.5), p.uniform(50, 100)) if log else (p.uniform(6, 14),
            p.uniform(3, 8), p.uniform(0.4, 1.6))
        falls = log and p.chance(0.4)
        f = lambda v: top / (1 + (k / np.maximum(v, 1e-9)) ** (-h if falls else h))
        y = f(x) * (1 + p.rng.normal(0, 0.04, x.size))
        p.ax.errorbar(x, y, yerr=top * 0.05, fmt=s.marker, color=s.colour, ms=p.uniform(3, 7), capsize=2, label=s.name)
        p.ax.plot(g, f(g), color=s.colour, ls=s.dash)
    if log:
        p.ax.set_xscale('log')
    p.labels(p.pick(('Concentration (µM)', 'Dose (nM)', '[Inhibitor] (µM)', 'Substrate (mM)')) if log else 'Time (h)',
        p.pick(('Response (%)', 'Viability (%)', 'Activity (%)', 'Inhibition (%)', 'Reaction rate')) if log
        else p.pick(('OD600', 'Optical density', 'Cell count (10^6)')))
    p.legend()
    return Facts([p.say('(viability|response|activity|inhibition|growth) (versus|as a function of|at increasing) (dose|concentration|time)'),
        p.say('(effect|dose-dependent effect) of {s} on {e}', s=series[0].name, e=p.domain.entities),
        p.say('growth of {e}', e=p.domain.entities)],
        [p.say('(Lines|Curves) are (Hill|logistic|four-parameter logistic|sigmoidal|Gompertz) fits'),
        p.say('IC50 = {v} µM', v=f'{p.uniform(0.05, 20):.2f}'),
        'Error bars are standard deviations of three replicates'], series)


@chart('potential energy profile', 'profile',
    'energy diagram; reaction energy profile; potential energy profile; free energy diagram; reaction coordinate diagram; energy level diagram',
    home='chemistry;materials;cell biology;physics', aspect=(1.1, 1.8))
def energy_profile(p):
    series = p.series(p.count(1, 3), marked=False)
    n = p.count(4, 8)
    for s in series:
        e = np.r_[0, p.rng.uniform(-40, 60, n - 1)]
        for i in range(n):
            p.ax.plot([i, i + 0.5], [e[i], e[i]], color=s.colour, lw=3, label=s.name if i == 0 else None)
            if p.chance(0.6):
                p.ax.text(i + 0.25, e[i] + 2, f'{e[i]:.1f}', ha='center', fontsize=7.5, color=s.colour)
            if i:
                p.ax.plot([i - 0.5, i], [e[i - 1], e[i]], color=s.colour, ls=p.pick(('--', ':')), lw=0.9)
    p.ax.set_xticks(np.arange(n) + 0.25, (['reactants'] + [f'{"TS" if i % 2 else "Int"}{(i + 1) // 2}'
        for i in range(1, n - 1)] + ['products']), fontsize=7.5)
    p.labels(p.pick(('Reaction coordinate', None)), p.pick(('Free energy (kcal/mol)', 'Energy (kJ/mol)',
        'ΔG (kcal/mol)', 'Energy (eV)')))
    p.legend(0.8 if len(series) > 1 else 0)
    return Facts(['the reaction pathway',
        p.say('(relative|free|computed|Gibbs) energies of (intermediates and transition states|reactants, transition states and products)'),
        p.say('(the catalytic cycle|the reaction|{n} pathways)', n=p.number(len(series)))],
        ['Energies are relative to the reactants', 'Transition states are labelled TS',
        p.say('{n} (states|steps) are shown', n=p.number(n))], series)
