"""Curves that judge models and treatments: training, survival, classification, calibration."""

import numpy as np

from recipe.plots.colours import base_name
from recipe.plots.panel import Facts
from recipe.plots.registry import chart


@chart('learning curve', 'training', 'learning curves; loss curves; training curves; training history',
    home='machine learning;robotics;computing;statistics', aspect=(1.0, 2.0), weight=1.4)
def learning(p):
    accuracy = p.chance(0.4)
    n = p.count(30, 250)
    epochs = np.arange(1, n + 1)
    train, test = p.some(p.look['palette'][:5], 2)
    top, speed = p.uniform(0.75, 0.99), p.uniform(8, 30) * n / 100
    fall = np.exp(-((epochs / speed) ** p.uniform(0.5, 0.9)))
    noise = p.uniform(0.002, 0.03)
    a = top * (1 - 0.8 * fall) if accuracy else 2.4 * fall + 0.05
    b = a - 0.07 * (1 - fall) if accuracy else a + 0.25 * (1 - fall) + p.pick((0, 0.4)) * epochs / n
    p.ax.plot(epochs, a + p.rng.normal(0, noise, n), color=train, label=p.pick(('train', 'training', 'Training')))
    p.ax.plot(epochs, b + p.rng.normal(0, noise * 2, n), color=test, ls=p.pick(('-', '--')),
        label=p.pick(('validation', 'test', 'val')))
    if p.chance(0.25):
        p.ax.set_yscale('log')
    p.labels(p.pick(('Epoch', 'Epochs', 'Step', 'Iteration')), 'Accuracy' if accuracy else 'Loss')
    p.legend(0.95)
    c1, c2 = base_name(train), base_name(test)
    what = 'accuracy' if accuracy else p.pick(('loss', 'cross-entropy loss', 'mean squared error', 'cost'))
    return Facts([p.say('(training and validation|train and test|training and test) {w} (over|during|per|as a function of|against) (epochs|training|the number of epochs|training steps)',
        w=what), p.say('{w} during training [of the (network|model|classifier)]', w=what),
        p.say('(evolution|history) of the (training|validation) {w}', w=what)],
        [p.say('<c:{a}>: training, <c:{b}>: validation', a=c1.capitalize(), b=c2),
            p.say('The <c:{b}> (curve|line) is the validation {w}', b=c2, w=what),
            p.say('The (network|model) (overfits|converges|stops improving) after {n} epochs', n=str(p.count(10, 80))),
            p.say('{w} <t:{d}> during training', w=what, d='increases' if accuracy else 'decreases')],
            attributes={'colours': [c1, c2], 'series': 2})


@chart('reward curve', 'training', 'learning curves; reward curve; training curves; episode returns',
    home='machine learning;robotics', aspect=(1.1, 2.0))
def reward(p):
    series = p.series(p.count(2, 5), marked=False)
    n = p.count(80, 200)
    u = np.linspace(0, 1, n)
    for s in series:
        mean = p.uniform(0.4, 1) / (1 + np.exp(-p.uniform(6, 18) * (u - p.uniform(0.15,
            0.6)))) + np.cumsum(p.rng.normal(0, 0.012, n))
        half = 0.05 + 0.1 * p.rng.random() * mean
        p.ax.plot(u * 1e6, mean * 300, color=s.colour, label=s.name, lw=1.2)
        p.ax.fill_between(u * 1e6, (mean - half) * 300, (mean + half) * 300, color=s.colour, alpha=0.2, lw=0)
    p.labels(p.pick(('Environment steps', 'Episode', 'Timesteps')), p.pick(('Return', 'Reward', 'Average return',
        'Cumulative reward', 'Score')))
    p.legend()
    return Facts([p.say('(average|episodic|cumulative|mean) (reward|return) during training', ),
        p.say('(reward|return) of (the agent|agents|policies) (over|versus) (environment steps|episodes|training time)'),
        p.say('learning curves of (reinforcement learning agents|policies) on (CartPole|a locomotion task|the benchmark environment|Atari)')],
        ['Shaded areas are one standard deviation over five seeds', 'Curves are smoothed'], series)


@chart('survival curve', 'step', 'Kaplan-Meier curve; Kaplan-Meier plot; survival plot; survival curves',
    home='medicine;statistics;genomics;engineering', aspect=(1.0, 1.6))
def survival(p):
    series = p.series(p.count(1, 4), marked=False)
    for s in series:
        n = p.count(25, 120)
        times = np.sort(p.rng.exponential(p.uniform(15, 80), n)).clip(0, 60)
        alive = 1 - np.arange(1, n + 1) / n * p.uniform(0.5, 1)
        p.ax.step(np.r_[0, times], np.r_[1, alive], where='post', color=s.colour, ls=s.dash, label=s.name)
        if p.chance(0.5):
            at = p.rng.random(n) < 0.2
            p.ax.plot(times[at], alive[at], '|', color=s.colour, ms=7)
        if p.chance(0.3):
            p.ax.fill_between(times, alive - 0.07, alive + 0.07, step='post', color=s.colour, alpha=0.2, lw=0)
    p.ax.set_ylim(0, 1.04)
    p.labels(p.pick(('Time (months)', 'Time (days)', 'Months since diagnosis', 'Follow-up (years)')),
        p.pick(('Survival probability', 'Overall survival', 'Event-free survival', 'Proportion surviving')))
    if p.chance(0.4):
        p.ax.text(2, 0.08, f'p = {p.uniform(0.0001, 0.2):.3f}')
    p.legend(0.85)
    return Facts([p.say('(overall|progression-free|event-free|relapse-free|cumulative|graft|patient) survival (by|according to|stratified by) (treatment|treatment arm|stage|group|expression|sex|risk group)'),
        p.say('survival (probability|of patients|of {e}) (over|as a function of) (time|follow-up)',
        e=p.domain.entities), p.say('(estimated|observed) survival (functions|probabilities)')],
        ['Tick marks are censored observations', 'Shaded areas are 95% confidence intervals',
        p.say('The log-rank p-value is {v}', v=f'{p.uniform(0.0001, 0.2):.3f}'),
        p.say('Survival is <t:higher> in {a}', a=series[0].name)], series, thing='line')


