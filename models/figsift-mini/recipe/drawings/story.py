"""Captions of a drawing: leads in the manner of each family, notes about what is drawn, and the swaps made from them."""

import re
from functools import lru_cache

import numpy as np

from .. import figure
from ..figure import COUNTS, choice, sample
from .names import LANGUAGES, package
from .vocabulary import BY_FAMILY, COMPUTING_TERMS, ENGINEERING_TERMS, GENERAL

# Subjects: {topic}, {object}, {module} come from the field, {pkg} is an invented program.
SUBJECTS = {
    'diagram': (
        '{topic}', '{topic}', '{topic}', '{object}', 'the {pkg} (package|library|framework|toolkit|software|code|platform|project)', 'the {module}',
        'the (software|code|library|framework|pipeline|package|toolkit|system|tool|platform|application) for {topic}', '{method}', '{topic} (using|with|by) {method}',
        'the proposed (method|approach|framework|system|model|algorithm) for {topic}', 'the {module} and {module2}',
        '(our|the) (method|approach|implementation|workflow|procedure) (for|used for|used to study|applied to) {topic}',
    ),
    'screenshot': ('{topic}', '{topic}', '{object}', '{pkg}', 'the {module}', 'the {pkg} (application|tool|software|program|web app)', 'a (tool|program|package) for {topic}'),
    'image': ('{object}', '{object}', '{object}', '{topic}', '{topic}'),
    '3d': ('{object}', '{object}', '{topic}', '{topic}', '{object} (computed|generated|simulated|rendered|obtained) with {pkg}'),
    'map': ('{topic}', '{topic}', '{object}', 'the study area', 'the (study|survey|model) (region|domain|site)'),
    'table': ('{topic}', '{object}', '{module}', 'the {pkg} (package|library|software)'),
    'plot': ('{topic}',),
}

LEADS = {
    'diagram': (
        '{noun} of {subject}.', 'A {noun} of {subject}.', '{noun} (showing|illustrating|depicting|summarising|summarizing|representing|describing) {subject}.',
        '(Schematic|Schematic view|Schematic representation|Schematic diagram|Schematic overview|Overview|Illustration|Sketch|Diagram|Graphical overview|Conceptual diagram) of {subject}.',
        '(The|An) (example|illustrative|typical|simplified) {noun} (for|of) {subject}.', '{subject}: {noun}.', '{subject} (shown|represented|drawn|depicted) as a {noun}.',
        '{noun} for {subject}.', 'The {noun} used (for|in) {subject}.',
    ),
    'screenshot': (
        '{noun} (of|for) {subject}.', '{noun} (showing|displaying|illustrating|presenting) {subject}.', 'Screenshot of {subject}.', '(A screenshot|Screen capture|Screenshot) of the {noun} (of|for) {subject}.',
        '{noun} of {pkg} (showing|with|during|for the analysis of) {object}.', 'Example (of a|of the) {noun} (of|for) {subject}.', '{subject}: {noun}.', 'The {noun} (of|for|provided by) {subject}.',
    ),
    'image': (
        '{noun} of {subject}.', 'A {noun} of {subject}.', '(Representative|Typical|Example|Exemplary|Sample) {noun} of {subject}.', '{noun} (showing|of|showing the|with) {subject}.',
        '{subject} (seen|observed|imaged|recorded) in a {noun}.', '(Example|Sample) image (of|from) {subject}: {noun}.', '{subject}, {noun}.',
    ),
    '3d': (
        '{noun} of {subject}.', 'A {noun} of {subject}.', '{noun} (showing|illustrating|of) {subject}.', '(Visualisation|Visualization|Rendering|Snapshot|3D view|Three-dimensional view|Example) of {subject}.',
        '{noun} from (a simulation|the simulation|simulations) of {subject}.', '{subject}: {noun}.', '(Result|Results|Output|Example output) of the (simulation|model|code): {noun} of {subject}.',
    ),
    'map': (
        '{noun} of {subject}.', 'A {noun} of {subject}.', '{noun} (showing|illustrating|with|for) {subject}.', '{subject}: {noun}.', '(Location|Overview|Extent|Map) of {subject}.', '{noun} produced (with|by|using) {pkg} for {subject}.',
    ),
    'table': ('{noun} of {subject}.', '{noun} for {subject}.', '{noun} (listing|summarising|summarizing|comparing|showing) {subject}.', '(Summary|Comparison|Overview|List) of {subject}.'),
    'plot': ('{noun} of {subject}.',),
}

PLAIN = ('See text for details.', 'Created by the authors.', 'Shown for illustration.', 'Reproduced (with permission|by the authors).')

