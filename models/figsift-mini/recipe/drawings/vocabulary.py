"""Words of software and engineering papers, by the kind of figure they stand beside; written from general knowledge.

Captions of real figures hold many words that no template has. Mixed into texts while training they get a place near
the figures that they usually describe. `BY_FAMILY` holds words that lean to one family, `GENERAL` those that do not.
"""

GENERAL = tuple('''
ability able absolute abstract abstraction acceleration accept access accordance account accuracy achieve acquire acquisition action active activity actual adapt
adaptation adaptive add addition adequate adjust adjustable adjustment advance advantage affect agent aggregate agile aim algorithm align alignment allocate allocation allow
alternative amount analog analyse analysis analyst analytic analytical angle annotate annotation anomaly append application apply approach appropriate approximate approximation
arbitrary archive argument arrange arrangement article aspect assemble assembly assess assessment assign assignment associate association assume assumption asynchronous
attach attempt attribute audience audit augment author authority automate automated automatic automation auxiliary availability available average awareness balance
bandwidth base baseline basic batch behave behaviour benchmark beneficial benefit best bias bidirectional binary bind binding bit bottleneck bound boundary branch bridge
brief broad broadcast buffer bug build builder bundle byte cache calculate calculation calibrate calibration call callback campaign candidate capability capacity capture
case catalog category causal cause central centralised chain challenge change channel character characterise characteristic check checkpoint child choice choose citation
claim clarity class classic classification classify clean clear clone close cloud cluster code coding coefficient cohort coincide collaborate collaboration collaborative
collect collection column combination combine command comment commercial commit common communicate communication community compact companion comparable comparative compare
comparison compatibility compatible compilation compile compiler complement complete complex complexity compliance compliant component compose composite composition
comprehensive compress compression comprise compute computation computational computer computing concept conceptual concern concise conclusion concrete concurrency
concurrent condition conditional conduct confidence configurable configuration configure confirm connect connection connectivity consensus consequence consider consist
consistency consistent console constant constrain constraint construct construction consume consumer consumption contain container content context continuous contract
contrast contribute contribution contributor control controller convenience convention conventional converge convergence conversion convert converter coordinate coordination
copy core correct correction correlate correspond cost count counter couple coupling course coverage create creation criterion critical cross crucial culture curate current
curve custom customisable customise cut cycle daily dashboard data dataset database date debug decision declare decode decompose decomposition decouple dedicate deep default
defect define definition degree delay delegate deliver delivery demand demo demonstrate demonstration density dependency dependent deploy deployment deposit derivative derive
describe description descriptive descriptor design designer desire desktop detail detect detection determine deterministic develop developer development device diagnose
diagnostic dictionary difference differential difficulty digital dimension dimensional direct direction directive directory disable discard disciplinary discover discovery
discrete discretise discretisation discrepancy discuss discussion disk dispatch display disseminate distance distinct distinguish distribute distribution diverse diversity divide
document documentation domain dominant double download downstream draft drag draw drawback drive driver drop dual duplicate duration dynamic early ease easy edge edit edition
editor education educational effect effective efficiency efficient effort element eliminate embed embedding emerge emphasis empirical enable encapsulate encode encoder encounter
end endpoint energy engine engineer engineering enhance enhancement ensemble ensure enter entire entity entry enumerate environment equal equation equip equivalent error
essential establish estimate estimation estimator evaluate evaluation event evidence evolution evolve exact examine example exceed exception exchange execute executable
execution exercise exhaustive exist expand expect expectation expensive experience experiment experimental expert expertise explain explanation explicit exploit exploration
exploratory explore export exporter expose express expression extend extensible extensibility extension extensive extent external extract extraction facilitate factor failure
fair fast fault feasibility feature fetch field file filter final find finding finite fit fix flag flexibility flexible flow focus fold follow foreground form format formal
formalism formula formulate formulation forward foundation fraction fragment framework free frequency frequent front full function functional functionality fundamental further
fusion future fuzzy gain gap gather general generalise generate generation generator generic global goal govern gradient grant granular granularity graph graphical grid group
grow growth guarantee guidance guide guideline handle handler hardware harmonise head header health heavy help helper heterogeneous heuristic hidden hierarchical hierarchy high
highlight history hold homogeneous hook horizontal host hosting human hybrid hypothesis idea ideal identical identification identifier identify identity illustrate illustration
image immediate impact implement implementation implicit import importance improve improvement include incorporate increase increment incremental independent index indicate
indicator individual industrial industry infer inference influence inform information infrastructure inherit inheritance initial initialisation initialise initiate initiative
inject inline inner innovation innovative input insert insight inspect inspection inspire install installation instance instantiate institution instruction instrument integer
integrate integration integrity intelligence intend intensive interact interaction interactive interest interface intermediate internal interoperability interoperable
interpret interpretation interpreter interrupt interval introduce introduction intuitive invariant inventory inverse investigate investigation invoke isolate issue item iterate
iteration iterative job join joint journal judge kernel key keyword kind know knowledge label laboratory language large latency latent latest launch layer layout lazy lead learn
learning legacy length level leverage library license lifecycle light lightweight limit limitation line linear link list listen literature live load loader local locate
location lock log logic logical long loop loss low maintain maintainability maintainer maintenance major manage management manager manipulate manipulation manner manual map
mapper mapping mark marker match material mathematical matrix maximum mean measure measurement mechanical mechanism media medium member memory merge mesh message metadata method
methodology metric middleware migrate minimal minimum minor mirror mismatch missing mission mix mixture mobile mock mode model modelling modern modification modify modular
modularity module moment monitor monitoring motivate motivation move multiple mutable native natural navigate navigation necessary need negative neighbour nest network neutral
node noise nominal normal normalise notation note notebook notify notion novel null number numeric numerical object objective observable observation observe observer obtain occur
offer offline online ontology open operate operation operational operator opportunity optimal optimisation optimise optimiser option optional order ordinary organisation organise
orientation original orthogonal oscillate outcome outer outline outlook output overall overhead overlap overlay override overview owner package packet page pair panel paper paradigm
parallel parallelisation parallelism parameter parameterise parametric parent parse parser part partial participant partition pass path pattern peer percentage perform performance
period periodic permission permit persist persistence persistent perspective phase phenomenon physical piece pipeline pixel placeholder plan planner plane platform play plot plotting
plugin point pointer policy poll pool popular portability portable portal portion position positive post potential power practical practice precise precision predict prediction
predictive prefer preference preliminary prepare preprocess preprocessing prerequisite presence present presentation preserve prevent previous primary primitive principal principle
prior priority private probability probe problem procedural procedure proceed process processing processor produce producer product production profile profiler program programmer
programming progress project projection promise promote prompt proof propagate propagation proper property proportion proposal propose protect protocol prototype prove provenance
provide provider proxy public publication publish pull purpose push quality quantify quantification quantity query question queue quick quota random range rank rapid rate ratio
raw reach react read reader readable real realise realistic reason receive receiver recent recipe recognise recommend recommendation reconstruct reconstruction record recover
recovery recursive reduce reduction redundant refactor refer reference refine refinement reflect regard region register registration registry regression regular reject relate relation
relational relationship relative release relevant reliability reliable remain remote remove render renderer rendering repeat replace replicate replication repository represent
representation representative reproduce reproducible reproducibility request require requirement research researcher reserve reset reside residual resolution resolve resource respect
respond response responsible rest restart restrict result resume retain retrieve retrieval return reuse reusable reveal review revise rich right rigid robust robustness role root
rotate rotation round route router routine row rule run runner runtime safe safety sample sampler sampling save scalability scalable scalar scale scaling scan scenario scene schedule
scheduler schema scheme science scientific scientist scope score screen script scripting search section secure security segment select selection selector semantic send sensitivity
sensor separate separation sequence sequential serial serialise serve server service session set setting setup several shape share shell shift short show shuffle side sign signal
signature significant similar similarity simple simplicity simplify simulate simulation simulator simultaneous single situation size skill slice slide slot small smart smooth
snapshot snippet social society soft software solution solve solver sort source space span sparse spatial special specialise specific specification specify speed speedup split stability
stable stack staff stage stakeholder standard standardise start state statement static station statistic statistical status steady step stochastic stop storage store strategy stream
streaming strength stress string strong structure structural structured student study style subclass subject submit submodule subsequent subset substitute substructure subsystem
success successful suffer sufficient suggest suitable suite sum summary summarise supply support suppose surface survey sustainable swap switch symbol symbolic symmetric synchronise
synchronous syntax synthesis synthetic system systematic table tag tail tailor target task taxonomy teach team technical technique technology template temporal tensor term terminal
terminate test tester testing text textual theory theoretical third thread threshold throughput time timestamp token tolerance tool toolbox toolchain toolkit tooling top topic
topology total trace track tracker trade traditional train training transaction transfer transform transformation transient transition translate translation transmission transparency
transparent transport traverse treat tree trend trial trigger tune tuning tuple tutorial type typical ubiquitous unique unified uniform unit universal university unknown unstructured
update upgrade upload upper upstream usability usage usable use useful user utilise utility valid validate validation validator value variability variable variant variation variety
vary vector vendor verification verify versatile version versioning vertical via view viewer virtual virtualisation visible visual visualisation visualise vocabulary volume warning web
weight wide widget window wizard word work worker workflow workload workspace workstation world wrap wrapper write writer yield zero
'''.split())

