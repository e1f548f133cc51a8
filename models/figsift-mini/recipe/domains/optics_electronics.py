"""Optics, photonics, electronics, signals."""

from recipe.domains.domain import Domain, items, quantities, single_words

DOMAIN = Domain(
    name='optics',
    fields=items('''
        optics; photonics; electronics; electrical engineering; signal processing; laser physics; microelectronics;
        radio engineering; antenna theory; audio engineering; instrumentation; metrology; power electronics; embedded
        systems; acoustics; quantum optics; speech processing
    '''),
    topics=items('''
        laser pulses; optical fibres; photonic crystals; waveguides; ring resonators; frequency combs; interferometers;
        holography; diffraction gratings; lens design; aberrations; wavefront sensing; adaptive optics; ray tracing;
        optical coherence tomography; spectrometers; photodetectors; light-emitting diodes; solar cells; metasurfaces;
        plasmonic antennas; surface plasmons; nonlinear optics; second-harmonic generation; optical tweezers; LIDAR;
        terahertz imaging; circuit simulation; operational amplifiers; oscillators; analog-to-digital converters;
        phase-locked loops; filters; transistors; CMOS circuits; memristors; FPGA designs; power converters; motor
        drives; patch antennas; radar signals; beamforming; software-defined radio; modulation schemes; noise figure;
        impedance matching; transmission lines; audio effects; room impulse responses; speech enhancement; music
        transcription; loudspeakers; microphone arrays; sampling; compressed sensing; lock-in detection; temperature
        sensors; data loggers; open hardware
    '''),
    drivers=quantities('''
        wavelength|nm|400|2000; frequency|GHz|0.1|40|log; frequency|kHz|0.02|20|log; time|µs|0|200; time|ns|0|100;
        time|fs|-200|200; voltage|V|-5|5; position|µm|-50|50; angle|deg|-90|90; distance|mm|0|500; detuning|GHz|-10|10;
        optical power|mW|0|100; delay|ps|-10|10; gate voltage|V|-2|4; temperature|C|-40|125; sample||0|2000;
        azimuth|deg|0|360; bias current|mA|0|200; thickness|nm|0|800; load resistance|ohm|1|1e5|log; input
        power|dBm|-40|20
    '''),
    quantities=quantities('''
        transmission|dB|-60|0; reflectance||0|1; intensity|a.u.|0|1; optical power|mW|0|50; phase|rad|-3.2|3.2; electric
        field|V/m|-1|1; refractive index||1|4; absorption||0|1; gain|dB|-20|60; return loss|dB|-40|0;
        S-parameter|dB|-50|0; voltage|V|-5|5; current|mA|-20|100; output power|W|0.001|10|log; signal amplitude|V|-1|1;
        noise|nV/Hz0.5|1|1000|log; efficiency|%|20|99; bit error rate||1e-9|0.1|log; total harmonic
        distortion|%|0.001|10|log; group delay|ns|0|20; quality factor||100|1e6|log; beam waist|µm|1|500; pulse
        duration|fs|5|500; sound pressure|Pa|-1|1; visibility||0|1; photocurrent|nA|0.01|1000|log;
        capacitance|pF|0.1|1000|log; impedance|ohm|1|1e5|log; magnitude|dB|-80|20; responsivity|A/W|0|1.2;
        directivity|dBi|-20|15; wavefront error|nm|-100|100; polarization angle|deg|0|180; jitter|ps|0|50; power
        consumption|mW|0.1|1000|log; radiation pattern|dB|-30|0
    '''),
    entities=items('''
        lasers; fibres; waveguides; resonators; lenses; mirrors; gratings; detectors; photons; pulses; beams; diodes;
        transistors; circuits; amplifiers; filters; antennas; sensors; signals; channels; cameras; devices; samples;
        modes; interferometers; boards; chips; oscillators; converters; microphones; recordings; sources; spectra;
        wires; electrodes; structures; arrays; cavities
    '''),
    series=items('''
        measured; simulated; theory; TE; TM; s polarized; p polarized; input; output; with filter; without filter; FDTD;
        FEM; RCWA; HFSS; SPICE; pump; probe; signal; idler; reference; noise; x polarization; y polarization; E-plane;
        H-plane; on; off; channel 1; channel 2; 850 nm; 1310 nm; 1550 nm; 1 GHz; 2.4 GHz; 5 GHz; S11; S21; open loop;
        closed loop; before calibration; after calibration; forward; reverse; cold; hot; ADC; DAC; raw; averaged; ideal;
        real; left channel; right channel; clean speech; noisy speech; enhanced; fundamental; second harmonic
    '''),
    categories=items('''
        laser; LED; lamp; fibre; lens; mirror; diode; resistor; capacitor; inductor; sensor A; sensor B; red; green;
        blue; infrared; analog; digital; ADC; DSP; MCU; FPGA; violin; piano; flute; drums; vowel; consonant; speech;
        music
    '''),
    objects=items('''
        optical setup; interferogram; fringe pattern; speckle pattern; laser beam profile; lens system; photonic chip;
        circuit board; circuit diagram; antenna; oscilloscope screen; spectrometer; waveguide cross-section; hologram;
        metasurface; camera; microphone array; prototype; breadboard; wiring
    '''),
    modules=items('''
        laser; collimator; beam splitter; mirror; lens; sample; detector; lock-in amplifier; spectrometer; computer;
        power supply; microcontroller; amplifier; filter; mixer; ADC; DAC; FPGA; oscillator; antenna; transmitter;
        receiver; demodulator; phase-locked loop; user interface; firmware; driver; sensor; signal generator;
        oscilloscope
    '''),
    methods=items('''
        finite-difference time-domain simulation; rigorous coupled-wave analysis; ray tracing; the beam propagation
        method; Fourier optics; phase-shifting interferometry; lock-in detection; circuit simulation; impedance
        spectroscopy; vector network analysis; the transfer matrix method; finite element analysis; heterodyne
        detection; autocorrelation; frequency-resolved optical gating; digital filtering; wavelet denoising; the
        short-time Fourier transform; blind source separation; adaptive filtering; calibration with a reference;
        ellipsometry; ABCD matrix analysis; eigenmode expansion
    '''),
    software=items('''
        Meep; Lumerical; COMSOL; SPICE; KiCad; LabVIEW; GNU Radio; Arduino; Zemax; MATLAB; HFSS; Tidy3D; the driver
        library; the firmware; librosa; scikit-rf; Qucs; the control software; the instrument interface; PyVISA; Ngspice
    '''),
    clauses=items('''
        at 1550 nm; at normal incidence; in the far field; in the near field; for TE polarization; at a repetition rate
        of 80 MHz; with the laser on and off; over the full bandwidth; in the time domain; in the passband; at the
        output port; for different gate voltages; as a function of incidence angle; after calibration; under
        illumination; at resonance; along the propagation direction; for three input powers; in dB relative to the
        carrier; at the focal plane
    '''),
    remarks=items('''
        Arrows show the direction of light; The inset shows the resonance; The dashed line is the noise floor; Solid
        lines are simulations and dots are measurements; BS: beam splitter, M: mirror, L: lens; The colour scale is in
        dB; Red is the input and blue the output; Curves are vertically offset; The scale bar is 5 µm; The shaded area
        is the passband; The signal was averaged 100 times; Axes are normalised to the wavelength; Component values are
        given in the table; The -3 dB bandwidth is marked
    '''),
    words=single_words('''
        laser light photon optical beam ray wave wavelength frequency phase amplitude polarization polarizer
        birefringence refraction reflection diffraction interference interferometer interferometric fringe grating prism
        lens mirror splitter fiber fibre waveguide cavity resonator resonance mode linewidth finesse comb soliton pulse
        femtosecond picosecond chirp dispersion nonlinear kerr harmonic sum-frequency parametric amplifier oscillator
        gain saturation pump probe signal idler hologram holographic speckle coherence coherent incoherent spatial
        aperture pupil focus focal aberration zernike wavefront adaptive telescope microscope objective spectrometer
        monochromator detector photodiode avalanche ccd cmos camera sensor pixel dark current shot noise thermal
        photonic crystal bandgap plasmon plasmonic metasurface metamaterial nanorod nanoantenna graphene quantum dot led
        oled display illumination luminance color chromaticity voltage current power resistor capacitor inductor
        impedance admittance diode transistor mosfet bjt gate drain source emitter collector amplifier opamp feedback
        comparator filter lowpass highpass bandpass notch cutoff passband stopband ripple rolloff analog digital adc dac
        sampling nyquist aliasing quantization resolution clock jitter pll vco mixer modulator demodulator carrier
        sideband baseband rf microwave antenna patch dipole array radiation pattern beamwidth sidelobe directivity
        s-parameter smith transmission line coaxial connector circuit board pcb breadboard solder schematic layout
        netlist spice simulation microcontroller arduino raspberry fpga verilog firmware i2c spi uart usb bluetooth
        oscilloscope multimeter generator supply inverter converter buck boost rectifier pwm duty cycle battery charger
        motor grid transformer relay switch fuse audio sound acoustic speech voice pitch formant phoneme music note
        chord rhythm tempo instrument loudspeaker microphone echo reverberation noise snr thd equalizer compressor
        spectrogram mfcc filterbank cepstrum
    '''),
)