# Prose that could stand under nearly any drawing of the family.
FILLER = {
    'diagram': (
        'See text for details.', 'Arrows (indicate|show|denote|represent) the (flow|direction) of (data|information|control).', 'Boxes (are|represent|denote) (modules|steps|components|processes|functions).',
        'The (user|developer) can (extend|replace|customise|configure|modify) each (component|step|module).', 'Each (component|step|module|block) is (described|explained|discussed) in the text.',
        'The (main|core|key) (components|elements|steps|concepts|building blocks) are (shown|highlighted|listed).', 'The design (is modular|separates concerns|follows the standard pattern|allows new methods to be added).',
        'External (dependencies|libraries|tools|services) are (omitted|not shown) for clarity.', 'Names of (classes|functions|modules) are given inside the (boxes|nodes).',
    ),
    'screenshot': (
        'The user can (select|load|change|adjust|inspect|edit|filter|export) the (data|parameters|settings|results|files).', 'Results are (updated|shown|displayed|refreshed) (interactively|in real time|on the fly|automatically).',
        'The interface (runs|is available|works) in (any|a|the) (web browser|browser|desktop|terminal).', 'All (options|settings|parameters) can be changed (interactively|by the user|in the panel).',
        'The (example|session|case) shown uses the (default|demo|example|test) (data|dataset|settings).', 'The output can be (saved|exported|downloaded) (as|to) (a file|an image|a table|CSV).',
    ),
    'image': (
        'Scale bar (shown|as indicated).', 'The image was (processed|analysed|analyzed|segmented|filtered|contrast enhanced) (with|by) the (software|pipeline|package).', 'Image courtesy of the authors.',
        'Contrast was (adjusted|enhanced) for (display|clarity|visibility).', 'The (region of interest|field of view) is shown.', 'Raw (image|data) (before|without) processing.',
    ),
    '3d': (
        'Colours (show|denote|represent|indicate|encode) (the magnitude|the value|intensity|the field).', 'Rendered (with|using) (ParaView|a ray tracer|OpenGL|the viewer|the package).', 'The (computation|simulation|calculation) (used|ran on|was performed on) (several|many|multiple) (cores|nodes|processors|GPUs).',
        'The (camera|view|viewpoint) is (oblique|from above|from the side).', 'Only (part|half|a slice) of the (domain|volume|model) is shown.', 'The (initial|final|intermediate|steady) state is shown.',
    ),
    'map': (
        'The inset shows the location.', 'North is up.', '(Coordinates|Longitude and latitude) in degrees.', 'Background (data|map) (from|by) open sources.', 'Symbols (mark|indicate|show) (sites|stations|sampling locations|cities).',
    ),
    'table': ('Values are (means|averages|medians) (over|of) (all|several|repeated) runs.', 'Best results are (in bold|highlighted).', 'Check marks (denote|indicate) (supported|available) features.'),
    'plot': ('See text for details.',),
}


@lru_cache(maxsize=1)
def _domains():
    return figure.load_domains()


def fitting(rng, domain, *parts: str):
    """`domain`, or one whose name holds one of `parts` where it does not: a cell nucleus is no figure of astronomy."""
    if any(part in domain.name for part in parts):
        return domain
    others = [other for name, other in _domains().items() if any(part in name for part in parts)]
    return choice(rng, others) if others else domain


ASIDES = (
    '(Shown|Also shown|Visible|Included|Labelled) are the {a}, {b} and {c}.', 'The {a} {b} (is|was) (used|chosen|selected) for {c} {d}.', 'Here {a} and {b} (depend on|relate to|are part of) the {c} {d}.',
    '(Note|Notice) the {a} {b} (near|beside|within) the {c}.', '(For|With|Without) {a} {b}, the {c} {d} (changes|is reduced|is needed|remains).', '{a} {b} and {c} {d} (of|from) the {e}.',
    'This (example|figure) (illustrates|shows|demonstrates) {a} {b}, {c} and {d}.', '(Including|Together with) {a}, {b}, {c} and {d}.',
)


