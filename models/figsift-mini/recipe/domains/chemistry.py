"""Chemistry."""

from recipe.domains.domain import Domain, items, quantities, single_words

DOMAIN = Domain(
    name='chemistry',
    fields=items('''
        chemistry; organic chemistry; physical chemistry; analytical chemistry; electrochemistry; computational
        chemistry; catalysis; biochemistry; spectroscopy; cheminformatics; chemical engineering; environmental
        chemistry; polymer chemistry; medicinal chemistry; inorganic chemistry; photochemistry; crystallography;
        chemical kinetics
    '''),
    topics=items('''
        reaction kinetics; catalytic hydrogenation; molecular docking; drug discovery; protein-ligand binding;
        chromatographic separation; mass spectra of metabolites; nuclear magnetic resonance; infrared spectra; Raman
        scattering; cyclic voltammetry; lithium-ion batteries; fuel cells; water splitting; CO2 reduction;
        photocatalytic degradation; solar fuels; metal-organic frameworks; zeolites; nanoparticle synthesis;
        polymerization; crystallization; solubility; acid-base titration; ionic liquids; surfactants; enzyme kinetics;
        isotherms of gas adsorption; combustion chemistry; flame speed; atmospheric oxidation; reaction networks;
        transition states; potential energy surfaces; free energy calculations; force fields; machine-learned
        potentials; molecular fingerprints; chemical space; retrosynthesis; quantitative structure-activity
        relationships; vapour-liquid equilibrium; distillation; reactor design; process control; corrosion;
        electroplating; fluorescence quenching; quantum dots; dye-sensitized cells; water treatment; heavy metal
        removal; isotope labelling; food chemistry; total synthesis
    '''),
    drivers=quantities('''
        time|min|0|120; retention time|min|0|40; wavelength|nm|200|800; wavenumber|1/cm|400|4000; temperature|C|0|800;
        temperature|K|200|1200; concentration|mM|0|100; potential|V|-1.5|1.5; pH||1|14; m/z||50|1500; 2
        theta|degrees|5|80; chemical shift|ppm|0|12; pressure|bar|0|100; mole fraction||0|1; cycle number||0|500;
        reaction coordinate|Å|0|4; bond length|Å|0.7|4; catalyst loading|mol%|0|20; scan rate|mV/s|5|500; flow
        rate|mL/min|0.1|20; equivalence ratio||0.5|1.8; interatomic distance|Å|0|10; dihedral angle|degrees|-180|180;
        molecular weight|g/mol|50|900; 1000/T|1/K|1|4; time on stream|h|0|100
    '''),
    quantities=quantities('''
        absorbance||0|2.5; transmittance|%|0|100; intensity|a.u.|0|1e4; yield|%|0|100; conversion|%|0|100;
        selectivity|%|0|100; current density|mA/cm2|-40|40; capacity|mAh/g|0|400; rate constant|1/s|1e-6|10|log;
        concentration|mol/L|0|2; energy|kJ/mol|-200|250; binding affinity|kcal/mol|-14|0; relative abundance|%|0|100;
        fluorescence intensity|a.u.|0|1000; adsorption capacity|mg/g|0|300; turnover frequency|1/h|1|1e4|log;
        enthalpy|kJ/mol|-300|100; activation energy|kJ/mol|10|200; weight loss|%|0|100; heat flow|mW|-10|15;
        viscosity|mPa s|0.5|500|log; solubility|g/L|0.01|300|log; radial distribution function||0|4; ignition
        delay|ms|0.01|100|log; density|g/cm3|0.6|2.2; particle size|nm|2|800; zeta potential|mV|-60|60;
        impedance|ohm|1|1e5|log; dipole moment|D|0|6; logP||-3|7; faradaic efficiency|%|0|100; mass fraction||0|0.3;
        inhibition|%|0|100; peak area||1|1e5|log; root-mean-square deviation|Å|0|5; partial charge|e|-1|1
    '''),
    entities=items('''
        catalysts; molecules; compounds; samples; reactions; solvents; ligands; electrodes; electrolytes; polymers;
        nanoparticles; crystals; peptides; mixtures; solutions; products; intermediates; species; ions; complexes;
        enzymes; inhibitors; drugs; surfactants; films; membranes; adsorbents; batteries; fractions; conformers;
        isomers; metals; oxides; salts; fuels; dyes
    '''),
    series=items('''
        catalyst A; catalyst B; Pt/C; Pd/C; Ni; Cu; TiO2; ZnO; blank; fresh; spent; calcined; experiment; model;
        simulated; calculated; measured; B3LYP; MP2; CCSD(T); PBE0; water; ethanol; methanol; toluene; DMSO;
        acetonitrile; hexane; acid; base; neutral; pH 4; pH 7; pH 10; dark; light; UV; visible; oxidation; reduction;
        charge; discharge; 1st cycle; 50th cycle; 25 C; 60 C; reactant; product; intermediate; standard; substrate; with
        inhibitor; without inhibitor; R1; R2; crude; purified; nitrogen; oxygen; argon; CO; CO2; H2; CH4
    '''),
    categories=items('''
        C; H; N; O; S; P; F; Cl; Br; Na; K; Mg; Ca; Fe; Cu; Zn; Ni; Co; Pt; Pd; Au; Ag; Ti; Si; Al; alcohols; ketones;
        aldehydes; amines; esters; acids; alkanes; alkenes; aromatics; water; ethanol; acetone; toluene; hexane; run 1;
        run 2; run 3
    '''),
    objects=items('''
        molecule; crystal structure; reaction scheme; catalyst particle; chromatography column; electrochemical cell;
        reactor; flask; protein-ligand complex; nanoparticle; unit cell; polymer chain; thin-layer plate; zeolite
        framework; orbital; battery electrode; flame; micelle
    '''),
    modules=items('''
        input geometry; force field; geometry optimization; energy calculator; conformer search; docking engine; scoring
        function; reaction mechanism; thermodynamic database; rate solver; reactor model; spectra import; baseline
        correction; peak picking; deconvolution; fingerprint; property prediction; compound library; sample preparation;
        injection; column; detector; pump; heat exchanger; mass balance
    '''),
    methods=items('''
        density functional theory; molecular dynamics; high-performance liquid chromatography; gas chromatography;
        cyclic voltammetry; electrochemical impedance spectroscopy; X-ray diffraction; thermogravimetric analysis;
        differential scanning calorimetry; baseline correction; principal component analysis; partial least squares
        regression; titration; UV-vis spectroscopy; FTIR spectroscopy; transition state search; umbrella sampling;
        metadynamics; free energy perturbation; molecular docking; coupled cluster theory; Langmuir fitting; Arrhenius
        analysis; Michaelis-Menten fitting; Rietveld refinement; sol-gel synthesis; column chromatography; nested
        kinetic fitting; population balance modelling; microwave synthesis
    '''),
    software=items('''
        RDKit; Gaussian; ORCA; PySCF; Psi4; CP2K; OpenMM; AutoDock; Avogadro; Cantera; Open Babel; ASE; ChemDraw; Aspen;
        MDAnalysis; CHARMM; Amber; PLUMED; NWChem; Jmol; the kinetics package; matchms
    '''),
    clauses=items('''
        at room temperature; under nitrogen; in aqueous solution; in acetonitrile; at pH 7.4; at a scan rate of 50 mV/s;
        after 24 h; under visible light; at 298 K; in deuterated chloroform; before and after calcination; with
        increasing concentration; in the gas phase; at the same level of theory; in the presence of the catalyst; over
        five cycles; at atmospheric pressure; relative to the reactants; with respect to the reference electrode; for
        different solvents; in the fingerprint region; along the reaction coordinate
    '''),
    remarks=items('''
        Spectra are offset for clarity; Peaks are labelled with their assignment; Asterisks mark solvent peaks;
        Conditions: 1 mmol substrate, 5 mol% catalyst, 60 C; Lines are fits to a first-order model; The vertical bars
        are the reference pattern; Distances are in angstrom; Hydrogen atoms are omitted for clarity; Carbon is grey,
        oxygen red and nitrogen blue; Error bars are from three replicates; The inset shows the calibration curve;
        Energies are relative to the reactants; The dashed line is the reference; Potentials are versus Ag/AgCl; The
        intensity was normalised to the highest peak; Arrows indicate the scan direction; The isosbestic point is at 420
        nm
    '''),
    words=single_words('''
        acid acidic alkaline amine amide aldehyde alcohol alkane alkene alkyl aryl aromatic benzene phenol ester ether
        ketone carbonyl carboxyl hydroxyl nitro halide chloride bromide iodide fluoride sulfate nitrate phosphate
        carbonate oxide hydroxide peroxide radical anion cation ion ionic covalent hydrogen bond bonding orbital homo
        lumo molecular atomic electron valence charge dipole conformation conformer isomer enantiomer chiral racemic
        stereochemistry torsion dihedral planar tetrahedral octahedral coordination ligand chelate complex crystal
        crystalline amorphous polymorph lattice precursor precipitate synthesis synthetic reagent reactant product
        intermediate transition state mechanism pathway barrier exothermic endothermic spontaneous equilibrium kinetics
        rate order constant half-life turnover catalyst catalytic support promoter poisoning deactivation regeneration
        adsorption desorption adsorbent adsorbate isotherm langmuir freundlich bet porous pore zeolite mof framework
        silica alumina activated charcoal membrane permeation selectivity separation extraction distillation column
        chromatogram chromatography eluent retention elution peak baseline tailing hplc gcms lcms spectrometry
        ionization fragment fragmentation precursor adduct isotope spectrum spectral spectroscopy absorption emission
        excitation fluorescence phosphorescence luminescence quantum yield quenching infrared ftir raman nmr shift
        coupling multiplet singlet doublet triplet proton carbon-13 epr uv-vis absorbance beer lambert calibration
        standard analyte detection quantification lod matrix spike recovery blank voltammetry voltammogram anode cathode
        anodic cathodic electrode electrolyte electrolysis overpotential tafel nyquist impedance capacitance
        supercapacitor battery lithium sodium fuel cell coulombic efficiency corrosion passivation plating polymer
        monomer copolymer polymerization chain crosslink gel hydrogel rubber resin epoxy surfactant micelle emulsion
        foam colloid suspension nanoparticle nanotube quantum dot coating thin film spin dip annealed calcination
        sintering pyrolysis combustion flame soot ignition fuel oxidizer diesel biodiesel biomass lignin cellulose
        starch glucose protein enzyme substrate inhibitor ki ic50 ec50 assay dose binding pocket docking pose affinity
        pharmacophore scaffold library screening lead toxicity admet solubility lipophilicity smiles fingerprint
        descriptor qsar reactor batch continuous stirred plug flow residence mixing heat mass transfer balance
        stoichiometry conversion yield purity titration buffer indicator molar molarity mole dilution aqueous solvent
        solute solvation hydration
    '''),
)