DIAGRAM = tuple('''
abstract acyclic actor adapter aggregation arrow arrowhead association asterisk backbone backend bidirectional block blueprint bottom box bracket broker bus cardinality cascade centre
chart child chronological circle cloud clockwise composite composition concept connector consumer controller coordinator core cylinder dashed database decision decoder decoupled
delegation dependency depict diagram diamond directed distribution dotted downstream ecosystem edge ellipse encapsulation encoder entity feedback feedforward fetch flow flowchart
folder fork frontend gateway generalization graph hexagon hierarchy hub icon inheritance ingest ingestion inner inside interaction interconnected interface intermediate lane layer leaf
left lifeline link loop master mediator message middleware milestone module multiplicity nested node orchestration orchestrator outer oval overview parallelogram parent pathway phase
pictorial pipeline plugin producer propagation protocol publisher rectangle relationship repository representation right rounded route schema schematic sequence service shaded sketch
slave solid stack stage stakeholder stereotype subclass subprocess subscriber subsystem superclass swimlane symbol taxonomy tier timeline top transition trapezoid triangle trigger
tuple unidirectional upstream vertex wrapper
apparatus amplifier anode antenna battery beam beamsplitter cable camera capacitor cathode chamber chip circuit coil collimator compressor condenser cooling cryostat current diaphragm
diode electrode electromagnet electronics emitter feedthrough fibre fixture flange furnace gauge generator grating heater heating inductor inlet insulator laser lens magnet manifold
mirror modulator motor nozzle optics oscillator outlet photodiode pinhole piping polariser port preamplifier prism pump receiver regulator relay reservoir resistor rotor sample
sensor shaft shutter source spectrometer splitter stator substrate supply switch tank thermocouple transducer transformer transistor transmitter tube turbine vacuum valve voltage wafer
wavelength window wire wiring
allele amplicon annotation binding catalysis cleavage clone codon complex domain downregulation enzyme exon expression feedback gene genome inhibitor intron kinase ligand locus membrane
metabolite molecule motif mutation operon pathway peptide phosphorylation plasmid polymerase precursor primer promoter protein reagent receptor regulation repressor residue ribosome
sequence signalling splice strand substrate terminator transcription translation transporter vector
activation attention autoencoder backpropagation batch bias bottleneck classifier concatenate convolution dense dropout embedding encoder feature filter hidden kernel latent layer
logits multihead neuron normalization perceptron pooling projection recurrent relu residual skip softmax stride tensor token transformer upsampling weights
adjacency ancestor arborescence bipartite branch centrality chain clade cluster clustering clique community connected consensus cycle cyclic degree descendant directed ego forest fork
graph hierarchy leaf loop motif neighbour network parent partition path root sibling sink spanning subgraph subtree topology traversal triad undirected vertex weighted
'''.split())

