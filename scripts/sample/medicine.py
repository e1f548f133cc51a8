"""Plots that clinicians read."""

import numpy as np
from figure import figure


@figure('halo-trial-f3', 'Kaplan-Meier curve', style='times', size=(5.4, 4.4),
        caption="""Time to first relapse in the two arms. Ticks mark censored patients; the numbers at risk are printed below the axis.
        Hazard ratio 0.54, 95 % interval 0.37 to 0.79.""",
        context="""At 52 weeks 61 % of patients on dalvorexin and 45 % on placebo were free of relapse (Figure 3; log-rank
        P = 0.001).""")
def survival(fig, rng):
    ax = fig.add_subplot()
    for name, scale, colour in (('Dalvorexin', 105, '#004488'), ('Placebo', 58, '#bb5566')):
        times = np.sort(np.minimum(rng.exponential(scale, 102), 52))
        share = np.cumprod(np.where(times < 52, 1 - 1 / np.arange(102, 0, -1), 1))
        ax.step(np.r_[0, times], np.r_[1, share], where='post', color=colour, label=name)
        ticks = rng.choice(np.arange(10, 95), 6, replace=False)
        ax.plot(times[ticks], share[ticks], '|', color=colour, ms=9)
        y = -.36 if name == 'Placebo' else -.29
        ax.text(-3, y, name, color=colour, ha='right', va='center', fontsize=10, transform=ax.get_xaxis_transform(), clip_on=False)
        for week in range(0, 53, 13):
            ax.text(week, y, int((times >= week).sum()), ha='center', va='center', fontsize=10, transform=ax.get_xaxis_transform())
    ax.set(xlabel='Weeks since randomisation', ylabel='Free of relapse', xlim=(0, 53), ylim=(0, 1.03), xticks=range(0, 53, 13))
    ax.text(.97, .92, 'log-rank P = 0.001', transform=ax.transAxes, ha='right')
    ax.legend(loc='lower left')
    ax.text(-3, -.22, 'At risk', ha='right', va='center', fontsize=10, weight='bold', transform=ax.get_xaxis_transform(), clip_on=False)


@figure('sepsis-watch-f2', 'ROC curve', style='open', size=(4.5, 4.3),
        caption="""Receiver operating characteristic of the full model, the distilled tree and vital signs alone, on a
        hospital that was not used for training. The diamond is the threshold in
        use on the wards.""",
        context="""The area under the curve was 0.87 for the full model and 0.74 for the score based on vital signs alone
        (Figure 2). At the chosen threshold sensitivity is 0.79 and one alarm in four is true.""")
def roc(fig, rng):
    ax = fig.add_subplot()
    x = np.linspace(0, 1, 200)
    for name, power in (('full model (AUC 0.87)', .15), ('distilled tree (AUC 0.83)', .205), ('vital signs (AUC 0.74)', .35)):
        ax.plot(x, x**power, label=name)
    ax.plot([0, 1], [0, 1], '--', color='gray', lw=1, label='chance')
    ax.plot(.21, .21**.15, 'D', color='black', ms=8)
    ax.set(xlabel='False positive rate', ylabel='True positive rate', xlim=(-.01, 1), ylim=(0, 1.01))
    ax.legend(loc='lower right')


@figure('halo-trial-f4', 'forest plot', style='times', size=(6.0, 3.8), colours=32,
        caption="""Hazard ratios in prespecified subgroups. Squares are scaled to the number of patients.""",
        context="""The effect was consistent across sex, age and duration of disease (Figure 4); no test for interaction was
        significant.""")
def forest(fig, rng):
    ax = fig.add_subplot()
    rows = [('All patients', 204, .54, .19), ('Women', 131, .51, .24), ('Men', 73, .60, .33), ('Age < 45', 112, .49, .27), ('Age 45 and over', 92, .61, .29), ('Disease < 2 years', 97, .46, .28), ('Disease 2 years and over', 107, .63, .27)]
    for y, (name, n, ratio, spread) in enumerate(rows[::-1]):
        low, high = ratio * np.exp(-2 * spread), ratio * np.exp(2 * spread)
        ax.plot([low, high], [y, y], 'k', lw=1.2)
        ax.plot(ratio, y, 's', color='#004488', ms=4 + n / 22)
        ax.text(2.2, y, f'{ratio:.2f} ({low:.2f}-{high:.2f})', va='center', fontsize=10)
    ax.axvline(1, color='gray', ls='--', lw=1)
    ax.set_xscale('log')
    ax.set_xticks([.25, .5, 1, 2], ['0.25', '0.5', '1', '2'])
    ax.set_xticks([], minor=True)
    ax.set_yticks(range(7), [f'{name} ({n})' for name, n, *_ in rows[::-1]])
    ax.set(xlim=(.2, 4.6), xlabel='Hazard ratio (favours dalvorexin below 1)')
    ax.spines[['top', 'right']].set_visible(False)


@figure('shift-heart-f2', 'Bland-Altman plot', style='soft', size=(5.2, 3.7),
        caption="""Agreement between chest strap and laboratory electrocardiogram for RMSSD in 41 volunteers. Dashed lines: limits of
        agreement.""",
        context="""Heart-rate variability from the strap was unbiased with limits of agreement of about 6 ms (Figure 2), narrow compared
        with the effect of a night shift.""")
def agreement(fig, rng):
    ax = fig.add_subplot()
    mean = rng.gamma(9, 4.6, 41)
    difference = rng.normal(.3, 3.1, 41)
    ax.plot(mean, difference, 'o', ms=6, alpha=.75, mec='white')
    for y, style, text in ((.3, '-', 'mean 0.3'), (6.4, '--', '+1.96 SD'), (-5.8, '--', '-1.96 SD')):
        ax.axhline(y, ls=style, color='#c44e52', lw=1.3)
        ax.text(92, y + .25, text, ha='right', fontsize=9)
    ax.set(xlabel='Mean of both methods (ms)', ylabel='Strap minus laboratory (ms)', ylim=(-11, 11), xlim=(10, 93))
