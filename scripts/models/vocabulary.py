"""Small tokenizers of the two families' kinds, learned from the bundled sample's captions, and what they must answer.

`encode` is written apart from the file format: it is the truth that the fixtures' golden ids come from.
"""
import collections
import math
import unicodedata

SPLIT = "<\\|startoftext\\|>|<\\|endoftext\\|>|'s|'t|'re|'ve|'m|'ll|'d|[\\p{L}]+|[\\p{N}]|[^\\s\\p{L}\\p{N}]+"
PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'


def byte_symbols():
    """GPT-2's printable symbol for each byte."""
    kept = [*range(33, 127), *range(161, 173), *range(174, 256)]
    rest = [b for b in range(256) if b not in kept]
    return {**{b: chr(b) for b in kept}, **{b: chr(256 + i) for i, b in enumerate(rest)}}


def clip_words(text):
    """Runs of letters, single digits, runs of the rest; English endings on their own."""
    text = ' '.join(unicodedata.normalize('NFC', text).split()).lower()
    i = 0
    while i < len(text):
        ending = next((e for e in ("'s", "'t", "'re", "'ve", "'m", "'ll", "'d") if text.startswith(e, i)), None)
        kind = unicodedata.category(text[i])[0]
        end = i + (len(ending) if ending else 1)
        if ending is None and kind != 'N' and not text[i].isspace():
            def same(c):
                k = unicodedata.category(c)[0]
                return k == 'L' if kind == 'L' else k not in 'LN' and not c.isspace()
            while end < len(text) and same(text[end]):
                end += 1
        if not text[i].isspace():
            yield text[i:end]
        i = end


class ClipTokenizer:
    """Byte-level BPE with `</w>` at the end of a word."""
    family, length = 'clip', 77

    def __init__(self, captions, merges=160):
        self.bytes = byte_symbols()
        words = collections.Counter(w for c in captions for w in clip_words(c))
        spelled = {w: self.spell(w) for w in words}
        self.merges = []
        for _ in range(merges):
            pairs = collections.Counter()
            for word, count in words.items():
                for pair in zip(spelled[word], spelled[word][1:]):
                    pairs[pair] += count
            best = min(pairs, key=lambda p: (-pairs[p], p))
            self.merges.append(best)
            spelled = {w: merge(s, best) for w, s in spelled.items()}
        symbols = list(self.bytes.values())
        pieces = [*symbols, *(s + '</w>' for s in symbols), *(a + b for a, b in self.merges)]
        pieces += ['<|startoftext|>', '<|endoftext|>']
        self.vocabulary = {piece: i for i, piece in enumerate(pieces)}
        self.start, self.end = len(pieces) - 2, len(pieces) - 1
        self.pad = self.end

    def spell(self, word):
        symbols = [self.bytes[b] for b in word.encode()]
        return [*symbols[:-1], symbols[-1] + '</w>']

    def encode(self, text):
        ids = []
        for word in clip_words(text):
            symbols = self.spell(word)
            for pair in self.merges:
                symbols = merge(symbols, pair)
            ids += [self.vocabulary[s] for s in symbols]
        return [self.start, *ids, self.end]

    def json(self):
        def special(content, i, normalized):
            return {'id': i, 'content': content, 'single_word': False, 'lstrip': False, 'rstrip': False,
                    'normalized': normalized, 'special': True}
        start, end = '<|startoftext|>', '<|endoftext|>'
        level = {'type': 'ByteLevel', 'add_prefix_space': False, 'trim_offsets': True, 'use_regex': True}
        return {
            'version': '1.0', 'truncation': None, 'padding': None,
            'added_tokens': [special(start, self.start, True), special(end, self.end, False)],
            'normalizer': {'type': 'Sequence', 'normalizers': [
                {'type': 'NFC'}, {'type': 'Replace', 'pattern': {'Regex': '\\s+'}, 'content': ' '}, {'type': 'Lowercase'}]},
            'pre_tokenizer': {'type': 'Sequence', 'pretokenizers': [
                {'type': 'Split', 'pattern': {'Regex': SPLIT}, 'behavior': 'Removed', 'invert': True}, level]},
            'post_processor': {'type': 'RobertaProcessing', 'sep': [end, self.end], 'cls': [start, self.start],
                               'trim_offsets': False, 'add_prefix_space': False},
            'decoder': {**level, 'add_prefix_space': True},
            'model': {'type': 'BPE', 'dropout': None, 'unk_token': end, 'continuing_subword_prefix': '',
                      'end_of_word_suffix': '</w>', 'fuse_unk': False, 'byte_fallback': False,
                      'vocab': self.vocabulary, 'merges': [' '.join(pair) for pair in self.merges]},
        }