SCREENSHOT = tuple('''
account alert app applet application autocomplete background bar bookmark breadcrumb browse browser button canvas caption carousel cell chat check checkbox chrome click clipboard
collapse colour command commandline completion configuration console context control cursor dark dashboard desktop dialog dialogue dock docstring download dragging dropdown editor
email entry environment error explorer extension favicon field filename firefox folder font footer form frontend fullscreen gallery graphical gui header help highlight highlighting home
homepage hover html hyperlink icon ide input inspector install interactive interface item javascript jupyter keyboard kernel label landing launch launcher layout linux list listing login
logout macos main menu menubar message mobile modal mode mouse navbar navigate navigation notebook notification online open option output overlay page pane panel password pick picker
plugin pointer popup portal preferences preview profile progress progressbar prompt pulldown python query radio refresh registration resize responsive ribbon run scroll scrollbar
search select selection selector server session settings shell shiny shortcut sidebar signup site slider snippet source spinner splash spreadsheet status statusbar stdout submit
syntax tab table tablet tablet terminal textbox theme thumbnail tick timeline title toggle toolbar tooltip touch traceback tree typed ubuntu upload url user username viewer viewport web
webpage website widget window windows wizard workspace zoom argument assertion autosave bash breakpoint class code comment commit compile constructor cpp debug debugger declaration
decorator def docs docstring exception file fortran function github import indentation instance integer interpreter iterator julia keyword lambda line linter literal log logging loop
matlab method module namespace object option pip print procedure pseudocode read readme regex repl return rust script snippet statement stderr string struct template test tuple type
variable verbose warning yaml json xml csv
'''.split())

