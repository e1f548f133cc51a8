"""Cell biology, biochemistry, biophysics."""

from recipe.domains.domain import Domain, items, quantities, single_words

DOMAIN = Domain(
    name='cell biology',
    fields=items('''
        cell biology; biochemistry; biophysics; molecular biology; structural biology; systems biology; synthetic
        biology; immunology; developmental biology; pharmacology; microbiology; cancer biology; physiology;
        mechanobiology; plant biology; toxicology
    '''),
    topics=items('''
        cell migration; cell division; the cell cycle; apoptosis; membrane transport; ion channels; protein folding;
        molecular dynamics of proteins; enzyme kinetics; signalling pathways; gene expression noise; genetic circuits;
        circadian clocks; morphogen gradients; wound healing; stem cell differentiation; tumour spheroids; drug
        response; bacterial growth; biofilms; chemotaxis; quorum sensing; phage infection; antibiotic tolerance; T cell
        activation; cytokine secretion; flow cytometry; calcium signalling; cytoskeleton dynamics; motor proteins; actin
        waves; lipid bilayers; membrane curvature; protein aggregation; amyloid fibrils; single-molecule force
        spectroscopy; optical tweezers; FRET; fluorescence recovery; diffusion in cells; metabolic flux; flux balance
        analysis; yeast growth; embryo development; zebrafish; fruit fly wings; plant roots; muscle contraction; cardiac
        cells; blood flow; red blood cells; tissue mechanics; agent-based models of tissues; pharmacokinetics; toxicity
        assays; vaccine response; protein design; binding free energies; cryo-EM maps; small-angle X-ray scattering;
        liquid-liquid phase separation
    '''),
    drivers=quantities('''
        time|min|0|300; time|h|0|96; concentration|nM|0.1|10000|log; dose|µM|0.01|100|log; distance|µm|0|200;
        temperature|C|4|80; simulation time|ns|0|1000; cell cycle phase||0|1; residue||1|500; force|pN|0|80;
        extension|nm|0|400; wavelength|nm|250|700; pH||4|10; passage||1|30; fluorescence|a.u.|1|1e5|log; scattering
        vector|1/nm|0.05|5|log; hours post fertilization|h|0|72; distance from membrane|nm|0|50; salt
        concentration|mM|0|500; cycle||0|40; generation||0|60
    '''),
    quantities=quantities('''
        fluorescence intensity|a.u.|0|5000; cell number||1|1e6|log; OD600||0.01|3|log; growth rate|1/h|0|2;
        viability|%|0|110; relative expression||0.1|30|log; protein concentration|µM|0|50; root-mean-square
        deviation|nm|0|1; root-mean-square fluctuation|nm|0|0.6; free energy|kJ/mol|-40|60; binding fraction||0|1;
        migration speed|µm/h|0|80; calcium concentration|nM|50|1500; current|pA|-600|100; flux|mmol/gDW/h|-10|20; FRET
        efficiency||0|1; mean squared displacement|µm2|0.01|100|log; force|pN|-5|100; membrane tension|mN/m|0|2; cell
        area|µm2|50|3000; enzyme activity|U/mg|0|200; radius of gyration|nm|1|5; ATP concentration|mM|0|5; colony
        forming units|1/mL|10|1e9|log; secretion|pg/mL|1|10000|log; tumour volume|mm3|10|2000; absorbance||0|2;
        ellipticity|mdeg|-30|20; percent positive cells|%|0|100; dissociation constant|nM|0.1|10000|log;
        stiffness|kPa|0.1|100|log; contact number||0|30; phosphorylation|a.u.|0|10; body length|mm|1|10
    '''),
    entities=items('''
        cells; proteins; bacteria; enzymes; receptors; ligands; molecules; membranes; vesicles; filaments; channels;
        embryos; mice; organoids; tissues; colonies; strains; plasmids; residues; peptides; antibodies; lipids;
        inhibitors; mutants; cultures; wells; replicates; spheroids; hepatocytes; fibroblasts; lymphocytes; neutrophils;
        metabolites; reactions; genes; complexes; trajectories; donors; larvae; virions
    '''),
    series=items('''
        control; vehicle; treated; inhibitor; wild type; mutant; knockout; overexpression; siRNA; scrambled; DMSO; LPS;
        TNF; insulin; glucose; galactose; 0 h; 6 h; 24 h; 48 h; G1; S; G2/M; cytosol; nucleus; membrane; HeLa; HEK293;
        MCF7; U2OS; E. coli; S. cerevisiae; GFP; RFP; apo; holo; bound; unbound; replica 1; replica 2; replica 3; chain
        A; chain B; model; experiment; deterministic; stochastic; unstimulated; stimulated; hypoxia; normoxia; healthy
        donor; patient; low dose; high dose; mock; infected; monomer; dimer; backbone; side chain
    '''),
    categories=items('''
        HeLa; HEK293; MCF7; A549; Jurkat; CD4; CD8; B cell; NK cell; monocyte; macrophage; IL-6; TNF; IFN-gamma; IL-10;
        Akt; ERK; p53; mTOR; actin; tubulin; lamin; GAPDH; G1; S; G2; M; Ala; Gly; Leu; Lys; Ser; Asp; Trp; helix;
        sheet; coil; glycolysis; TCA cycle; liver; spleen; heart; muscle
    '''),
    objects=items('''
        cell; protein structure; lipid bilayer; signalling pathway; Western blot; gel; flow cytometry plot; petri dish;
        embryo; tissue; genetic circuit; well plate; mouse; vesicle; cytoskeleton; mitochondrion; bacterial colonies;
        cell cycle diagram; molecular simulation box; organoid; worm
    '''),
    modules=items('''
        cell culture; transfection; imaging; segmentation; tracking; quantification; gating; model; parameter
        estimation; reaction network; simulator; SBML file; topology; force field; equilibration; production run;
        trajectory analysis; docking; receptor; kinase; transcription factor; promoter; reporter gene; plasmid; feedback
        loop; metabolite; incubator; assay
    '''),
    methods=items('''
        flow cytometry; Western blotting; confocal microscopy; qPCR; ELISA; patch-clamp recording; molecular dynamics
        simulation; umbrella sampling; Markov state modelling; flux balance analysis; Gillespie simulation; parameter
        estimation; single-particle tracking; FRAP; FRET imaging; circular dichroism; surface plasmon resonance;
        isothermal titration calorimetry; immunostaining; live-cell imaging; small-angle X-ray scattering; cryo-EM
        reconstruction; agent-based modelling; gating; dose-response fitting; hydrogen-deuterium exchange; atomic force
        microscopy; CRISPR editing; spectral unmixing
    '''),
    software=items('''
        GROMACS; MDAnalysis; COPASI; BioNetGen; COBRApy; FlowJo; PyMOL; VMD; CellProfiler; Tellurium; PhysiCell;
        CompuCell3D; Chaste; ChimeraX; OpenMM; GraphPad; the simulation engine; the plugin; the analysis toolbox;
        MDTraj; SBML tools; PLUMED; flowCore
    '''),
    clauses=items('''
        after 24 h of treatment; in single cells; relative to control; in the presence of inhibitor; at 37 C; upon
        stimulation; for three independent experiments; during the last 100 ns; per residue; in wild-type and mutant
        cells; normalised to GAPDH; over the cell cycle; at the leading edge; in response to glucose; in three
        biological replicates; with increasing dose; across the membrane; in the nucleus; along the reaction coordinate;
        from the centre of the colony
    '''),
    remarks=items('''
        Data are mean and standard error of three experiments; Scale bar: 20 µm; * p < 0.05, ** p < 0.01; Each dot is a
        cell; Representative images are shown; Solid lines are model fits; Gates are drawn as polygons; The dashed line
        is the threshold; Activation is shown by arrows and inhibition by bars; Bands are labelled with molecular weight
        in kDa; Helices are in red and sheets in yellow; Shaded areas are standard deviations over replicas; Nuclei are
        stained with DAPI; Statistical test: one-way ANOVA; Time zero is the addition of the drug; Water molecules are
        not shown
    '''),
    words=single_words('''
        cell cellular nucleus nuclear nucleolus cytoplasm cytosol membrane organelle mitochondria mitochondrion golgi
        endoplasmic reticulum lysosome endosome vesicle exosome peroxisome ribosome centrosome spindle chromatin
        cytoskeleton actin tubulin microtubule myosin kinesin dynein filament lamellipodium filopodium adhesion integrin
        cadherin junction matrix collagen fibronectin migration motility chemotaxis division mitosis meiosis cytokinesis
        proliferation apoptosis necrosis autophagy senescence differentiation stem progenitor embryo blastocyst
        gastrulation somite limb morphogen gradient axis organoid spheroid tumor tumour cancer metastasis invasion
        angiogenesis hypoxia oncogene suppressor signaling signalling pathway cascade receptor ligand agonist antagonist
        kinase phosphatase phosphorylation gtpase ras mapk erk akt mtor wnt notch hedgehog tgf nf-kb p53 transcription
        translation promoter operator repressor activator inducer feedback loop switch toggle repressilator oscillator
        noise burst stochastic gillespie protein peptide amino residue backbone helix sheet loop domain motif fold
        folding unfolding misfolding aggregation amyloid fibril chaperone enzyme substrate product cofactor catalytic
        turnover michaelis menten inhibition competitive allosteric cooperative hill binding affinity kd dissociation
        association equilibrium titration isotherm assay plate well dilution incubation buffer medium serum glucose
        glutamine lactate atp nadh metabolism metabolic glycolysis respiration flux uptake secretion export import
        transporter pump channel gating voltage patch clamp conductance current potential lipid bilayer cholesterol
        phospholipid leaflet curvature tension bending pore fusion fission liposome micelle immune immunity antigen
        antibody epitope cytokine chemokine interleukin interferon tnf lymphocyte monocyte macrophage dendritic
        neutrophil platelet erythrocyte leukocyte mast bone marrow spleen thymus lymph inflammation infection bacterium
        bacteria bacterial coli yeast fungus virus viral phage biofilm colony planktonic antibiotic resistance tolerance
        persister minimum inhibitory flow cytometry gate scatter marker staining fixation permeabilization
        immunofluorescence western blot lane band ladder loading gapdh elisa qpcr luciferase reporter gfp plasmid
        transfection knockdown knockout crispr sirna clone strain mutant wild-type mouse rat zebrafish drosophila
        elegans worm fly frog xenopus arabidopsis seedling root meristem molecular dynamics trajectory rmsd rmsf radius
        gyration hydrogen bond salt bridge solvent water ion box periodic thermostat barostat force-field coarse-grained
        martini umbrella metadynamics markov crystallography diffraction cryo-em density map resolution saxs nmr cd spr
        itc fret frap fcs tweezers afm cantilever stretching unzipping muscle cardiomyocyte contraction sarcomere heart
        beating shear endothelial epithelial fibroblast keratinocyte hepatocyte adipocyte osteoblast chondrocyte neuron
        glia
    '''),
)
