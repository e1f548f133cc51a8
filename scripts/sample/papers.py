"""The invented papers. No author, institute, drug, gene, place or data set in them exists."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Paper:
    title: str
    subject: str


PAPERS = {
    'alpine-lichen': Paper('Microbial partners of alpine lichens along an elevation gradient', 'ecology'),
    'barley-loci': Paper('Loci for drought tolerance in a spring barley panel', 'plant genetics'),
    'basin-quakes': Paper('Microseismicity of the Orrin basin before and after filling of the reservoir', 'seismology'),
    'beetle-horns': Paper('Allometry of horns in three sympatric dung beetles', 'evolutionary biology'),
    'bog-flux': Paper('Carbon exchange of a rewetted peat bog over two growing seasons', 'biogeochemistry'),
    'city-heat': Paper('Night-time heat in dense neighbourhoods of Port Calder', 'urban climate'),
    'cold-gas': Paper('Density waves in a trapped dipolar gas', 'atomic physics'),
    'cool-dwarfs': Paper('A spectroscopic census of cool dwarfs in the Kestrel field', 'astronomy'),
    'crack-vision': Paper('Finding cracks in bridge decks from inspection photographs', 'computer vision'),
    'cylinder-wake': Paper('Suppressing vortex shedding with a porous splitter plate', 'fluid mechanics'),
    'estuary-plastic': Paper('Floating debris in two estuaries of contrasting tide', 'oceanography'),
    'grip-mice': Paper('Muscle endurance in Tmq4-deficient mice', 'physiology'),
    'halo-trial': Paper('HALO-2: a randomised trial of dalvorexin in chronic urticaria', 'medicine'),
    'karst-wells': Paper('Nitrate transport in a karst aquifer under intensive farming', 'hydrology'),
    'lens-fringe': Paper('A compact interferometer for testing freeform lenses', 'optics'),
    'orient-maps': Paper('Orientation preference and eye dominance in a model of visual cortex', 'neuroscience'),
    'patch-antenna': Paper('Compact patch antennas for buried soil sensors', 'electrical engineering'),
    'reef-sound': Paper('Soundscapes of recovering coral reefs', 'marine biology'),
    'sepsis-watch': Paper('Early warning of sepsis from bedside monitors', 'clinical machine learning'),
    'shift-heart': Paper('Heart-rate variability in night-shift workers', 'physiology'),
    'sodium-cell': Paper('Moisture-stable layered cathodes for sodium cells', 'materials chemistry'),
    'soft-grip': Paper('Tactile sorting of fruit with soft pneumatic fingers', 'robotics'),
    'sparse-index': Paper('Graph indexes that forget: retrieval over changing corpora', 'computer science'),
    'tea-catalyst': Paper('Nickel on spent tea leaves: catalysts for transfer hydrogenation', 'chemistry'),
    'tin-films': Paper('Grain growth in tin halide films during solvent annealing', 'materials science'),
    'wide-heads': Paper('Do wide attention heads help small language models?', 'machine learning'),
    'wind-wakes': Paper('Wake losses in a coastal wind farm under stable stratification', 'energy engineering'),
    'yeast-switch': Paper('A bistable nutrient switch in budding yeast', 'systems biology'),
    'zinc-scandium': Paper('Age hardening of zinc alloys with scandium and magnesium', 'metallurgy'),
}