RENDER = tuple('''
acceleration advection aerodynamic aerofoil airfoil amplitude anisotropic annular artefact aspect asymmetric atmosphere atom atomistic axisymmetric bead beam bending blade blast body boundary
boussinesq bubble buckling bulk buoyancy cantilever cavitation cavity cell channel chord collapse collision colour combustion compressible compression computed concentration condensate
conduction configuration contact contour convection convective coordinate coupling crack creep crystal cylinder damage dam deformation deformed density deposition depth detached
diffusion diffusive direct discretised dislocation displacement dissipation domain downstream drag drift droplet ductile dynamics eddy elastic electric electromagnetic element elongated
energy enstrophy entropy equilibrium erosion evolution explosion fibre field filament fin finite flame flexible flow fluctuation fluid flux foam force fracture free friction front
galaxy gas geometry grain granular gravity grid grain halo heat helicity helix hydrodynamic hydrostatic impact impeller implosion incompressible inertial inflow injection instability
instantaneous interface inviscid irrotational isocontour isosurface isothermal isotropic jet kinetic laminar lattice layer level lid light liquid load magnetic magnetohydrodynamic manifold
mantle mass material mesh meshing microstructure mixing mode modulus molecular momentum monolayer motion multiphase nanoparticle necking nodal nonlinear normal nozzle obstacle ocean
orbit orientation orifice outflow packing particle passive patch periodic permeability perturbation phase pile pipe plane plasma plastic plasticity plate plume poisson polyhedral
polymer pore porous position potential pressure principal profile propagation propeller protein pulse quadrilateral radiation raytracing recirculation reconnection refined refinement
relaxation rendered rendering resolution resolved rheology rigid roll rotating rotation roughness scalar section sediment separation settling shading shear sheet shell shock simulated
simulation sliced slip sloshing smoothed snapshot solid solidification solute sphere spherical spiral spray stagnation stationary steady stiff stiffness strain stratified stream
streamline streamlines stress strip structure supersonic surface surfactant suspension swirl symmetric tangential temperature tensile tetrahedral texture thermal thickness thrust
topography torsion torus trajectory transient transition translucent transparent transverse triangulated truss turbulence turbulent uniform unstable unsteady upstream vapour vector
velocity vertices vessel vibration view viscoelastic viscosity viscous visualisation volume volumetric vortex vortices vorticity voxel wake wall water wave wavefront wavelength wing wireframe
yield zoom raycast camera lighting ambient perspective orthographic opaque shaded glyph arm actuator gripper joint chassis wheel drone quadrotor humanoid obstacle gazebo mujoco scene avatar cloud
lidar scan registration segmentation watertight hull extrusion cad stl fillet gear bracket flange shaft
'''.split())