@chart('ROC curve', 'roc',
    'ROC curves; receiver operating characteristic curve; receiver operating characteristic; AUC plot',
    home='machine learning;medicine;statistics;remote sensing;imaging;genomics;ecology;neuroscience', aspect=(0.9, 1.2))
def roc(p):
    series = p.series(p.count(1, 5), marked=False)
    u = np.linspace(0, 1, 120)
    for s in series:
        power = p.uniform(0.05, 0.6)
        v = u**power
        if p.chance(0.5):
            v = np.sort(np.clip(v + p.rng.normal(0, 0.015, 120), 0, 1))
        p.ax.plot(u, v, color=s.colour, ls=s.dash, label=f'{s.name} (AUC = {1 / (1 + power):.2f})' if p.chance(0.7)
            else s.name)
    p.ax.plot([0, 1], [0, 1], color=p.pick(('gray', p.ink)), ls='--', lw=1)
    p.labels(p.pick(('False positive rate', '1 - Specificity', 'FPR')),
        p.pick(('True positive rate', 'Sensitivity', 'TPR')))
    p.legend(0.9, loc='lower right')
    return Facts([p.say('(classification|diagnostic|prediction|detection) performance of (the classifier|{m}|the model|the models|different classifiers)',
        m=p.domain.methods), p.say('true positive rate (against|versus) false positive rate [for {e}]',
        e=p.domain.entities),
        p.say('(sensitivity|trade-off between sensitivity) and specificity (of|for) the (model|test|classifier)'),
        p.say('{m} (for|in) {t}', m=p.domain.methods, t=p.domain.topics)],
        [p.say('The (area under the curve|AUC) (is|was) {v}', v=f'{p.uniform(0.6, 0.99):.2f}'),
        'The diagonal line marks random guessing', 'Areas under the curve are given in the legend',
        p.say('The <d:dashed> line is (chance|the no-skill classifier)')], series, thing='curve')


@chart('precision-recall curve', 'roc', 'precision-recall curves; PR curve; precision recall plot',
    home='machine learning;imaging;remote sensing;genomics;computing', aspect=(0.9, 1.3))
def precision_recall(p):
    series = p.series(p.count(1, 5), marked=False)
    u = np.linspace(0.01, 1, 120)
    for s in series:
        v = np.clip(1 - u ** p.uniform(1.5, 9) * p.uniform(0.4, 0.9) + p.rng.normal(0, 0.008, 120), 0, 1)
        p.ax.plot(u, v, color=s.colour, ls=s.dash, label=s.name)
    p.labels('Recall', 'Precision')
    p.ax.set_ylim(0, 1.03)
    p.legend(0.9, loc='lower left')
    return Facts([p.say('precision (against|versus|as a function of) recall [for {e}]', e=p.domain.entities),
        p.say('(detection|retrieval|classification) performance of (the model|{m})', m=p.domain.methods)],
        [p.say('Average precision is {v}', v=f'{p.uniform(0.4, 0.95):.2f}'),
        'Curves closer to the top right corner are better'], series, thing='curve')


@chart('calibration plot', 'roc', 'reliability diagram; calibration curve; calibration plot',
    home='machine learning;medicine;statistics;climate', aspect=(0.9, 1.2))
def calibration(p):
    series = p.series(p.count(1, 3), marked=True)
    u = np.linspace(0.05, 0.95, p.count(6, 11))
    for s in series:
        p.ax.plot(u, np.clip(u + p.uniform(-0.15, 0.15) * np.sin(2 * np.pi * u) + p.rng.normal(0, 0.02, u.size), 0, 1),
            color=s.colour, marker=s.marker, ls=s.dash, label=s.name)
    p.ax.plot([0, 1], [0, 1], color=p.ink, ls=p.pick((':', '--')), lw=1,
        label=p.pick(('ideal', 'perfectly calibrated', None)))
    p.labels(p.pick(('Predicted probability', 'Mean predicted value', 'Confidence')),
        p.pick(('Observed frequency', 'Fraction of positives', 'Accuracy')))
    p.legend(0.9, loc='upper left')
    return Facts([p.say('(observed frequency|fraction of positives) (against|versus) predicted probability'),
        p.say('(calibration|reliability) of (predicted probabilities|the forecasts|the classifier|{m})',
        m=p.domain.methods)], ['The diagonal is perfect calibration', 'Predictions are binned in deciles',
        p.say('The (model|classifier) is (over|under)confident')], series, thing='curve')
