"""Intensity against energy, frequency, angle, mass or shift."""

import numpy as np
from figure import figure


def peaks(x, places, width, lorentz=True):
    """Sum of lines `places = [(centre, height), …]` of one width."""
    shape = (lambda u: 1 / (1 + u**2)) if lorentz else (lambda u: np.exp(-(u**2)))
    return sum(height * shape((x - centre) / width) for centre, height in places)


@figure('sodium-cell-f2', 'diffractogram', style='serif', size=(5.8, 4.0),
        caption="""X-ray diffraction patterns of the pristine powder and after one and four weeks in humid air. Asterisks: sodium
        carbonate. Patterns are shifted for clarity.""",
        context="""The (002) reflection of the uncoated cathode splits after a week in moist air (Fig. 2), a sign of water between
        the layers; the coated powder keeps its pattern for four weeks.""")
def diffraction(fig, rng):
    ax = fig.add_subplot()
    angle = np.linspace(10, 70, 1500)
    layered = [(15.8, 1), (32.1, .18), (35.6, .33), (39.4, .28), (43.4, .55), (48.9, .3), (62.3, .27), (64.5, .24)]
    for index, (name, split, salt) in enumerate((('pristine', 0, 0), ('1 week', .35, .08), ('4 weeks', .8, .2))):
        lines = [(c, h * (1 - .35 * split)) for c, h in layered] + [(13.1, .5 * split), (26.4, .2 * split), (30.1, salt), (38.0, salt * 1.2)]
        ax.plot(angle, peaks(angle, lines, .14) + index * 1.15 + rng.normal(.03, .008, angle.size), lw=.9)
        ax.text(52, index * 1.15 + .2, name)
    for place in (30.1, 38.0):
        ax.text(place, 2.72, '*', ha='center', fontsize=14)
    ax.text(16.6, .95, '(002)', fontsize=8)
    ax.text(43.9, .55, '(104)', fontsize=8)
    ax.set(xlabel=r'2$\theta$ (degrees, Cu K$\alpha$)', ylabel='Intensity (a.u.)', xlim=(10, 70), yticks=[])


@figure('tea-catalyst-f3', 'infrared spectrum', style='open', size=(6.0, 3.7),
        caption="""Infrared spectra of raw, extracted and carbonised leaves. Shaded bands: hydroxyl, carbonyl and aromatic ring
        vibrations.""",
        context="""Carbonisation at 500 °C removes the hydroxyl band near 3350 cm-1 and most of the carbonyl band (Figure 3); what
        remains binds nickel through aromatic rings.""")
def infrared(fig, rng):
    ax = fig.add_subplot()
    wave = np.linspace(4000, 600, 900)
    for index, (name, oh, co, ring) in enumerate((('raw leaves', 42, 30, 12), ('extracted', 30, 24, 14), ('carbonised', 4, 7, 19))):
        dip = peaks(wave, [(3350, oh)], 190, False) + peaks(wave, [(2920, oh * .3), (1730, co), (1240, co * .5)], 28) + peaks(wave, [(1600, ring), (1040, ring * 1.5), (820, ring * .6)], 34)
        ax.plot(wave, 98 - dip - index * 26 + rng.normal(0, .15, wave.size), lw=1.1, label=name)
    for left, right, name in ((3100, 3600, 'O-H'), (1690, 1770, 'C=O'), (1560, 1640, 'C=C')):
        ax.axvspan(left, right, color='#eeeeaa', zorder=0)
        ax.text((left + right) / 2 + (60 if name == 'C=O' else -60 if name == 'C=C' else 0), 104, name, ha='center', fontsize=8)
    ax.set(xlabel='Wavenumber (cm$^{-1}$)', ylabel='Transmittance (%, shifted)', xlim=(4000, 600), ylim=(-2, 111))
    ax.legend(loc='lower center', bbox_to_anchor=(.42, 0))


@figure('tea-catalyst-f4', 'NMR spectrum', size=(6.2, 3.4),
        caption="""Proton NMR of the crude product in deuterated chloroform, 400 MHz. Integrals are given below the peaks.""",
        context="""The crude product needed no purification: apart from traces of 2-propanol its NMR spectrum (Figure 4) shows
        only the alcohol.""")
def nmr(fig, rng):
    ax = fig.add_subplot()
    shift = np.linspace(8, 0, 4000)
    lines = [(7.26, .3), (3.61, .5), (3.58, .4), (3.64, .4), (1.89, .75), (1.87, .7), (1.73, .8), (1.71, .75), (1.54, .45), (1.29, .95), (1.26, 1), (1.17, .4), (1.22, .25), (4.02, .05)]
    ax.plot(shift, peaks(shift, lines, .007), 'k', lw=.8)
    for place, text in ((3.61, '1.00'), (1.88, '2.03'), (1.72, '2.05'), (1.54, '1.02'), (1.25, '5.11')):
        ax.text(place, -.08, text, rotation=90, ha='center', va='top', fontsize=7.5)
    ax.text(7.26, .36, 'CHCl$_3$', ha='center', fontsize=8)
    ax.text(3.61, .58, 'CH-OH', ha='center', fontsize=8)
    ax.set(xlabel='Chemical shift (ppm)', xlim=(8, 0), ylim=(-.35, 1.3), yticks=[])
    ax.spines[['left', 'right', 'top']].set_visible(False)


