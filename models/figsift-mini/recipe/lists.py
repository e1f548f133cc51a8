"""The word lists as ids, by domain, by kind or family, and 'generic': what training mixes into captions."""

import numpy as np

import recipe.figure as figure
from recipe.stem import pieces
from recipe.tokenizer import strings


def word_lists(vocab):
    """name -> array of ids. recipe/words.py has GENERIC, and KINDS: kind or family -> words."""
    import recipe.words

    def ids(*values):
        found = {vocab.get(piece, 0) for text in strings(values) for piece in pieces(text)}
        return np.array(sorted(found - {0}))

    kinds = getattr(recipe.words, 'KINDS', {})
    lists = {name: ids(words) for name, words in kinds.items()}
    for name, kind in figure.load_kinds().items():
        lists[name] = ids(kind.words, kinds.get(name, ()))
    for name, domain in figure.load_domains().items():
        lists[name] = ids(*vars(domain).values())
    return lists | {'generic': ids(getattr(recipe.words, 'GENERIC', ()))}