def merge(symbols, pair):
    merged, i = [], 0
    while i < len(symbols):
        is_pair = tuple(symbols[i:i + 2]) == pair
        merged.append(''.join(pair) if is_pair else symbols[i])
        i += 2 if is_pair else 1
    return merged


class SiglipTokenizer:
    """Unigram pieces behind lower case without punctuation; the end token is the padding too."""
    family, length = 'siglip', 64

    def __init__(self, captions, words=220):
        counts = collections.Counter(w for c in captions for w in self.normalise(c).split())
        letters = sorted({c for w in counts for c in w} | set('abcdefghijklmnopqrstuvwxyz0123456789'))
        common = sorted(counts, key=lambda w: (-counts[w], w))[:words]
        total = sum(counts.values())
        pieces = [['<pad>', 0.0], ['</s>', 0.0], ['<unk>', 0.0], ['▁', -3.0]]
        pieces += [[c, -9.0 - 0.01 * i] for i, c in enumerate(letters)]
        pieces += [['▁' + w, round(math.log(counts[w] / total), 4)] for w in common]
        self.pieces, self.scores = pieces, dict((p, s) for p, s in pieces[3:])
        self.vocabulary = {p: i for i, (p, _) in enumerate(pieces)}
        self.end = self.pad = 1

    @staticmethod
    def normalise(text):
        return ' '.join(''.join(c for c in text.lower() if c not in PUNCTUATION).split())

    def encode(self, text):
        spelled = ''.join('▁' + w for w in self.normalise(text).split(' ') if w)
        best = [(0.0, [])]
        for end in range(1, len(spelled) + 1):
            choices = [(best[i][0] + self.scores[spelled[i:end]], best[i][1] + [self.vocabulary[spelled[i:end]]])
                       for i in range(max(0, end - 40), end) if spelled[i:end] in self.scores]
            if spelled[end - 1] not in self.scores:
                choices.append((best[end - 1][0] - 30, best[end - 1][1] + [2]))
            best.append(max(choices, key=lambda choice: choice[0]))
        ids = [i for k, i in enumerate(best[-1][1]) if not (i == 2 and k > 0 and best[-1][1][k - 1] == 2)]
        return [*ids, self.end]

    def json(self):
        def special(i):
            return {'id': i, 'content': self.pieces[i][0], 'single_word': False, 'lstrip': False, 'rstrip': False,
                    'normalized': False, 'special': True}
        escaped = ''.join('\\' + c for c in PUNCTUATION)
        return {
            'version': '1.0', 'truncation': None, 'padding': None, 'added_tokens': [special(i) for i in range(3)],
            'normalizer': {'type': 'Sequence', 'normalizers': [
                {'type': 'Lowercase'}, {'type': 'Replace', 'pattern': {'Regex': f'[{escaped}]'}, 'content': ''},
                {'type': 'Replace', 'pattern': {'Regex': '\\s+'}, 'content': ' '},
                {'type': 'Strip', 'strip_left': True, 'strip_right': True}]},
            'pre_tokenizer': {'type': 'Sequence', 'pretokenizers': [
                {'type': 'WhitespaceSplit'},
                {'type': 'Metaspace', 'replacement': '▁', 'add_prefix_space': True, 'prepend_scheme': 'always'}]},
            'post_processor': {
                'type': 'TemplateProcessing', 'pair': [],
                'single': [{'Sequence': {'id': 'A', 'type_id': 0}}, {'SpecialToken': {'id': '</s>', 'type_id': 0}}],
                'special_tokens': {'</s>': {'id': '</s>', 'ids': [1], 'tokens': ['</s>']}}},
            'decoder': {'type': 'Metaspace', 'replacement': '▁', 'add_prefix_space': True},
            'model': {'type': 'Unigram', 'unk_id': 2, 'vocab': self.pieces},
        }
