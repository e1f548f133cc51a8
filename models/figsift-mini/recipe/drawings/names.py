"""Names that boxes, menus, code and tables carry: modules, classes, methods, files, steps."""

from ..figure import choice, sample

MODULES = '''core io utils data models solver mesh plotting analysis config cli api backend frontend parser scheduler storage cache
database preprocessing postprocessing simulation optimizer sampler likelihood inference training evaluation metrics visualization export
import logging tests examples bindings kernels geometry grid fields particles integrator boundary physics chemistry statistics spatial
network graph tree sequence alignment variants imaging segmentation registration calibration detector signal filters features embedding
classifier regression clustering interpolation interface wrapper plugin engine runtime server client worker queue workflow registry
catalog archive query index search render viewer editor widgets dashboard notebook documentation'''.split()

CLASSES = '''Mesh Solver Model Dataset DataLoader Simulation Particle Field Grid Domain Boundary Material Element Node Edge Graph Tree Vertex Cell
Sample Sampler Optimizer Estimator Transformer Pipeline Task Job Worker Scheduler Client Server Session Request Response Parser Lexer Token
Document Record Table Column Index Query Cache Store Reader Writer Config Logger Plotter Figure Canvas Widget Window Event Handler Observer
Factory Builder Adapter Strategy Command Controller View Image Volume Mask Region Contour Spectrum Signal Filter Kernel Layer Tensor Module
Network Encoder Decoder Trainer Callback Metric Loss Experiment Trial Study Result Report Atom Molecule Residue Chain Structure Sequence Gene
Variant Population Agent Environment Policy Robot Sensor Camera Detector Telescope Catalog Source Star Galaxy Orbit Body Force Integrator
State Parameter Prior Posterior Likelihood Distribution Process Matrix Vector Operator Expression Equation Variable Constraint'''.split()

METHODS = '''run fit predict transform load save read write parse compile build solve step update evaluate sample plot render export append remove
get_data set_params compute_forces assemble apply_bc initialize finalize reset validate query insert delete connect close open send receive
register notify train score to_json from_file summary integrate refine partition iterate filter normalize rescale get_item add_node add_edge'''.split()

FIELDS = '''id name type value size shape dtype path version created_at label index weight mass position velocity energy time status user owner
description units bounds mean variance seed tolerance max_iter degree order count url email date title author score category parent'''.split()

TYPES = 'int float str bool list dict array tuple double string vector None Path DataFrame ndarray'.split()

FILES = '''data.csv config.yaml input.txt results.json output.h5 mesh.vtk image.tif model.pkl README.md setup.py main.py Makefile LICENSE
requirements.txt pyproject.toml index.html script.R module.f90 solver.cpp solver.h CMakeLists.txt notebook.ipynb figure.png table.tex
paper.md paper.bib reads.fastq genome.fa variants.vcf structure.pdb trajectory.xtc params.ini log.txt catalog.fits field.nc map.geojson'''.split()

FOLDERS = 'src docs tests data examples scripts include lib build results notebooks figures config bin tools models output images assets'.split()

STEPS = '''load data|read input files|parse input|validate input|clean data|remove outliers|filter reads|normalise|resample|interpolate|segment image|
register images|extract features|select features|split data|train model|fit model|tune parameters|cross-validate|evaluate model|predict|
estimate parameters|sample posterior|compute likelihood|run simulation|initialise fields|build mesh|refine mesh|assemble matrix|solve system|
update state|apply boundary conditions|time step|check convergence|write output|save results|plot results|visualise|export data|generate report|
query database|download data|store in database|align sequences|call variants|annotate|cluster|reduce dimension|calibrate|correct background|
detect peaks|track objects|match catalogues|merge tables|aggregate|compute statistics|compare with reference|user input|API request|preprocess|
post-process|quality control|data collection|data acquisition|hypothesis|literature search|screening|review|publish'''.replace('\n', '').split('|')

QUESTIONS = '''converged?|error < tol?|valid input?|more data?|last step?|p < 0.05?|file exists?|quality ok?|accept?|n > max?|new sample?|done?|
cached?|GPU available?|user logged in?|better score?|stable?|within bounds?'''.replace('\n', '').split('|')

LANGUAGES = 'Python C++ Fortran Julia R Java JavaScript Rust MATLAB Go CUDA'.split()
SYSTEMS = '''NumPy-like arrays|operating system|hardware|GPU|CPU|MPI|threads|file system|database|message queue|web browser|REST API|Python bindings|
C++ core|command line|graphical interface|Jupyter notebook|cloud storage|cluster|container|scheduler|linear algebra|data model|plugins|
user scripts|third-party libraries|runtime|drivers|network|services|authentication|load balancer|cache|object store|message broker'''.replace('\n', '').split('|')

ACTORS = 'User Client Server Database API Browser Scheduler Worker Cache Broker Service Sensor Controller Device Gateway Logger Solver Model'.split()
MENUS = 'File Edit View Insert Tools Window Help Options Analysis Plot Data Settings Run Image Process Plugins Select Layer Filter Export'.split()
BUTTONS = 'Run|Start|Stop|Load|Save|Apply|Reset|Cancel|OK|Export|Import|Open file|Next|Back|Submit|Update|Plot|Fit|Add|Delete|Browse...|Help'.split('|')
_PARTS = 'py sci open auto geo bio astro chem neuro net flow data fast sim lab meta hyper micro graph stat vis phy tensor quick multi'.split()
_TAILS = 'kit lib py flow Net sim Tools fit scope mesh lab X box Graph map view stack ML core hub wave track sense Studio'.split()


def package(rng) -> str:
    """An invented name for a program."""
    first, last = choice(rng, _PARTS), choice(rng, _TAILS)
    return choice(rng, (first + last, first.title() + last.title(), (first + last).lower(), first.upper() + last, f'{first}-{last.lower()}'))


def labels(rng, domain, count: int, pools=(STEPS, MODULES)) -> list[str]:
    """Different labels for boxes: a share of them from the field, the others from software's common words."""
    own = list(domain.modules) + list(domain.objects) + [quantity.name for quantity in domain.quantities]
    common = [word for pool in pools for word in pool]
    some = sample(rng, own, min(len(own), int(round(count * rng.uniform(.2, .8)))))
    rest = [word for word in sample(rng, common, count) if word not in some]
    result = (some + rest)[:count]
    rng.shuffle(result)
    style = rng.integers(3)
    return [[word, word[:1].upper() + word[1:], word.title() if len(word) < 24 else word[:1].upper() + word[1:]][style] for word in result]
