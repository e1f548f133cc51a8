"""Materials science and mechanical engineering of materials."""

from recipe.domains.domain import Domain, items, quantities, single_words

DOMAIN = Domain(
    name='materials',
    fields=items('''
        materials science; metallurgy; nanotechnology; solid mechanics; polymer science; ceramics; composites;
        computational materials science; surface science; semiconductor physics; biomaterials; thin films;
        crystallography; additive manufacturing; tribology
    '''),
    topics=items('''
        grain growth; dislocation dynamics; phase field modelling; precipitation hardening; fatigue crack growth; creep;
        fracture toughness; additive manufacturing of metals; laser powder bed fusion; microstructure evolution; crystal
        plasticity; texture; high-entropy alloys; steels; aluminium alloys; titanium alloys; shape memory alloys;
        battery cathodes; perovskite solar cells; two-dimensional materials; graphene; carbon nanotubes;
        thermoelectrics; magnetic materials; ferroelectrics; superalloys; concrete; cement hydration; fibre composites;
        foams; metamaterials; nanoindentation; corrosion; coatings; wear; sintering; casting; welding; elastic
        constants; phase diagrams; diffusion in solids; molecular dynamics of metals; interatomic potentials; electron
        microscopy; atom probe tomography; X-ray tomography; electron backscatter diffraction; polymers; hydrogels;
        glass transition; porosity; hydrogen embrittlement; irradiation damage; thin-film growth; quantum dots
    '''),
    drivers=quantities('''
        temperature|C|20|1400; time|h|0|200; strain|%|0|20; annealing temperature|C|200|1200; composition|at.%|0|100;
        cycle number||1|1e7|log; film thickness|nm|1|1000|log; grain size|µm|0.1|200|log; depth|nm|0|2000; 2
        theta|deg|10|90; strain rate|1/s|1e-4|1e4|log; volume fraction||0|1; pressure|GPa|0|100;
        frequency|Hz|0.1|1e6|log; distance|µm|0|500; porosity|%|0|60; laser power|W|50|400; scan speed|mm/s|100|2000;
        wavelength|nm|300|1200; cooling rate|K/s|0.1|1e5|log; misorientation angle|deg|0|65
    '''),
    quantities=quantities('''
        stress|MPa|0|1200; hardness|HV|50|900; yield strength|MPa|50|1500; elastic modulus|GPa|1|400; elongation|%|0|40;
        fracture toughness|MPa m0.5|1|150; grain diameter|µm|0.1|200; thermal conductivity|W/mK|0.1|400|log; electrical
        conductivity|S/m|1e-4|1e7|log; band gap|eV|0|6; formation energy|eV/atom|-3|1; crack length|mm|0|30; creep
        rate|1/s|1e-10|1e-3|log; density|g/cm3|1|20; lattice parameter|Å|3|6; diffusion coefficient|m2/s|1e-20|1e-8|log;
        weight gain|mg/cm2|0|5; specific capacity|mAh/g|50|300; power conversion efficiency|%|0|26;
        intensity|a.u.|0|1000; roughness|nm|0.1|200; friction coefficient||0|1; dielectric constant||1|1000|log;
        magnetization|emu/g|-80|80; Seebeck coefficient|µV/K|-300|300; storage modulus|MPa|1|5000|log; load|mN|0|500;
        residual stress|MPa|-400|400; dislocation density|1/m2|1e10|1e16|log; absorption coefficient|1/cm|1e2|1e6|log;
        phonon frequency|THz|0|20; energy above hull|eV|0|0.5
    '''),
    entities=items('''
        alloys; samples; specimens; grains; crystals; films; coatings; powders; fibres; composites; ceramics; polymers;
        steels; nanoparticles; nanotubes; layers; interfaces; grain boundaries; dislocations; defects; precipitates;
        pores; cracks; substrates; electrodes; devices; wafers; atoms; vacancies; phases; joints; beams; indents; parts;
        compounds
    '''),
    series=items('''
        as-cast; annealed; aged; quenched; as-built; heat treated; cold rolled; pristine; doped; undoped; irradiated;
        experiment; simulation; theory; DFT; molecular dynamics; finite element; loading; unloading; 300 K; 600 K; 900
        K; longitudinal; transverse; fcc; bcc; hcp; austenite; ferrite; martensite; matrix; fibre; 0 wt%; 1 wt%; 5 wt%;
        SEM; TEM; XRD; epoxy; PLA; steel; aluminium; titanium; copper; tension; compression; first cycle; 100th cycle; x
        = 0; x = 0.1; x = 0.2; (111); (110); (100); bulk; surface; thin film; reference
    '''),
    categories=items('''
        Fe; Ni; Cr; Al; Ti; Cu; Mg; Zn; W; Mo; Co; Mn; Si; C; steel; aluminium; titanium; copper; nylon; epoxy; glass;
        alumina; zirconia; silicon; graphite; PLA; ABS; PET; wood; concrete; sample A; sample B; sample C
    '''),
    objects=items('''
        microstructure; grain structure; crystal lattice; fracture surface; dislocation network; powder bed; melt pool;
        composite laminate; tensile specimen; indentation; thin film stack; nanotube; grain boundary; foam; unit cell;
        precipitate; porous scaffold; weld; electron micrograph; dendrite
    '''),
    modules=items('''
        structure generator; interatomic potential; relaxation; phonon solver; microstructure generator; mesh; boundary
        conditions; constitutive model; solver; post-processing; image segmentation; grain detection; sample
        preparation; polishing; etching; furnace; load frame; extensometer; database; high-throughput workflow; convex
        hull; machine-learned model; descriptor
    '''),
    methods=items('''
        scanning electron microscopy; transmission electron microscopy; X-ray diffraction; electron backscatter
        diffraction; nanoindentation; tensile testing; density functional theory; molecular dynamics; phase-field
        simulation; CALPHAD; crystal plasticity; the finite element method; digital image correlation; differential
        scanning calorimetry; atomic force microscopy; Rietveld refinement; X-ray tomography; cluster expansion; kinetic
        Monte Carlo; dynamic mechanical analysis; spin coating; ball milling; selective laser melting; annealing; image
        segmentation; Voronoi tessellation; homogenization; peridynamics
    '''),
    software=items('''
        pymatgen; ASE; LAMMPS; VASP; DAMASK; MOOSE; OVITO; Abaqus; MTEX; Thermo-Calc; Materials Project; AFLOW; phonopy;
        FEniCS; ImageJ; DREAM.3D; Neper; the phase-field code; the Python toolkit; atomman
    '''),
    clauses=items('''
        at room temperature; after annealing at 600 C; under uniaxial tension; along the build direction; for different
        grain sizes; after 100 cycles; at a strain rate of 0.001 per second; in the as-cast state; with increasing
        temperature; parallel to the rolling direction; in cross-section; for various compositions; under cyclic
        loading; measured by nanoindentation; relative to the bulk; at the grain boundary; in plane strain; as a
        function of annealing time; before and after heat treatment; near the crack tip
    '''),
    remarks=items('''
        Scale bars are 10 µm; Colours denote crystal orientation; Arrows point to precipitates; The inset shows the
        microstructure; Grain boundaries are in black; Error bars are standard deviations of five tests; Crosses mark
        fracture; Dashed lines are literature values; The colour key is given on the right; Lines are fits to the
        Hall-Petch relation; The load was applied vertically; Atoms are coloured by coordination; Peaks are indexed;
        Pores are in black; The phase boundary is a guide to the eye; Build direction is vertical
    '''),
    words=single_words('''
        alloy alloying steel stainless austenitic ferritic martensitic pearlite bainite carbide nitride oxide
        intermetallic superalloy aluminium titanium magnesium nickel copper zirconium tungsten molybdenum brittle
        ductile tough hard soft elastic plastic viscoelastic hyperelastic yield yielding necking fracture crack
        crack-tip fatigue creep wear abrasion indentation hardness toughness strength stiffness modulus poisson shear
        bulk tensile compressive flexural torsion bending buckling residual stress strain tensor von mises anisotropy
        texture pole orientation euler misorientation twin twinning slip dislocation burgers vacancy interstitial
        substitutional solute segregation precipitate precipitation nucleation coarsening ostwald solidification
        dendrite eutectic eutectoid solidus liquidus melting quench quenching tempering annealing recrystallization
        rolling forging extrusion casting welding sintering powder laser additive manufacturing printed layer melt pool
        porosity void pore foam lattice metamaterial auxetic honeycomb laminate fibre fiber matrix composite
        reinforcement carbon epoxy resin polymer thermoplastic elastomer hydrogel glass amorphous crystalline
        polycrystal polycrystalline monocrystal nanocrystalline microstructure grain boundary interface surface coating
        thin film deposition sputtering epitaxy substrate wafer semiconductor doping dopant perovskite photovoltaic
        solar diode transistor ferroelectric piezoelectric magnetostrictive ferromagnetic coercivity hysteresis
        superconductor thermoelectric conductivity resistivity permittivity refractive cathode anode electrolyte lithium
        intercalation degradation corrosion oxidation passivation pitting hydrogen embrittlement irradiation
        displacement cascade neutron sem tem stem eds ebsd afm stm xps xrd xrf synchrotron tomography micrograph
        magnification cement concrete mortar aggregate hydration ceramic alumina zirconia silica clay brick timber wood
    '''),
)
