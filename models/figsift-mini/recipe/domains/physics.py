"""Physics: particles, quanta, condensed matter, plasma."""

from recipe.domains.domain import Domain, items, quantities, single_words

DOMAIN = Domain(
    name='physics',
    fields=items('''
        physics; condensed matter physics; particle physics; nuclear physics; quantum mechanics; quantum computing;
        plasma physics; statistical mechanics; atomic physics; thermodynamics; electromagnetism; nonlinear dynamics;
        accelerator physics; soft matter; general relativity; quantum chemistry; computational physics
    '''),
    topics=items('''
        quantum circuits; qubit decoherence; entanglement entropy; the Ising model; spin chains; superconductivity;
        topological insulators; band structures; phonon dispersion; density functional theory; molecular dynamics; Monte
        Carlo simulation of spin systems; phase transitions; critical exponents; Bose-Einstein condensates; ultracold
        atoms; optical lattices; tensor networks; lattice gauge theory; neutrino oscillations; Higgs boson decays;
        collider events; jet substructure; dark matter detection; particle tracking detectors; calorimeter showers;
        neutron scattering; nuclear binding energies; fusion plasmas; tokamak equilibria; particle-in-cell simulation;
        laser wakefield acceleration; beam dynamics; synchrotron radiation; magnetic skyrmions; micromagnetics; the
        quantum Hall effect; Josephson junctions; Rabi oscillations; quantum optics; random matrices; chaotic maps; the
        double pendulum; coupled oscillators; percolation; polymer chains; granular flow; black holes; gravitational
        waves; scattering amplitudes; the harmonic oscillator; wave packets; open quantum systems; heat conduction;
        radiation transport
    '''),
    drivers=quantities('''
        temperature|K|0.1|400; energy|GeV|1|1000|log; energy|eV|-10|10; magnetic field|T|0|15; time|ns|0|500;
        time|fs|0|1000; momentum|GeV/c|0|200; invariant mass|GeV|60|180; wave vector|1/Å|0|2; radius|fm|0|10;
        distance|nm|0|100; voltage|mV|-50|50; coupling strength||0|2; pseudorapidity||-5|5; angle|rad|0|6.28;
        pressure|GPa|0|200; number of qubits||1|30; system size||4|1024|log; detuning|MHz|-100|100; frequency|THz|0|40;
        pulse length|ns|0|400; lattice spacing|fm|0.04|0.2; bond dimension||2|1024|log; inverse temperature||0.1|2;
        density|1/m3|1e17|1e21|log
    '''),
    quantities=quantities('''
        energy|eV|-12|10; cross section|pb|0.001|1000|log; events|1/GeV|1|1e5|log; magnetization||-1|1;
        susceptibility||0|60; heat capacity|J/K|0|40; density of states|1/eV|0|12; resistivity|µohm cm|0|200; transition
        probability||0|1; fidelity||0.8|1; entanglement entropy||0|4; potential energy|meV|-80|100; wave function||-1|1;
        probability density||0|1; conductance|e2/h|0|8; order parameter||0|1; correlation function||-0.2|1; structure
        factor||0|4; critical temperature|K|0|150; electric field|GV/m|-60|60; electron temperature|keV|0|12; growth
        rate|1/s|0|1e5; dose rate|mGy/h|0.01|100|log; luminosity|fb-1|0|150; band gap|eV|0|6; phase|rad|-3.2|3.2; Wilson
        loop||0|1; counts||1|1e5|log; gate error||1e-5|0.1|log; Lyapunov exponent||-1|1; photon number||0|20;
        polarization|%|0|100; beam emittance|mm mrad|0.1|20; free energy|kT|-10|20; population||0|1; spectral
        function||0|8
    '''),
    entities=items('''
        particles; electrons; protons; neutrons; muons; neutrinos; photons; atoms; ions; molecules; qubits; spins;
        lattices; events; jets; collisions; detectors; simulations; states; eigenvalues; levels; modes; orbits;
        trajectories; walkers; quarks; hadrons; nuclei; crystals; domains; vortices; oscillators; fields;
        configurations; pulses; beams; bunches
    '''),
    series=items('''
        theory; experiment; Monte Carlo; data; background; signal; signal + background; exact; numerical; analytical;
        mean field; DMRG; exact diagonalization; DFT; LDA; PBE; GW; spin up; spin down; singlet; triplet; ground state;
        first excited state; electrons; muons; ttbar; W + jets; Z + jets; QCD; Higgs; Standard Model; ATLAS; CMS;
        leading order; next-to-leading order; classical; quantum; noisy; ideal; error mitigated; x component; y
        component; z component; paramagnetic; ferromagnetic; bulk; surface; L = 16; L = 32; L = 64; perturbation theory;
        Born approximation; cooled; heated; solid; liquid; total energy; kinetic energy; potential energy
    '''),
    categories=items('''
        up; down; strange; charm; bottom; top; electron; muon; tau; photon; gluon; pion; kaon; proton; neutron; s; p; d;
        f; Gamma; X; W; K; L; M; 00; 01; 10; 11; H; He; Li; C; N; O; Fe; Cu; barrel; endcap; forward; tracker;
        calorimeter
    '''),
    objects=items('''
        crystal lattice; quantum circuit; Feynman diagram; detector; tokamak; spin lattice; wave packet; magnet; vacuum
        chamber; optical table; particle tracks; pendulum; Bloch sphere; potential well; Brillouin zone; vortex lattice;
        beam line; plasma plume; interference pattern; cavity
    '''),
    modules=items('''
        Hamiltonian builder; time integrator; eigensolver; event generator; detector simulation; reconstruction;
        trigger; histogramming; unfolding; fit; lattice; sampler; measurement; circuit compiler; qubit mapping; pulse
        control; readout; particle pusher; field solver; boundary conditions; input deck; analysis script; data
        acquisition; vacuum system; laser
    '''),
    methods=items('''
        exact diagonalization; the Metropolis algorithm; density functional theory; quantum Monte Carlo; molecular
        dynamics; the density matrix renormalization group; time-dependent perturbation theory; finite-size scaling;
        maximum likelihood fitting; unfolding; Runge-Kutta integration; symplectic integration; the Lindblad master
        equation; mean-field theory; the variational quantum eigensolver; state tomography; randomized benchmarking; ray
        tracing; particle-in-cell simulation; neutron scattering; the transfer matrix method; path integral Monte Carlo;
        effective field theory; renormalization; tight-binding; Floquet theory; time-of-flight imaging; a Breit-Wigner
        fit; Fourier transformation; lattice simulation
    '''),
    software=items('''
        QuTiP; Qiskit; Cirq; ROOT; Geant4; Pythia; MadGraph; LAMMPS; GROMACS; VASP; Quantum ESPRESSO; ITensor; Kwant;
        TeNPy; EPOCH; ASE; PySCF; Mathematica; the simulation code; the Monte Carlo generator; the Julia package; mumax
    '''),
    clauses=items('''
        at zero temperature; in natural units; near the critical point; at the Large Hadron Collider; at a
        centre-of-mass energy of 13 TeV; in the thermodynamic limit; for periodic boundary conditions; in the rotating
        frame; along high-symmetry directions; at the Fermi level; for different system sizes; in the strong coupling
        limit; above the transition temperature; after a quench; in one dimension; in the laboratory frame; for spin one
        half; with and without noise; as a function of the coupling; on a square lattice; after event selection; for a
        Gaussian pulse
    '''),
    remarks=items('''
        The Fermi level is set to zero; Statistical uncertainties are smaller than the markers; The lower panel shows
        the ratio of data to prediction; The dashed line is the analytical solution; The hatched band is the systematic
        uncertainty; Units are chosen such that hbar = c = 1; The inset shows the data collapse; The vertical line marks
        the critical temperature; Symbols are numerical results and lines are fits; Energies are in units of the
        hopping; The arrow marks the phase transition; Lines are guides to the eye; Error bars are statistical only; The
        initial state is a coherent state; Results agree with theory within errors; Curves are offset vertically for
        clarity
    '''),
    words=single_words('''
        hamiltonian lagrangian eigenstate eigenvalue eigenvector eigenfunction spectrum spectra degeneracy degenerate
        operator commutator unitary hermitian hilbert fock basis ket superposition entanglement entangled decoherence
        dephasing relaxation coherence coherent squeezed qubit qutrit gate circuit ansatz transpiler readout bloch rabi
        ramsey fidelity tomography lindblad markovian bath dissipation dissipative driven floquet quench adiabatic
        annealing tunnelling tunneling barrier well scattering resonance bound soliton instanton vortex skyrmion
        monopole dipole quadrupole multipole spin isospin boson bosonic fermion fermionic anyon majorana phonon magnon
        polariton exciton plasmon polaron cooper superconducting superfluid condensate bec condensation insulator
        semimetal semiconductor metal metallic conductor dirac weyl topological chern berry brillouin bloch band bandgap
        valence conduction fermi hopping lattice honeycomb kagome cubic hexagonal monolayer bilayer graphene
        heterostructure disorder localization anderson hubbard heisenberg ising potts xy universality exponent scaling
        criticality hysteresis nucleation spinodal glass jamming colloid polymer brownian langevin diffusion fluctuation
        entropy ensemble canonical microcanonical partition thermodynamic thermal kinetics ergodic chaos chaotic
        attractor bifurcation map logistic lorenz pendulum oscillator resonance damping parametric quark gluon lepton
        hadron meson baryon parton jet collider accelerator beamline bunch luminosity vertex track trigger calorimeter
        scintillator photomultiplier hodoscope muon spectrometer background likelihood exclusion limit upper confidence
        significance blind unfolding decay branching lifetime amplitude parity helicity supersymmetry neutralino axion
        wimp neutrino mixing oscillation nucleus isotope fission fusion reactor neutronics moderator shielding dosimetry
        plasma tokamak stellarator divertor edge pedestal elm instability alfven gyrokinetic mhd reconnection sheath
        ionization discharge laser ultrafast attosecond femtosecond ponderomotive wakefield undulator klystron cavity
        magnet quadrupolar sextupole emittance lattice-qcd gauge wilson plaquette chiral relativity metric geodesic
        horizon curvature tensor spacetime inflation graviton casimir vacuum zero-point renormalization perturbative
        nonperturbative feynman propagator loop diagram
    '''),
)
