"""A field of science with all that captions of its plots need; figure.Domain is the part that drawings need too."""

import re
from dataclasses import dataclass
from functools import cached_property

from recipe import figure


@dataclass(frozen=True)
class Quantity(figure.Quantity):
    """Something measured: `low` to `high` is its usual range; `log` when it spans decades."""

    low: float = 0.0
    high: float = 1.0
    log: bool = False


@dataclass(frozen=True, kw_only=True)
class Domain(figure.Domain):
    fields: tuple[str, ...]  # names of the field and of its parts
    drivers: tuple[Quantity, ...]  # what stands on the x axis; `quantities` stand on the y axis
    entities: tuple[str, ...]  # plural nouns, what is studied
    methods: tuple[str, ...]  # singular noun phrases
    software: tuple[str, ...]  # well-known programs, and words for programs
    clauses: tuple[str, ...]  # what may follow a subject: 'after correction for extinction'
    remarks: tuple[str, ...]  # whole sentences without the full stop

    @cached_property
    def vocabulary(self) -> tuple[str, ...]:
        """All distinct lower-case words of this domain, sorted."""
        lists = (self.fields, self.topics, self.entities, self.series, self.categories, self.objects, self.modules,
                 self.methods, self.software, self.clauses, self.remarks, self.words)
        texts = [text for part in lists for text in part]
        texts += [quantity.name for quantity in (*self.drivers, *self.quantities)]
        return tuple(sorted({word for text in texts for word in words_of(text)}))


def words_of(text: str) -> list[str]:
    """Lower-case words of two or more letters; a hyphen parts words."""
    return re.findall(r'[a-zµ][a-z0-9µ]+', text.lower())


def items(text: str) -> tuple[str, ...]:
    """'a; b; c' (line ends count as blanks) -> ('a', 'b', 'c')."""
    return tuple(part for part in (' '.join(raw.split()) for raw in text.split(';')) if part)


def single_words(text: str) -> tuple[str, ...]:
    """Words separated by blanks."""
    return tuple(text.split())


def quantities(text: str) -> tuple[Quantity, ...]:
    """'name|unit|low|high' or 'name|unit|low|high|log', separated by semicolons."""
    found = []
    for entry in items(text):
        name, unit, low, high, *log = entry.split('|')
        found.append(Quantity(name, unit, low=float(low), high=float(high), log=bool(log)))
    return tuple(found)
