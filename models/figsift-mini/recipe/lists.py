"""Word lists as ids, by domain, by kind or family, and 'generic': what training mixes into captions."""

from collections import Counter

import numpy as np

import recipe.figure as figure
import recipe.words
from recipe.drawings import vocabulary as drawn
from recipe.stem import pieces
from recipe.tokenizer import strings

LIFT = 4  # a word belongs to a kind when its captions have it this many times as often as all captions
MOST = 40


def word_lists(vocab, rows):
    """name -> array of ids. Domains by their lists; kinds and families by the words typical of their rendered captions."""

    def ids(*values):
        found = {vocab.get(piece, 0) for text in strings(values) for piece in pieces(text)}
        return np.array(sorted(found - {0}))

    own = lambda domain: [value for key, value in vars(domain).items() if key != 'kinds']
    lists = {name: ids(*own(domain), drawn.BY_DOMAIN.get(name, ())) for name, domain in figure.load_domains().items()}
    lists['generic'] = ids(recipe.words.vocabulary(), drawn.GENERAL, drawn.PEOPLE_AND_PRACTICE)
    families = typical(rows, 'family')
    for family, words in drawn.BY_FAMILY.items():
        families[family] = np.union1d(families.get(family, np.array([], dtype=np.int64)), ids(words))
    return lists | families | typical(rows, 'kind')


def typical(rows, key):
    """value of `key` -> ids of the words that mark its captions."""
    counts, everywhere = {}, Counter()
    for row in rows:
        words = {i for text in row['captions'] for i in text.tolist()}
        everywhere.update(words)
        counts.setdefault(row[key], Counter()).update(words)
        counts[row[key]][0] += 1
    found = {}
    for name, own in counts.items():
        share = own.pop(0)
        lift = {i: n / share * len(rows) / everywhere[i] for i, n in own.items() if n >= 3}
        best = sorted((i for i in lift if lift[i] >= LIFT), key=lambda i: -own[i])[:MOST]
        found[name] = np.array(best, dtype=np.int64)
    return found