class Story:
    """Collects what is true of one drawing and writes its captions."""
    def __init__(self, rng, domain, kind: str, subjects=(), filler: bool = True):
        self.filler = FILLER[figure.KINDS[kind].family] if filler else PLAIN
        self.rng, self.domain, self.kind, self.family = rng, domain, kind, figure.KINDS[kind].family
        topic, thing = str(choice(rng, domain.topics)), str(choice(rng, domain.objects))
        modules = [str(word) for word in sample(rng, domain.modules, 2)] or ['core module']
        self.slots = {
            'topic': topic, 'object': thing, 'module': modules[0], 'module2': modules[-1], 'pkg': package(rng), 'language': choice(rng, LANGUAGES),
            'quantity': choice(rng, domain.quantities).name, 'series': str(choice(rng, domain.series)), 'category': str(choice(rng, domain.categories)),
        }
        self.slots['method'] = str(choice(rng, getattr(domain, 'methods', ()) or domain.modules))
        if subjects and rng.random() < (.9 if self.family in ('image', '3d', 'map') else .7):
            self.subjects = tuple(subjects)
        else:
            self.subjects = SUBJECTS[self.family]
        self.leads, self.notes = [], []
        self.nouns = figure.KINDS[kind].words

    def set(self, **slots):
        """Words that leads and notes may name as {slot}."""
        self.slots.update(slots)
        return self

    def named(self, *nouns: str):
        """What captions may call this drawing, where not all words of its kind fit it."""
        self.nouns = nouns
        return self

    def lead(self, *templates: str):
        """Openings that only this kind has; they come up in two thirds of the captions."""
        self.leads.extend(templates)
        return self

    def note(self, *templates: str):
        """Sentences about what is drawn; a longer caption takes some of them."""
        self.notes.extend(templates)
        return self

    def _say(self, template: str) -> str:
        # A subject may hold slots of its own, so the template is filled twice.
        noun = choice(self.rng, self.nouns)
        once = figure.say(self.rng, template.replace('{subject}', choice(self.rng, self.subjects)), **{'noun': noun, **self.slots})
        return _polish(once)

    def _lead(self) -> str:
        own = self.leads and self.rng.random() < .62
        return self._say(choice(self.rng, self.leads if own else LEADS[self.family]))

    def _aside(self) -> str:
        """A sentence of words that captions of the family often hold, which no template would reach."""
        words = sample(self.rng, BY_FAMILY.get(self.family, GENERAL), 3) + sample(self.rng, (GENERAL, GENERAL, COMPUTING_TERMS, ENGINEERING_TERMS)[int(self.rng.integers(4))], 2)
        a, b, c, d, e = sample(self.rng, words, 5)
        return self._say(choice(self.rng, ASIDES).format(a=a, b=b, c=c, d=d, e=e))

    def captions(self) -> list[str]:
        rng = self.rng
        terse = self._lead()
        if rng.random() < .5:
            terse = terse.rstrip('.')
        sentence = self._lead()
        if self.notes and rng.random() < .6:
            sentence += ' ' + self._say(choice(rng, self.notes))
        notes = sample(rng, self.notes, int(rng.integers(2, 5)))
        parts = [self._lead(), *map(self._say, notes)]
        if rng.random() < .45:
            parts.append(self._say(choice(rng, self.filler)))
        told = ' '.join(parts)
        prose = [self._say(note) for note in sample(rng, self.notes, 2)] + [self._say(choice(rng, self.filler))]
        if rng.random() < .4:
            prose.insert(0, self._aside())
        extra = self._lead() + ' ' + ' '.join(prose[: int(rng.integers(1, 4))])
        found = [terse, sentence, told, extra]
        while len(set(found)) < 3:
            found.append(self._lead() + ' ' + self._say(choice(rng, self.filler)))
        return [re.sub(r'\b([Gg])rey', r'\1ray', text) if rng.random() < .4 else text for text in dict.fromkeys(found)]

    def finish(self, image: np.ndarray, colours=(), count: int | None = None, sides: bool = False, **attributes):
        """`colours` and `count` are those that notes name; `sides` says that a note states one."""
        facts = dict(attributes)
        if colours:
            facts['colours'] = [str(name) for name in dict.fromkeys(colours)]
        if count is not None and 0 < count < len(COUNTS):
            facts['count'] = int(count)
        if sides:
            facts['left_right'] = True
        # A caption that takes the drawing for a kind of another family, so that every drawing has a negative.
        nouns, self.nouns = self.nouns, choice(self.rng, [kind for kind in figure.KINDS.values() if kind.family != self.family]).words
        mistaken = self._say(choice(self.rng, [lead for lead in LEADS[self.family] if '{noun}' in lead]))
        self.nouns = nouns
        return figure.finish(self.rng, image, self.captions(), self.kind, self.domain, facts, [mistaken])


def number(count: int) -> str:
    """Spelled up to twelve, else digits."""
    return COUNTS[count] if 0 <= count < len(COUNTS) else str(count)


def several(count: int, word: str) -> str:
    """'one box', 'three boxes'."""
    plural = word[:-1] + 'ies' if word.endswith('y') and word[-2] not in 'aeo' else word + 'es' if word.endswith(('s', 'x', 'ch', 'sh')) else word + 's'
    return f'{number(count)} {word if count == 1 else plural}'


def listed(words) -> str:
    """'a, b and c'."""
    words = [str(word) for word in words]
    return words[0] if len(words) == 1 else ', '.join(words[:-1]) + ' and ' + words[-1]


def _polish(text: str) -> str:
    text = re.sub(r'\b([Aa])n (?![aeiouAEIOU]|h[oe])', r'\1 ', text)
    text = re.sub(r'\b([Aa]) (?=[aeioAEIO])', r'\1n ', text)
    text = re.sub(r'\b([Tt]he) (?:the|a|an|our)\b', r'\1', text)
    text = re.sub(r'\b(a|an) (the|our|a|an) ', r'\2 ', text, flags=re.I)
    return text[:1].upper() + text[1:]
