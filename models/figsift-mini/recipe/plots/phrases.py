"""Noun phrases and sentences that captions of charts are built from; the words in braces are slots of prose.fill."""

from recipe.figure import chance, choice
from recipe.plots.prose import cap, fill, listing, number

RELATIONS = (
    '{y} (versus|vs.|vs|against) {x}', '{y} as a function of {x}', '{y} plotted against {x}',
        '(variation|change|changes) (of|in) {y} with {x}', '[the] dependence of {y} on {x}',
        '[the] evolution of {y} with {x}',
    '[the] relationship between {x} and {y}', '[the] effect of {x} on {y}', '[the] influence of {x} on {y}',
        '{y} (at|for) (different|various|several|varying) (values of {x}|{x})', 'how {y} (varies|changes) with {x}',
        '{y}-{x} (curves|relation|relationship|diagram)',
    '{y} across {x}', '(measured|computed|simulated|observed|predicted|estimated|average|mean|normalized|relative|total) {y} as a function of {x}',
        '[the] behaviour of {y} with (increasing|growing|decreasing) {x}', '[the] sensitivity of {y} to {x}',
        '{x} dependence of {y}',
    'scaling of {y} with {x}', '{y} with respect to {x}', '{y} over {x}', '{y} by {x}',
        'association between {x} and {y}', '{y} and {x}', '{y} (profiles|curves) along {x}',
        '[the] response of {y} to {x}', '[the] impact of {x} on {y}',
)
DISTRIBUTIONS = (
    '[the] distribution of {y}', '{y} distribution', 'distributions of {y} (for|of|in|across) {e}', 'frequency of {y}',
        'probability density of {y}', 'spread of {y}', '{y} of {e}',
        '(empirical|marginal|posterior|observed|estimated|sampling) distribution of {y}',
        'variability of {y} (among|across|within|between) {e}',
    'range of {y} (observed|measured|found) in {e}', 'statistics of {y}', 'density of {y}', '{y} among {e}',
        'number of {e} by {y}', 'values of {y}',
)
COMPARISONS = (
    '[a] comparison of {y} (between|across|among|for) {g}', '{y} (for|of|in|by) {g}',
        '{y} for (each|every|all) of the {e}', '{y} by (category|group|type|class|condition|method)',
        'differences in {y} between {e}', '{y} across {e}', '(mean|average|median|total) {y} (of|in|for|per) {e}',
    '{y} grouped by (type|class|condition|site|year|method)', '{y} achieved by {g}', 'breakdown of {y} by {e}',
        '{y} under (different|various|several) conditions', 'contribution of {g} to {y}',
        'comparison of {e} in terms of {y}', 'summary of {y} for {e}', 'relative {y} of {e}',
)
FIELDS = (
    'spatial distribution of {y}', '{y} field',
        '{y} (in|over|across) the (domain|plane|x-y plane|cross-section|field of view)',
        'two-dimensional distribution of {y}', '{y} as a function of {x} and {x2}', 'map of {y}',
        '(snapshot|snapshots) of {y}', 'pattern of {y}',
        '(simulated|computed|measured|reconstructed|interpolated) {y} field',
    '{y} in the {x}-{x2} plane', 'variation of {y} with {x} and {x2}', 'cross-section of {y}',
        '{y} for (varying|different|all combinations of) {x} and {x2}', 'dependence of {y} on both {x} and {x2}',
        'landscape of {y}', 'contours of {y}', 'slice through the {y} field',
)
SCOPES = (
    'for {e}', 'for {n} {e}', 'in {e}', 'of {e}', 'measured in {e}', 'from {n} {e}', 'across {e}',
        'for (selected|representative|simulated|observed|typical|individual|all|randomly chosen|synthetic) {e}',
        'among {e}', 'for a (set|sample|subset|collection|population) of {e}', 'obtained (for|from) {e}',
        'in a (study|simulation|survey|model|sample) of {e}',
)

OPENERS = (
    '{K} of {S}', '{K} of {S}', '{K} showing {S}', '{K} for {S}', 'Example {k} of {S}', '{S} shown as {ak}',
        '{S} ({k})', '{K}: {S}',
        '{K} (illustrating|depicting|displaying|comparing|summarizing|visualizing|representing|presenting) {S}',
        'The {k} (shows|depicts|displays|illustrates) {S}', 'Visualization of {S} (as|using|with) {ak}',
    '{K} (generated|produced|created|made) (with|by|using) {soft}, showing {S}', '{A} {k} of {S}',
        '{A} {k} showing {S}', 'An example of {ak} (showing|of) {S}',
        '{S}, (displayed|visualised|plotted|presented|drawn) as {ak}', '{K} obtained (from|for|with) {S}',
        '{K} with {S}', '{K} of the {e}: {S}', 'Typical {k} of {S}', '{K} (comparing|for) {S} {scope}',
)
PLAIN_OPENERS = (
    '{S}', '{S}', '{S} {scope}', '{S} {scope}', '{S} {clause}', '{S} {clause}', '{T}: {S}', '{S} in {t}', '{S} for {t}',
        'Comparison of {S}', 'Results (for|of) {t}: {S}', 'Measured and (simulated|modelled|predicted) {S}',
        'Example of {S}', 'Illustration of {S}', 'Overview of {S}',
        'The (plot|figure|graph|panel|chart|diagram) shows {S}', 'Shown (is|are) {S}',
    'Plot of {S}', 'Graph showing {S}', 'Plot showing {S} {clause}', '{S}, {clause}', 'Simulation results: {S}',
        'Experimental results for {S}', 'Numerical results for {S}', 'Analysis of {t}: {S} {scope}',
        'Output of {soft}: {S}', 'Example output (from|of) {soft} showing {S}',
        '{soft} (applied to|used for|analysis of) {t}: {S}', 'Demonstration of {soft} (on|for) {t}, showing {S}',
    '{S} (computed|calculated|obtained|estimated|determined|evaluated|simulated|modelled|reconstructed|generated) (with|using|by) {m}',
        '{S} (before|after|during|without) {m}', 'Application of {m} to {t}: {S}', 'Validation of {m}: {S}',
        '{S} from {m}', '{S} as (determined|given|predicted|estimated) by {m}', 'Case study on {t}: {S}',
        '{S} (in|from) (the|a) {f} (example|study|application|use case|experiment|data set)',
)
TERSE = ('{S}', '{S}', '{S}', '{K} of {S}', '{K}', '{K} for {t}', '{S} {scope}', '{S} ({k})', '{T}', '{K} of {e}',
    '{t} {k}', '{S} for {t}', '{K} of {t}', '{T}: {k}', 'Example {k}', '{soft} {k}',
    '{K} produced (by|with|using) {soft}')

