"""Pieces of a text and the stem of a word: what tokenizer.json does, and how its vocabulary is grouped."""

import re
import unicodedata

PIECE = re.compile(r'[a-z0-9]+')

# Words that say nothing about a picture; left out of the vocabulary, so they are dropped like unknown ones.
STOP = frozenset(
    'a an the of in and to for is are was were be been being it its this that these those with by on at from as or we our '
    'their his her they you your can may will would could should has have had do does did not no nor than then thus so '
    'such also into onto both either each which who whom whose what when where there here while if but because however '
    'i he she them us me my s t et al e g ie eg'.split()
)
PANELS = frozenset('bcdefgh')
SAME = {
    'gray': 'grey', 'grayscale': 'greyscale', 'center': 'centre', 'vs': 'versus', 'plots': 'plot', 'plotted': 'plot',
    'plotting': 'plot', 'datum': 'data', 'axes': 'axis', 'matrices': 'matrix', 'vertices': 'vertex', 'indices': 'index',
    'spectra': 'spectrum', 'nuclei': 'nucleus', 'bacteria': 'bacterium', 'hypotheses': 'hypothesis', 'analyses': 'analysis',
    'modelled': 'model', 'modelling': 'model', 'labelled': 'label', 'labelling': 'label', 'shown': 'show', 'used': 'use', 'using': 'use', 'uses': 'use', 'based': 'base', 'drawn': 'draw', 'mapped': 'map', 'mapping': 'map', 'colormap': 'colourmap', 'behavior': 'behaviour',
}


def pieces(text):
    """Lower-case runs of [a-z0-9] after NFKD with the accents removed."""
    text = ''.join(c for c in unicodedata.normalize('NFKD', text) if unicodedata.category(c) != 'Mn')
    return PIECE.findall(text.lower())


def stem(word):
    """A light stem: plural, -ed, -ing and -ly endings, doubled consonants, British and American spellings."""
    word = SAME.get(word, word)
    if len(word) <= 3 or any(c.isdigit() for c in word):
        return word
    word = re.sub(r'(?<=[a-z]{2})our(?=s?$|ed$|ing$|s?[a-z]?map$)', 'or', word)
    word = re.sub(r'is(?=e[sd]?$|ing$|ation|ers?$)', 'iz', word) if len(word) > 6 else word
    word = _singular(word)
    for ending in ('ing', 'ed'):
        root = word[: -len(ending)]
        if word.endswith(ending) and len(root) >= 3 and re.search('[aeiouy]', root):
            word = _infinitive(root)
            break
    if word.endswith('ically') or (word.endswith('ally') and len(word) > 6):
        word = re.sub('(?<=ic)ally$|(?<=al)ly$', '', word)
    elif re.search('(al|ive|ar|ous|ent|ise)ly$', word) and len(word) > 6:
        word = word[:-2]
    return word[:-1] if word.endswith('e') and len(word) > 5 else word


def _singular(word):
    if word.endswith(('sses', 'xes', 'ches', 'shes', 'zes')):
        return word[:-2]
    if word.endswith('ies') and len(word) > 4:
        return word[:-3] + 'y'
    return word[:-1] if word.endswith('s') and not word.endswith(('ss', 'us', 'is')) else word


def _infinitive(root):
    """A verb without its -ed or -ing: an undoubled consonant, or the e that was lost."""
    if re.search(r'([bdfgmnprt])\1$', root):
        return root[:-1]
    if root.endswith('i'):
        return root[:-1] + 'y'
    lost = (len(root) <= 4 and re.search('[^aeiou][aeiou][^aeiouwxy]$', root)) or re.search('([csvzu]|rg|ng|dg|bl|tl|pl)$', root)
    return root + 'e' if lost and not root.endswith('ss') else root


def forms(word):
    """`word` and the regular endings that English may give it."""
    made = {word}
    made.add(word + 'es' if re.search('(s|x|z|ch|sh)$', word) else word[:-1] + 'ies' if re.search('[^aeiou]y$', word) else word + 's')
    if word.endswith('e'):
        made |= {word + 'd', word[:-1] + 'ing'}
    elif re.search('[^aeiou]y$', word):
        made |= {word[:-1] + 'ied', word + 'ing'}
    else:
        root = word + word[-1] if re.search('^[^aeiou]*[aeiou][bdgmnprt]$', word) else word
        made |= {root + 'ed', root + 'ing'}
    if re.search('(al|ive|ar|ous|ent)$', word):
        made.add(word + 'ly')
    if word.endswith('ic'):
        made.add(word + 'ally')
    return made