IMAGE = tuple('''
acquired actin adipose aerial airy albedo animal annotated anterior aperture artefact asteroid astrocyte axial axon background bacteria bacterium band bar biopsy blob blood blot blurred body bone
border bottom brain bright brightfield brightness calcium camera cancer carcinoma cell cellular cerebellum channel chromosome clinical coating colony comet confocal contour contrast coronal
cortex crater crop cropped crystal culture cytoplasm dapi dark debris deconvolution deep defocus dendrite denoised deposit detected diffraction dim disc dislocation dust dye edge electron
embryo enhanced epithelial exposure eye false fibre field filament film filtered fingerprint fluorescence fluorescent fluorophore flower focal focus foreground fracture frame galaxy gel
gfp glia grain granule gray grayscale green grey halo hela histology histological image imaged imaging immunofluorescence infrared inset intensity intensity label labelled landsat lane larva
leaf leaves lesion lens light live liver lung macrophage magnification magnified marker mask masked membrane merged mesoscopic microglia micrograph microscope microscopy microstructure
microtubule mineral mitochondria mitosis moon morphology mosaic mouse mri multispectral muscle nanoparticle nanotube nanowire nebula neuron noise noisy nuclear nuclei nucleus object objective
opaque optical organ organelle organoid outline overexposed overlay panchromatic panorama particle patch pathology patient petri phantom phase photo photograph photographed photon pixel planet
plant plasma plate pollen polycrystalline polished porous posterior precipitate preparation projection puncta pupil quasar radiograph raw reconstruction reflectance region registered resolution
retina rgb roi root rotated sagittal saliency sample satellite saturation scale scan scanned scanner scanning scattering scratch section segment segmentation segmented sensor sentinel
serial shadow signal slice slide smear soil specimen speckle spectral spine spot stack stain stained staining star stellar stem stitched substrate sun superresolution surface synapse telescope
texture thermal threshold thumbnail tile tissue tomogram tomography top tracked transect transmission transmitted transverse tumour twophoton ultrasound underwater unprocessed vegetation
vein vessel visible voxel watershed wavelength white widefield wood xray yeast zoom zoomed
'''.split())

MAP = tuple('''
administrative aerial agricultural airport altitude aquifer archipelago area arid atlas basemap basin bathymetric bay biodiversity biome border borough boundary boundaries cadastral canopy
capital cartographic catchment census centroid choropleth city climate coast coastal coastline colour continental continents contour coordinate coordinates coral country county cropland
current degree delta deforestation dem desert density district drainage earthquake east easting ecoregion elevation epicentre equator equatorial estuary europe extent fault fjord flood
floodplain footprint forest gauge geodetic geographic geographical geolocated geology geological geospatial gis glacier global globe gps grassland grid groundwater habitat hemisphere
highway hillshade hotspot household hydrological ice inland inset inundation island isoline kilometre lake land landcover landmark landscape landslide land latitude legend lidar location
longitude mangrove map mapped marine mercator meridian meridional metropolitan mountain municipality national neighbourhood north northern northing observatory occurrence ocean offshore
openstreetmap orography parcel park pasture peninsula pixel plain plateau point polar polygon population port precipitation prefecture projected projection province railway rainfall raster
reef region regional relief reservoir ridge river road route rural satellite savanna scale sea seafloor seasonal sediment seismic settlement shapefile shelf shore site slope soil south
southern spatial species state station strait stream street subbasin suburb summit survey suburban temperature terrain territory tidal topographic topography town township trail transect transit
transport trench tributary tropical tsunami tundra upland urban valley vegetation village volcano watershed weather west western wetland wind world zenith zonal zone zoning
'''.split())

TABLE = tuple('''
accuracy algorithm average baseline best bold cell column comparison computational count criteria dataset default description entry equation equations estimate expression feature field
footnote formula header highlighted identifier inequality integral item license listed mean metric missing model name notation number operator package parameter percentage pseudocode
quantity rank ranking ratio row runtime sample score setting significance size software standard statistic step sum summarise supported symbol term total type unit unknown value variable version
'''.split())

PEOPLE_AND_PRACTICE = tuple('''
academic accessibility adoption agile analyst apprentice attendee audience authorship beginner chatbot classroom clinician coauthor collaborator committee conference consortium contributor
course curriculum customer developer discipline discussion educator employee engineer enthusiast expert faculty feedback forum funding governance group hackathon interview interviewee
learner lecture lesson librarian maintainer manager mentor newcomer nonprofit novice operator organisation participant patient physician policymaker practitioner professional
questionnaire researcher respondent reviewer scholar scholarship scientist stakeholder steward student supervisor survey teacher team trainee trainer training tutorial volunteer workshop
'''.split())