METHODS = (
    '(Data|Values|Results|Estimates|Curves|Points) were (obtained|computed|derived|calculated|determined) (with|using|by|from|via) {m}',
        '{M} was (used|applied|performed) [to obtain the results]', 'Computed (with|using) {soft}',
        'The (data|results|model|example) (are|is) taken from a study of {t}',
        '(Produced|Generated|Plotted|Created) (with|by|using) {soft}', 'Results of {m} (are shown|for {e})',
    '{soft} was used (for|to perform) the (analysis|calculations|simulations|fits)',
        'See (text|main text|Section 3|Table 1|Methods) for details', 'Based on {m}', 'Estimated by {m} {clause}',
        '{M} and {m2} were combined',
)


def series_details(rng, series, thing: str = '') -> list[str]:
    """Sentences that say which colour, dash or marker is which series."""
    shown = list(series)
    how = []
    for s in shown:
        looks = [f'<c:{s.word}>']
        if s.marked and chance(rng, 0.6):
            looks = [f'<c:{s.word}> <m:{s.marker_word}>'] if chance(rng, 0.75) else [f'<m:{s.marker_word}>']
        elif s.lined and s.dash != '-' and chance(rng, 0.7):
            looks = [f'<d:{s.dash_word}> <c:{s.word}> line', f'<c:{s.word}> <d:{s.dash_word}> line',
                f'<d:{s.dash_word}> line']
        elif s.lined and chance(rng, 0.4):
            looks = [f'<c:{s.word}> line', f'<c:{s.word}> curve']
        elif thing and chance(rng, 0.4):
            looks = [f'<c:{s.word}> {thing}']
        how.append(choice(rng, looks))
    named = [(s.name, h) for s, h in zip(shown, how)]
    style = int(rng.integers(8))
    if style == 0:
        return [listing(rng, [f'{name} ({h})' for name, h in named])]
    if style == 1:
        return [cap('; '.join(f'{h}: {name}' for name, h in named))]
    if style == 2 and len(named) > 1:
        left = listing(rng, [h for _, h in named])
        right = listing(rng, [name for name, _ in named])
        return [cap(fill(rng,
            '{a} (show|represent|correspond to|indicate|denote|mark) {b}(, respectively|, in that order|)', a=left,
            b=right))]
    if style == 3:
        return [f'{name} {choice(rng, ("is shown in", "in", "is plotted in", "is drawn in", "is coloured"))} <c:{s.word}>'
            for (name, _), s in zip(named, shown)][: int(rng.integers(1, 4))]
    if style == 4:
        name, h = choice(rng, named)
        verb = choice(rng, ('indicates', 'represents', 'shows', 'denotes', 'is', 'corresponds to', 'marks',
            'stands for')) if not h.endswith('s>') else choice(rng, ('indicate', 'represent', 'show', 'denote', 'are',
            'mark'))
        return [f'The {h}{"" if "line" in h or "curve" in h or h.endswith("s>") or (thing and thing in h) else " " + (thing or "line" if s_lined(shown) else "symbol")} {verb} {name}']
    if style == 5:
        return [fill(rng, 'Colours (denote|indicate|represent|mark|distinguish) {l}',
            l=listing(rng, [f'{n} ({h})' for n, h in named]))]
    if style == 6 and len(named) > 1:
        return [fill(rng, '(Legend:|Shown are|Compared are|Curves:|Included are|Cases:) {l}',
            l=listing(rng, [name for name, _ in named]))]
    return [cap(f'{h}, {name}') for name, h in named][: int(rng.integers(1, 4))]


def s_lined(series) -> bool:
    return any(s.lined for s in series)


def names_phrase(rng, series) -> str:
    """'for control and treated', 'for three series: a, b and c' …"""
    names = [s.name for s in series]
    if len(names) > 4 or chance(rng, 0.3):
        return fill(rng, 'for {n} (different|) (cases|groups|conditions|models|samples|methods|runs|settings|series)',
            n=number(rng, len(names)))
    return fill(rng, '(for|of|with|comparing) {l}', l=listing(rng, names))


def subset(rng, sentences, low: int, high: int) -> list[str]:
    """Between `low` and `high` of the sentences, in their order."""
    count = min(len(sentences), int(rng.integers(low, high + 1)))
    keep = sorted(rng.permutation(len(sentences))[:count])
    return [sentences[i] for i in keep]


