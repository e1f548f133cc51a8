"""The vocabulary of figsift-mini as tokenizer.json: python3 -m recipe.tokenizer SHARDS OUT

Words come from the captions that the recipe renders and from its word lists. All forms of a stem share one id; 0 is the
padding and every unknown word, which the text tower does not see. Rare words of the captions (fewer than three) are left out.
"""

import argparse
import json
from collections import Counter
from pathlib import Path

import recipe.figure as figure
from recipe.stem import PANELS, STOP, forms, pieces, stem

CONTEXT = 128
LEAST = 3


def listed_words():
    """Every piece of the word lists: domains, names of kinds, recipe/words.py, recipe/drawings/vocabulary.py."""
    import recipe.words
    from recipe.drawings import vocabulary as drawn

    texts = [word for kind in figure.load_kinds().values() for word in kind.words] + [*figure.COLOURS, *figure.COUNTS]
    for source in (*figure.load_domains().values(), recipe.words):
        for name, value in vars(source).items():
            if not name.startswith('_') and name != 'kinds':
                texts += list(strings(value))
    texts += [word for pair in figure.SIDES for word in pair]
    texts += [*recipe.words.vocabulary(), *drawn.WORDS]
    return {piece for text in texts for piece in pieces(text)}


def strings(value):
    """The strings in nested tuples, lists, sets and dictionaries, and the names of quantities."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, figure.Quantity):
        yield value.name
    elif isinstance(value, dict):
        yield from strings(list(value.keys()))
        yield from strings(list(value.values()))
    elif isinstance(value, (list, tuple, set, frozenset)):
        for item in value:
            yield from strings(item)


def vocabulary(captions):
    """string -> id. `captions` are the rendered ones; ids are ordered by stem."""
    counted = Counter(piece for text in captions for piece in pieces(text))
    words = listed_words() | {word for word, count in counted.items() if count >= LEAST}
    words = {w for w in words if w in PANELS or (w not in STOP and len(w) > 1 and not w.isdigit())}
    groups = {}
    for word in words:
        groups.setdefault(stem(word), set()).add(word)
    for base, group in groups.items():
        if base not in PANELS and not any(c.isdigit() for c in base):
            group |= {form for word in list(group) for form in forms(word) if len(word) > 2 and stem(form) == base}
    ids = {base: i for i, base in enumerate(sorted(groups), 1)}
    return {'[UNK]': 0} | {word: ids[base] for base in sorted(groups) for word in sorted(groups[base])}


def encode(vocab, text, context=CONTEXT):
    """Ids of a text, 0 for unknown words, as the tokenizer library gives them."""
    return [vocab.get(piece, 0) for piece in pieces(text)[:context]]


def tokenizer_json(vocab):
    return {
        'version': '1.0',
        'truncation': None,
        'padding': None,
        'added_tokens': [],
        'normalizer': {'type': 'Sequence', 'normalizers': [{'type': 'NFKD'}, {'type': 'StripAccents'}, {'type': 'Lowercase'}]},
        'pre_tokenizer': {'type': 'Split', 'pattern': {'Regex': '[a-z0-9]+'}, 'behavior': 'Removed', 'invert': True},
        'post_processor': None,
        'decoder': None,
        'model': {'type': 'WordLevel', 'vocab': vocab, 'unk_token': '[UNK]'},
    }


def load(folder):
    return json.loads((Path(folder) / 'tokenizer.json').read_text())['model']['vocab']


def main():
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument('shards')
    args.add_argument('out')
    args = args.parse_args()
    captions = []
    for path in sorted(Path(args.shards).glob('*.jsonl')):
        for line in path.read_text().splitlines():
            row = json.loads(line)
            captions += row['captions'] + row['negatives']
    vocab = vocabulary(captions)
    out = Path(args.out)
    (out / 'tokenizer.json').write_text(json.dumps(tokenizer_json(vocab), separators=(',', ':')) + '\n')
    config = {'tokenizer_class': 'PreTrainedTokenizerFast', 'model_max_length': CONTEXT, 'pad_token': '[UNK]', 'unk_token': '[UNK]'}
    (out / 'tokenizer_config.json').write_text(json.dumps(config, indent=2) + '\n')
    print(f'{len(vocab)} words, {max(vocab.values()) + 1} ids')


if __name__ == '__main__':
    main()