COMPUTING_TERMS = tuple('''
abi api assembler async authentication authorization backend benchmark bigdata bindings blas blockchain boolean bytecode bytes cluster cmake codebase codegen compiler concurrency conda config
container containerised cpu cuda cython dask dataframe dataset debugging decoder declarative deserialization differentiation distributed docker endpoint entrypoint executable fallback fft
fileformat filesystem float framework frontend garbage gateway git github gitlab gpu graphql grpc hash hashing hdf5 heap heuristics hpc http inference instantiation integer interop interpreter
javascript jit json julia kubernetes lapack latency linker linux llvm lookup lru macro makefile matlab matplotlib memoization metaclass metadata microservice middleware monolithic mpi multicore
multithreading mutex namespace netcdf node nosql numpy opencl openmp openmpi overhead pandas parallel parser petabyte petsc pipeline pointer polymorphism posix postgresql preemption prefetch
protobuf pybind pypi pytest python pytorch queue race ram recursion redis refactoring registry regression repository rest rollback router rpc runtime rust scala scalability scheduler scipy
scratch sdk semaphore serialization server serverless simd singularity sklearn slurm snakemake socket speedup spark sql sqlite ssh stack stdin submodule subprocess supercomputer swig
synchronization syscall tensorflow terabyte thread timeout tokenization toolchain traceback transpiler unittest unix url vectorization virtualenv vtk webassembly webgl websocket workload wrapper
xarray xml yaml zarr zip
'''.split())

ENGINEERING_TERMS = tuple('''
abrasion absorber accelerometer actuator adhesive aerospace airflow alloy altimeter aluminium amplifier analog assembly attenuation automotive autonomous axle backlash ballast bandpass bandwidth
bearing biomechanical boiler brake brittle building calibration camshaft carbon casting ceramic chassis civil clamp clutch coating coil column combustion composite compressor concrete
conductor conveyor coolant corrosion coupler crankshaft cryogenic cutting cylinder damper damping deflection depth desalination diesel dielectric drilling drivetrain ductility dynamo
electrolyte electronics encoder engine epoxy exhaust extrusion fabric fabrication fastener fatigue ferrite filament filter firmware flange flywheel footing frame frequency friction fuel fuselage
galvanic gasket gear generator geothermal girder glass gyroscope harness harvester heatsink hinge housing hull hydraulic hydrogen hydropower hysteresis impedance impeller inductance inertia
insulation inverter joint kinematic lathe lever lithium load lubricant machining magnetism maintenance manufacturing mechatronic membrane microcontroller micromachined milling mould nacelle
navigation nozzle nuclear overload oxide panel payload pendulum photovoltaic piezoelectric pile pipe piston pitch plastic pneumatic polymer powertrain press propulsion prototype pulley pump
quadcopter radar radiator reactor rebar rectifier reinforced relay resilience resin resonance retaining rib rig rivet robotics rocket roller roof rotor rubber sensor servo shaft shear
silicon slab soldering solenoid sonar spacecraft spindle spring stainless steam steel stiffener storage strain strut substation superconducting suspension tank telemetry tensile thermostat
throttle thruster timber titanium torque traction transducer transformer transmission truss tunnel turbine turbomachinery ultrasonic vehicle ventilation vibration voltage weld welding winding
windmill wing wireless yaw
'''.split())

# Words of one family; 'plot' has its own lists in recipe/plots and recipe/domains.
BY_FAMILY = {'diagram': DIAGRAM, 'screenshot': SCREENSHOT, '3d': RENDER, 'image': IMAGE, 'map': MAP, 'table': TABLE}

# Words of one domain, besides those of recipe/domains.
BY_DOMAIN = {'computing': COMPUTING_TERMS, 'engineering': ENGINEERING_TERMS}

WORDS = tuple(sorted({word for words in (GENERAL, *BY_FAMILY.values(), PEOPLE_AND_PRACTICE, COMPUTING_TERMS, ENGINEERING_TERMS) for word in words}))