@figure('cool-dwarfs-f2', 'stellar spectrum', style='soft', size=(6.4, 4.2),
        caption="""Low-resolution spectra of four stars of the sample, from early to late type, normalised at 7500 Å and offset.
        Titanium oxide bands deepen towards cooler stars.""",
        context="""Spectral types were assigned from the depth of the TiO bands near 7050 Å (Fig. 2). H alpha is in emission in
        the coolest two, which are probably young.""")
def stars(fig, rng):
    ax = fig.add_subplot()
    wave = np.linspace(5800, 8800, 900)
    for index, (name, depth, activity) in enumerate((('M1', .15, 0), ('M3', .35, 0), ('M5', .55, .35), ('M7', .75, .7))):
        flux = (wave / 7500) ** (1 + index * 1.1)
        for head, reach in ((6150, 110), (6650, 140), (7050, 190), (7600, 150), (8430, 130)):
            run = wave - head
            flux *= 1 - depth * np.where((run > 0) & (run < reach * 2.5), np.exp(-run / reach), 0)
        flux += activity * np.exp(-(((wave - 6563) / 9) ** 2)) + rng.normal(0, .018, wave.size)
        ax.plot(wave, flux + index * 1.05, lw=.9)
        ax.text(8600, flux[-60] + index * 1.05 + .14, name, weight='bold')
    ax.axvline(6563, color='gray', ls=':', lw=1)
    ax.text(6575, 5.05, r'H$\alpha$')
    ax.text(7080, 5.05, 'TiO')
    ax.set(xlabel=r'Wavelength ($\AA$)', ylabel='Normalised flux + offset', xlim=(5800, 8800), ylim=(0, 5.4))


@figure('reef-sound-f2', 'spectrogram', size=(6.2, 3.6), colours=160,
        caption="""Thirty seconds of the dawn chorus recorded at the healthy reef. Fish calls form the pulsed train below 1 kHz.""",
        context="""An example with grunts, a boat passing and the constant crackle above 2 kHz is shown in Figure 2; the boat was
        removed from further analysis.""")
def spectrogram(fig, rng):
    ax = fig.add_subplot()
    time, freq = np.meshgrid(np.linspace(0, 30, 260), np.linspace(0, 8, 120))
    power = 45 - 3 * freq + rng.normal(0, 2, freq.shape)
    power += 13 * np.exp(-((freq - 5) / 2.2) ** 2)
    for start in np.arange(2, 28, 2.6):
        for pulse in range(5):
            power += 26 * np.exp(-((time - start - pulse * .3) / .07) ** 2 - ((freq - .45) / .28) ** 2)
    for tone in (.9, 1.8, 2.7):
        power += 15 * np.exp(-((time - 17) / 5) ** 2 - ((freq - tone - .25 * np.tanh((17 - time) / 3)) / .07) ** 2)
    picture = ax.pcolormesh(time, freq, power, cmap='inferno', shading='auto')
    ax.set(xlabel='Time (s)', ylabel='Frequency (kHz)')
    fig.colorbar(picture, label='Power (dB)')


@figure('lens-fringe-f1', 'noise spectrum', style='times', size=(5.6, 3.6),
        caption="""Power spectrum of the fringe signal with and without the vibration mount. The mount removes the peaks of the
        pump at 24 and 48 Hz.""",
        context="""On the optical table the signal is limited by shot noise above 80 Hz (Figure 1). Below, building vibrations
        dominate unless the damped mount is used.""")
def noise(fig, rng):
    ax = fig.add_subplot()
    hertz = np.logspace(0, 3, 900)
    for name, gain, pump in (('rigid mount', 1, 1), ('damped mount', .12, .03)):
        level = 3e-3 * gain / (1 + (hertz / 9) ** 2) + 6e-7 + pump * peaks(hertz, [(24, 4e-3), (48, 1e-3), (72, 2e-4)], .35)
        ax.loglog(hertz, level * np.exp(rng.normal(0, .25, hertz.size)), lw=.8, label=name)
    ax.axhline(6e-7, color='k', ls='--', lw=1)
    ax.text(1.2, 7.5e-7, 'shot noise', fontsize=10)
    ax.set(xlabel='Frequency (Hz)', ylabel='Power density (nm$^2$/Hz)', ylim=(1e-7, 3e-2))
    ax.legend()
