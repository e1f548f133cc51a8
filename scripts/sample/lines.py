"""Curves against one variable."""

import numpy as np
from figure import figure


@figure('sodium-cell-f1', 'line plot', style='open',
        caption="""Discharge profiles of the coated cathode between 2.0 and 4.2 V at rates from C/10 to 5C. The plateau at
        3.3 V survives up to 1C; at 5C polarisation shortens it to less than a third of the specific capacity.""",
        context="""As Figure 1 shows, the voltage of the coated electrode falls in two steps, and its capacity at C/10 reaches
        148 mAh/g. Raising the discharge rate to 5C costs two thirds of that value.""")
def discharge(fig, rng):
    ax = fig.add_subplot()
    for rate, capacity, drop in (('C/10', 148, 0), ('C/2', 137, .06), ('1C', 121, .14), ('2C', 88, .25), ('5C', 47, .42)):
        x = np.linspace(0, capacity, 200)
        u = x / capacity
        v = 3.95 - drop - 0.45 * u - 0.25 / (1 + np.exp(-18 * (u - .38))) - 1.1 * u**14
        ax.plot(x, v, label=rate)
    ax.set(xlabel='Specific capacity (mAh g$^{-1}$)', ylabel='Voltage (V vs. Na/Na$^+$)', xlim=(0, 160), ylim=(1.9, 4.4))
    ax.legend(title='Discharge rate', loc='upper right', ncol=2)


@figure('wide-heads-f1', 'line plot', style='grid',
        caption="""Training and validation loss of the 60 M parameter model with 4, 8 and 16 heads. Fewer, wider heads learn
        faster in the first 20 thousand steps, and the advantage is gone at the end.""",
        context="""The loss curves in Figure 1 cross near step 40 000. We therefore compare models only after the full
        training budget, not at an early checkpoint, where 4 heads look better than they are.""")
def loss_curves(fig, rng):
    ax = fig.add_subplot()
    steps = np.linspace(.5, 80, 160)
    for heads, (floor, speed), colour in ((4, (3.06, 9), 'C0'), (8, (3.01, 12), 'C1'), (16, (2.99, 16), 'C2')):
        curve = floor + 4.2 * np.exp(-(steps / speed) ** .62)
        ax.plot(steps, curve + rng.normal(0, .03, steps.size), color=colour, lw=1, alpha=.75, label=f'{heads} heads, train')
        ax.plot(steps, curve + .13 + .0006 * steps, color=colour, ls='--', label=f'{heads} heads, validation')
    ax.set(xlabel='Training steps (thousands)', ylabel='Cross-entropy loss (nats)', ylim=(2.8, 5.4))
    ax.legend(ncol=2, fontsize=8)


@figure('zinc-scandium-f1', 'line plot', style='serif',
        caption="""Engineering stress against strain for the cast alloy and after ageing for 2, 8 and 24 h at 160 °C. Crosses
        mark fracture. Over-aged specimens lose both strength and elongation.""",
        context="""Tensile tests (Fig. 1) were run at a strain rate of 10^-3 per second. The peak-aged alloy, 8 h, reaches an
        ultimate stress of 352 MPa, which is 40 % above the as-cast state.""")
def stress_strain(fig, rng):
    ax = fig.add_subplot()
    for name, top, end in (('as cast', 250, 11.5), ('aged 2 h', 301, 9.6), ('aged 8 h', 352, 7.9), ('aged 24 h', 287, 5.2)):
        strain = np.linspace(0, end, 200)
        stress = top * (1 - np.exp(-strain / .55)) * (1 + .02 * strain - .0022 * strain**2 * 11.5 / end)
        line, = ax.plot(strain, stress, label=name)
        ax.plot(strain[-1], stress[-1], 'x', color=line.get_color(), ms=8, mew=2)
    ax.set(xlabel='Engineering strain (%)', ylabel='Engineering stress (MPa)', xlim=(0, 13), ylim=(0, 400))
    ax.legend(loc='lower right')


@figure('halo-trial-f1', 'line plot', style='times',
        caption="""Mean plasma concentration of dalvorexin after a single oral dose. Bars are standard errors (n = 12 per
        group); the dashed line is the limit of quantification.""",
        context="""Absorption was rapid and exposure rose with the dose (Figure 1): the terminal half-life was near 9 h in all
        groups and the concentration stayed above the quantification limit for 36 h after 80 mg.""")
def plasma(fig, rng):
    ax = fig.add_subplot()
    hours = np.array([.5, 1, 2, 3, 4, 6, 8, 12, 18, 24, 36, 48])
    for dose, marker in ((20, 'o'), (40, 's'), (80, '^')):
        level = dose * 9.5 * (np.exp(-hours / 13) - np.exp(-hours / .9)) * np.exp(rng.normal(0, .05, hours.size))
        ax.errorbar(hours, level, yerr=level * .13, marker=marker, ms=5, capsize=2.5, label=f'{dose} mg')
    ax.axhline(5, ls='--', color='gray', lw=1)
    ax.set(yscale='log', xlabel='Time after dose (h)', ylabel='Plasma concentration (ng/mL)', ylim=(2, 1200))
    ax.set_xticks(range(0, 49, 6))
    ax.legend()
