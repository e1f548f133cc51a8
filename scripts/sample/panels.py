"""Several panels under one caption."""

import numpy as np
from figure import figure


def letter(axes, form='({})'):
    for ax, name in zip(axes, 'abcdef'):
        ax.set_title(form.format(name), loc='left', fontsize=11, weight='bold')


@figure('sodium-cell-f3', 'multi-panel', style='open', size=(7.4, 3.1),
        caption="""Electrochemistry of the coated electrode. (a) Cyclic voltammograms at three scan rates. (b) Nyquist plots before
        and after 200 cycles. (c) Capacity retention of coated and bare electrodes at 1C.""",
        context="""The coating halves the growth of the charge-transfer resistance (Figure 3b) and keeps 91 % of the capacity
        after 300 cycles, against 64 % for the bare material (Figure 3c).""")
def electrochemistry(fig, rng):
    axes = fig.subplots(1, 3)
    letter(axes)
    volt = np.linspace(2, 4.2, 200)
    for rate, scale in ((.1, 1), (.2, 1.7), (.5, 3.2)):
        up = scale * (np.exp(-((volt - 3.45) / .12) ** 2) + .5 * np.exp(-((volt - 3.95) / .1) ** 2) + .08)
        down = -scale * (np.exp(-((volt - 3.25) / .13) ** 2) + .45 * np.exp(-((volt - 3.8) / .1) ** 2) + .08)
        axes[0].plot(np.r_[volt, volt[::-1]], np.r_[up, down[::-1]], lw=1.1, label=f'{rate} mV/s')
    axes[0].set(xlabel='Voltage (V)', ylabel='Current (mA)')
    axes[0].legend(fontsize=7, loc='lower left')
    theta = np.linspace(0, np.pi, 40)
    for name, radius in (('fresh', 55), ('coated, 200 cycles', 85), ('bare, 200 cycles', 160)):
        tail = np.linspace(0, 90, 15)
        axes[1].plot(np.r_[8 + radius - radius * np.cos(theta), 8 + 2 * radius + tail], np.r_[radius * np.sin(theta), tail], '.', ms=4, label=name)
    axes[1].set(xlabel="Z' (ohm)", ylabel="-Z'' (ohm)", ylim=(0, 380))
    axes[1].legend(fontsize=7, loc='upper left')
    cycle = np.arange(0, 300, 6)
    axes[2].plot(cycle, 100 - cycle * .03 + rng.normal(0, .4, 50), 'o', ms=3, label='coated')
    axes[2].plot(cycle, 100 - cycle * .12 + rng.normal(0, .5, 50), 's', ms=3, label='bare')
    axes[2].set(xlabel='Cycle number', ylabel='Capacity retention (%)', ylim=(50, 104))
    axes[2].legend(fontsize=8)


@figure('orient-maps-f1', 'multi-panel', size=(6.8, 3.3), colours=160,
        caption="""Maps that the model learns without structured input. A, preferred orientation in colour; pinwheel centres are
        where all colours meet. B, ocular dominance of the same patch.""",
        context="""After 40 000 presentations the model has formed pinwheels at a density of 3.1 per hypercolumn (Figure 1A), and
        borders between the two eyes cross iso-orientation lines at steep angles.""")
def cortex(fig, rng):
    axes = fig.subplots(1, 2)
    letter(axes, '{}')
    for ax, text in zip(axes, 'AB'):
        ax.set_title(text, loc='left', weight='bold')
    size = 170
    k = np.hypot(*np.meshgrid(np.fft.fftfreq(size), np.fft.fftfreq(size)))
    ring = lambda centre, width: np.exp(-((k - centre) / width) ** 2)
    noise = lambda centre, width: np.fft.ifft2(ring(centre, width) * np.fft.fft2(rng.normal(0, 1, (size, size)) + 1j * rng.normal(0, 1, (size, size))))
    first = axes[0].imshow(np.degrees(np.angle(noise(.032, .007))) / 2 + 90, cmap='hsv', vmin=0, vmax=180)
    eye = noise(.024, .006).real
    second = axes[1].imshow(eye / np.abs(eye).max(), cmap='gray', vmin=-1, vmax=1)
    for ax in axes:
        ax.set(xticks=[], yticks=[])
        ax.plot([10, 44], [160, 160], color='white', lw=4)
    axes[0].text(12, 153, '1 mm', color='white', weight='bold')
    fig.colorbar(first, ax=axes[0], label='Preferred orientation (°)', ticks=[0, 45, 90, 135, 180], shrink=.8)
    fig.colorbar(second, ax=axes[1], label='Eye dominance', shrink=.8, ticks=[-1, 0, 1])


@figure('zinc-scandium-f3', 'multi-panel', style='serif', size=(6.2, 3.3),
        caption="""(a) Vickers hardness during ageing at three temperatures. (b) Arrhenius plot of the time to peak hardness, giving
        an activation energy of 98 kJ/mol.""",
        context="""Peak hardness comes earlier at higher temperature (Fig. 3a). The activation energy from Fig. 3b is close to
        that of diffusion of scandium in zinc.""")
def ageing(fig, rng):
    axes = fig.subplots(1, 2)
    letter(axes)
    hours = np.logspace(-1, 2.3, 14)
    for temperature, peak, top, marker in ((140, 30, 131, 'o'), (160, 8, 126, 's'), (180, 2.4, 117, '^')):
        hardness = 82 + (top - 82) * np.exp(-(np.log(hours / peak) / 1.7) ** 2) + rng.normal(0, 1, 14)
        axes[0].semilogx(hours, hardness, marker + '-', ms=4, label=f'{temperature} °C')
    axes[0].set(xlabel='Ageing time (h)', ylabel='Vickers hardness (HV 1)')
    axes[0].legend()
    inverse = np.array([2.42, 2.36, 2.31, 2.26, 2.21])
    axes[1].errorbar(inverse, 3.4 + 11.8 * (inverse - 2.42) + rng.normal(0, .06, 5), yerr=.12, fmt='o', capsize=3)
    axes[1].plot([2.19, 2.44], [3.4 + 11.8 * (v - 2.42) for v in (2.19, 2.44)], '--')
    axes[1].set(xlabel='1000/T (K$^{-1}$)', ylabel='ln(peak time / h)')


@figure('sparse-index-f2', 'multi-panel', style='times', size=(6.4, 5.0),
        caption="""Recall at ten (upper row) and memory (lower row) against the number of updates on two corpora. Lines are means
        of five runs.""",
        context="""On both corpora the index that forgets keeps a recall above 0.95 after 10 million updates (Figure 2), while
        tombstones fill the memory and drag recall down to 0.83.""")
def churn(fig, rng):
    axes = fig.subplots(2, 2, sharex=True, sharey='row')
    letter(axes.flat)
    updates = np.linspace(0, 10, 21)
    for column, corpus in enumerate(('Encyclopedia', 'Newswire')):
        for name, decay, growth in (('forgetting', .002, .1), ('rebuild', .006, .9), ('tombstones', .014, 2.6)):
            axes[0, column].plot(updates, .975 - decay * updates * (1 + .2 * column) + rng.normal(0, .002, 21), label=name)
            axes[1, column].plot(updates, 8 + column * 3 + growth * updates * (1 if name != 'rebuild' else .3 + (updates % 2.5) / 2.5), label=name)
        axes[0, column].set_title(corpus)
        axes[1, column].set_xlabel('Updates (millions)')
    axes[0, 0].set_ylabel('Recall@10')
    axes[1, 0].set_ylabel('Memory (GB)')
    axes[1, 0].legend()
