"""Astronomy and astrophysics."""

from recipe.domains.domain import Domain, items, quantities, single_words

DOMAIN = Domain(
    name='astronomy',
    fields=items('''
        astronomy; astrophysics; cosmology; planetary science; heliophysics; stellar physics; radio astronomy; exoplanet
        science; galactic dynamics; high-energy astrophysics; time-domain astronomy; asteroseismology;
        gravitational-wave astronomy; solar physics; space situational awareness
    '''),
    topics=items('''
        transiting exoplanets; hot Jupiters; galaxy rotation; star formation in nearby galaxies; active galactic nuclei;
        quasar variability; the cosmic microwave background; gravitational lensing; weak lensing shear; type Ia
        supernovae; globular clusters; open clusters; brown dwarfs; white dwarfs; binary black hole mergers; neutron
        star mergers; pulsar timing; fast radio bursts; the interstellar medium; molecular clouds; protoplanetary discs;
        debris disks; accretion disks; the solar corona; solar flares; sunspots; the solar wind; the Milky Way halo;
        stellar streams; dark matter haloes; large-scale structure; baryon acoustic oscillations; reionization; the
        intergalactic medium; near-Earth asteroids; cometary comae; variable stars; eclipsing binaries; cepheids; RR
        Lyrae; stellar winds; planetary atmospheres; satellite orbits; orbital debris; meteor showers; lunar craters;
        cosmic rays; gamma-ray bursts; X-ray binaries; dwarf galaxies; galaxy clusters; tidal disruption events; stellar
        evolution
    '''),
    drivers=quantities('''
        wavelength|Å|3000|10000; wavelength|µm|0.6|28; time|days|0|120; orbital phase||0|1; redshift||0|3; right
        ascension|deg|0|360; galactic longitude|deg|0|360; radius|kpc|0.5|40; frequency|GHz|0.1|100|log; stellar
        mass|M_sun|1e8|1e12|log; effective temperature|K|3000|9000; Julian date|d|2458000|2459200; orbital
        period|days|0.5|1000|log; angular separation|arcsec|0.1|60; energy|keV|0.3|10; colour index|mag|-0.3|2;
        multipole moment||2|2500|log; semi-major axis|AU|0.02|40|log; wavenumber|h/Mpc|0.001|10|log;
        altitude|km|300|36000; planet radius|R_earth|0.5|15
    '''),
    quantities=quantities('''
        apparent magnitude|mag|8|22; absolute magnitude|mag|-8|12; relative flux||0.97|1.01; normalized flux||0|1.5;
        luminosity|L_sun|0.01|1e5|log; radial velocity|km/s|-80|80; rotation velocity|km/s|20|260; surface
        brightness|mag/arcsec2|18|27; metallicity|dex|-2.5|0.5; star formation rate|M_sun/yr|0.01|100|log; flux
        density|mJy|0.1|500|log; transit depth|ppm|50|20000; column density|cm-2|1e12|1e21|log; power
        spectrum||0.1|6000|log; transmission spectrum|ppm|20000|24000; signal-to-noise ratio||3|200; brightness
        temperature|K|10|1e4|log; parallax|mas|0.1|40; proper motion|mas/yr|-20|20; eccentricity||0|0.9; halo
        mass|M_sun|1e10|1e15|log; spectral energy distribution|erg/s/cm2|1e-15|1e-10|log; strain|1e-21|-1|1; dispersion
        measure|pc/cm3|50|2000; distance modulus|mag|33|45; extinction|mag|0|3; equivalent width|Å|0.01|5
    '''),
    entities=items('''
        stars; galaxies; exoplanets; quasars; pulsars; supernovae; asteroids; comets; star clusters; nebulae;
        main-sequence stars; red giants; early-type galaxies; spiral galaxies; M dwarfs; sources; candidates; light
        curves; spectra; satellites; meteors; planets; moons; clouds; halos; targets; exposures; sky regions;
        transients; field stars
    '''),
    series=items('''
        observed; model; best fit; residuals; Kepler; TESS; Gaia; Hubble; JWST; ALMA; SDSS; Chandra; Spitzer; VLT; LSST;
        Planck; g band; r band; i band; J band; K band; V; B; H alpha; disc; bulge; halo; simulation; theory;
        observation; bulge + disk; thin disk; thick disk; stars; gas; dust; total; confirmed planets; false positives;
        field; members; primary; secondary
    '''),
    categories=items('''
        O; B; A; F; G; K; M; elliptical; spiral; lenticular; irregular; merger; Sun; Mercury; Venus; Earth; Mars;
        Jupiter; Saturn; Uranus; Neptune; SN Ia; SN II; AGN; star; galaxy; quasar; RR Lyrae; cepheid; eclipsing binary
    '''),
    methods=items('''
        aperture photometry; point-spread-function fitting; spectral energy distribution fitting; cross-correlation; the
        Lomb-Scargle periodogram; box least squares; N-body simulation; hydrodynamic simulation; radiative transfer;
        isochrone fitting; nested sampling; astrometric calibration; source extraction; image subtraction; drizzling;
        flat fielding; deconvolution; interferometric imaging; template fitting; halo finding; orbit integration; orbit
        determination; spectral synthesis; matched filtering; photometric redshift estimation; Gaussian process
        detrending
    '''),
    software=items('''
        astropy; yt; galpy; emcee; DS9; TOPCAT; CASA; SExtractor; lightkurve; healpy; REBOUND; Cloudy; GADGET; Athena;
        sunpy; poliastro; the reduction pipeline; the photometric pipeline
    '''),
    clauses=items('''
        after correction for galactic extinction; in the rest frame; folded at the orbital period; as seen from Earth;
        in equatorial coordinates; in galactic coordinates; in units of solar mass; at z = 2; with the continuum
        normalised to unity; during the transit; for the full survey area; after flat-field correction; with 3 sigma
        detections; in the observer frame; from archival data; over a single orbit; near opposition; along the line of
        sight; convolved with the beam; binned to 30 minutes
    '''),
    remarks=items('''
        North is up and east is to the left; The beam size is shown in the lower left corner; Magnitudes are in the AB
        system; Arrows are upper limits; The dashed line is the main sequence; The vertical lines mark the emission
        lines; The colour scale is logarithmic; The shaded region is the habitable zone; Contours start at 3 sigma and
        increase in steps of 2 sigma; Residuals are given in the lower panel; Data are phase folded; The Sun is at the
        origin; Error bars are smaller than the symbols; The white circle is the virial radius; The star symbol marks
        the host star; The grey area is the galactic plane; The field of view is 2 arcmin on a side; Background galaxies
        were removed
    '''),
    objects=items('''
        spiral galaxy; galaxy cluster; planetary nebula; globular cluster; star field; asteroid; comet; solar disc;
        sunspot group; lunar surface; telescope; satellite; protoplanetary disc; black hole shadow; supernova remnant;
        molecular cloud; exoplanet system; radio jet
    '''),
    modules=items('''
        data reduction; calibration; source detection; catalogue; cross-match; photometry; light curve extraction;
        detrending; period search; model fitting; sampler; orbit propagator; coordinate transformation; ephemeris
        service; image stacking; sky model; telescope control; archive; pipeline; observer
    '''),
    words=single_words('''
        ecliptic zenith azimuth declination parsec telescope observatory spectrograph spectrometer photometer detector
        ccd mirror aperture seeing airmass limb darkening ingress egress albedo orbit apogee perigee perihelion aphelion
        inclination periastron barycentric heliocentric geocentric ephemeris epoch constellation lightcurve photometric
        spectroscopic stellar galactic extragalactic interstellar circumstellar planetary solar lunar cosmic
        cosmological primordial inflation anisotropy polarization synchrotron bremsstrahlung compton doppler redshifted
        blueshifted continuum ionized hydrogen helium forbidden balmer lyman photosphere chromosphere magnetosphere
        heliosphere filament prominence coronal ejection faculae granulation convection nucleosynthesis progenitor
        remnant afterglow kilonova magnetar microlensing einstein ring arc jet lobe torus bar arm spur warp stream shell
        cavity bubble outflow infall collapse fragmentation turbulence dust grain ice crater regolith rover lander
        spacecraft probe flyby mission payload launch thruster attitude catalogue catalog survey footprint mosaic tile
        healpix visibility baseline uv dirty clean antenna dish array pixel arcminute arcsecond degree steradian
        kiloparsec megaparsec gigayear megayear
    '''),
)
