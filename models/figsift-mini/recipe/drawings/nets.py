"""Drawings of neural networks and computation graphs."""

import numpy as np

from ..figure import choice, kind, sample
from . import colours, mini
from .pen import Pen, random_look
from .story import Story, fitting, number

LEARN = ('machine', 'learning', 'neuro', 'computer', 'statist', 'data')


@kind('neural network diagram', 'diagram', ('neural network', 'neural network diagram', 'fully connected neural network', 'multilayer perceptron', 'feedforward neural network', 'architecture of the neural network', 'network topology', 'artificial neural network'), weight=.9)
def perceptron(rng, domain):
    domain = fitting(rng, domain, *LEARN) if rng.random() < .6 else domain
    look = random_look(rng, 4)
    layers = int(rng.integers(3, 6))
    sizes = [int(rng.integers(2, 6)), *[int(rng.integers(3, 8)) for _ in range(layers - 2)], int(rng.integers(1, 4))]
    vertical = rng.random() < .15
    pen = Pen(rng, rng.uniform(380, 680), rng.uniform(260, 440), look)
    w, h = (pen.height, pen.width) if vertical else (pen.width, pen.height)
    radius = min(h / (max(sizes) + 1) * .36, w / layers * .22, 20)
    place = lambda layer, index: (w * (.12 + .76 * layer / (layers - 1)), h * .46 + (index - (sizes[layer] - 1) / 2) * h * .84 / max(sizes))
    flip = lambda p: (p[1], w - p[0]) if vertical else p
    line = colours.mix(look.ink, look.paper, rng.uniform(.2, .7))
    for layer in range(layers - 1):
        for a in range(sizes[layer]):
            for b in range(sizes[layer + 1]):
                pen.line([flip(place(layer, a)), flip(place(layer + 1, b))], line if rng.random() < .95 else look.ink, .7, sketch=False)
    roles = ['input', *['hidden'] * (layers - 2), 'output']
    tone = {'input': look.palette[0], 'hidden': look.palette[1], 'output': look.palette[2]}
    for layer in range(layers):
        for index in range(sizes[layer]):
            x, y = flip(place(layer, index))
            pen.disc(x, y, radius, tone[roles[layer]][1], look.ink if look.outline != 'none' else None)
            if radius > 12 and rng.random() < .4:
                pen.text(x, y, f'{"xhy"[min(2, layer) if layer < layers - 1 else 2]}{index + 1}', 9, colours.readable(tone[roles[layer]][1]))
        if not vertical and rng.random() < .8:
            pen.label(w * (.12 + .76 * layer / (layers - 1)), h * .95, f'{roles[layer]} layer', 90, 24, 11)
    story = Story(rng, domain, 'neural network diagram').set(n=number(layers), k=number(layers - 2), i=number(sizes[0]), o=number(sizes[-1]), a=tone['input'][0], b=tone['hidden'][0], c=tone['output'][0])
    story.lead('{noun} (for|used for) {topic}.', '{noun} with {k} hidden ' + ('layer.' if layers == 3 else 'layers.'), '(Architecture|Structure|Topology) of the (network|neural network|perceptron) (used for|for) {topic}.')
    story.note('The network has {n} layers: an input layer, {k} hidden ' + ('layer' if layers == 3 else 'layers') + ' and an output layer.', 'There are {i} inputs and {o} ' + ('output.' if sizes[-1] == 1 else 'outputs.'), 'Input (nodes|neurons|units) are {a}, hidden (ones|nodes|neurons) {b} and output (ones|nodes|neurons) {c}.',
               '(All|Neighbouring|Adjacent) layers are fully connected.', 'The input is at the bottom and the output at the top.' if vertical else 'The input layer is on the left and the output layer on the right.')
    return story.finish(pen.done(), colours=[tone[role][0] for role in ('input', 'hidden', 'output')], count=layers, sides=True)


def _slab(pen, x, y, w, h, d, colour, edge):
    """A box in oblique view, as feature maps are drawn."""
    pen.polygon([(x, y), (x + d, y - d * .6), (x + d + w, y - d * .6), (x + w, y)], colours.tint(colour, .4), edge, .9)
    pen.polygon([(x + w, y), (x + w + d, y - d * .6), (x + w + d, y + h - d * .6), (x + w, y + h)], colours.dark(colour, .2), edge, .9)
    pen.rect(x, y, w, h, colour, edge, .9)


@kind('convolutional network diagram', 'diagram', ('convolutional neural network architecture', 'network architecture', 'CNN architecture', 'deep learning architecture', 'architecture of the convolutional neural network', 'model architecture', 'encoder-decoder architecture', 'autoencoder architecture'), weight=1)
def convolutional(rng, domain):
    domain = fitting(rng, domain, *LEARN) if rng.random() < .7 else domain
    look = random_look(rng, 4)
    look.sketch = False
    mode = str(choice(rng, ('classifier', 'autoencoder', 'blocks')))
    count = int(rng.integers(4, 9))
    pen = Pen(rng, rng.uniform(520, 860), rng.uniform(220, 340), look)
    middle = pen.height * .48
    x, shown = 24, rng.random() < .5
    heights = [pen.height * .6 * (.78**k if mode == 'classifier' else 1 - .75 * (1 - abs(2 * k / (count - 1) - 1)) if mode == 'autoencoder' else .7) for k in range(count)]
    if shown:
        size = pen.height * .5
        pen.paste(mini.paint(mini.smooth_noise(rng, 48, 48, 4, 3), choice(rng, ('gray', 'viridis', 'terrain'))), x, middle - size / 2, size, size)
        x += size + 22
    step = (pen.width - x - (90 if mode == 'classifier' else 30)) / count
    flat = rng.random() < .35
    for k in range(count):
        h, thick = heights[k], step * (.16 + .4 * (k / count if mode == 'classifier' else abs(1 - abs(2 * k / (count - 1) - 1))))
        _, colour = look.palette[0 if k % 2 == 0 or mode == 'blocks' and rng.random() < .5 else 1]
        if flat:
            pen.rect(x, middle - h / 2, step * .55, h, colour, look.ink, 1)
            pen.turned(x + step * .27, middle, choice(rng, ('Conv 3x3', 'Conv2D', 'ReLU', 'MaxPool', 'BatchNorm', 'Dense', 'Conv + ReLU')), 11, colours.readable(colour))
        else:
            _slab(pen, x, middle - h / 2, max(5, thick), h, h * .28, colour, colours.dark(colour, .5))
        pen.text(x + step * .3, middle + h / 2 + 12, f'{2 ** (4 + min(k, 5))}', 10)
        if k and rng.random() < .5:
            pen.arrow((x - step * .26, middle), (x - 2, middle), size=6)
        x += step
    if mode == 'classifier':
        for place in range(6):
            pen.disc(x + 20, middle + (place - 2.5) * 16, 6, look.palette[2][1], look.ink, 1)
        pen.text(x + 20, middle + 62, 'softmax', 10)
    story = Story(rng, domain, 'convolutional network diagram').set(n=number(count), a=look.palette[0][0], b=look.palette[1][0])
    story.named('network architecture', 'deep learning architecture', 'model architecture', *(('encoder-decoder architecture', 'autoencoder architecture') if mode == 'autoencoder' else ('convolutional neural network architecture', 'CNN architecture')))
    story.lead('(Architecture|Structure|Layout|Schematic) of the (network|model|convolutional network|CNN|deep network|autoencoder) (used for|for|applied to) {topic}.', 'The (proposed|deep) (network|model|architecture) (for|of) {topic}.', '{noun} (with|of) {n} layers.')
    story.note('The network has {n} (convolutional layers|layers|blocks|stages).', 'The input (image|) is on the left and the output on the right.', 'Numbers (below|under) the (layers|blocks) give the (number of channels|channels|number of filters|feature maps).')
    if mode == 'classifier':
        story.note('(A softmax|Fully connected) layer (follows|gives the class|ends the network) on the right.', 'Feature maps (shrink|get smaller) from left to right.')
    if mode == 'autoencoder':
        story.note('The encoder (compresses|reduces) the input to a (bottleneck|latent representation) and the decoder (reconstructs|expands) it.')
    if mode != 'blocks':
        story.note('Layers alternate between {a} and {b}.')
    return story.finish(pen.done(), colours=[n for n, _ in look.palette[:2]] if mode != 'blocks' else (), count=count, sides=True)


@kind('U-Net diagram', 'diagram', ('U-Net architecture', 'U-Net', 'U-shaped network', 'encoder-decoder network with skip connections', 'segmentation network architecture'), weight=.4)
def unet(rng, domain):
    domain = fitting(rng, domain, *LEARN, 'bio', 'medic') if rng.random() < .7 else domain
    look = random_look(rng, 4)
    look.sketch = False
    depth = int(rng.integers(3, 6))
    pen = Pen(rng, rng.uniform(460, 720), depth * 62 + 50, look)
    bw = pen.width * .06
    xs = [pen.width * (.06 + .38 * k / (depth - 1 + .4)) for k in range(depth)]
    for k in range(depth):
        y, h = 20 + k * 62, 54 - 34 * k / depth
        left, right = xs[k], pen.width - xs[k] - 2 * bw
        for place in range(2):
            pen.rect(left + place * bw * .8, y, bw * .6, h, look.palette[0][1], look.ink, 1)
            if k < depth - 1:
                pen.rect(right + place * bw * .8, y, bw * .6, h, look.palette[1][1], look.ink, 1)
        pen.text(left + bw * .6, y - 8, f'{32 * 2**k}', 9.5)
        if k < depth - 1:
            pen.text(right + bw * .6, y - 8, f'{32 * 2**k}', 9.5)
            pen.arrow((left + bw * 1.6, y + h / 2), (right - 4, y + h / 2), dash=6 if rng.random() < .5 else 0, colour=colours.mix(look.ink, look.paper, .4))
            pen.arrow((left + bw, y + h + 2), (xs[k + 1] + bw * .4, y + 60), colour=look.palette[2][1], width=2)
            pen.arrow((pen.width - xs[k + 1] - bw * (1.2 if k < depth - 2 else 1.2), y + 60), (right + bw, y + h + 2), colour=look.palette[3][1], width=2)
    story = Story(rng, domain, 'U-Net diagram').set(n=number(depth), a=look.palette[0][0], b=look.palette[1][0], c=look.palette[2][0], d=look.palette[3][0])
    story.lead('{noun} (for|used for) (segmentation|image segmentation|denoising|{topic}).', 'The U-Net (used|trained) (for|in) {topic}.')
    story.note('The (encoder|contracting path) on the left is {a} and the (decoder|expanding path) on the right {b}.', 'Skip connections (link|join) (encoder and decoder|both sides|the left and the right side).', 'There are {n} (levels|resolutions|scales).', '(Down|Downward) arrows are {c} and (up|upward) arrows {d}.')
    return story.finish(pen.done(), colours=[n for n, _ in look.palette], count=depth, sides=True)


@kind('transformer block diagram', 'diagram', ('transformer architecture', 'transformer block', 'attention block', 'model architecture', 'encoder layer', 'transformer model'), weight=.5)
def transformer(rng, domain):
    domain = fitting(rng, domain, *LEARN)
    look = random_look(rng, 5)
    towers = int(rng.integers(1, 3))
    words = ('Multi-head attention', 'Add & norm', 'Feed forward', 'Add & norm', 'Layer norm', 'Linear', 'Softmax', 'Dropout', 'Cross attention', 'Pooling', 'MLP', 'Embedding', 'Positional encoding', 'Tokenizer')
    count = int(rng.integers(4, 8))
    pen = Pen(rng, towers * 220 + 60, count * 48 + 90, look)
    for tower in range(towers):
        x, names = 50 + tower * 220, sample(rng, words, count)
        pen.rect(x - 14, 34, 168, count * 48 - 4, None if rng.random() < .5 else colours.mix(look.paper, (128, 128, 128), .12), look.ink, 1.2, 10)
        for index, name in enumerate(names):
            y = 44 + index * 48
            pen.box(x, y, 140, 30, name, look.palette[index % 5][1], size=12)
            pen.arrow((x + 70, y + 48), (x + 70, y + 30), size=6)
            if rng.random() < .3 and index:
                pen.arrow((x + 70, y + 40), (x - 8, y + 40), (x - 8, y - 10), (x + 66, y - 10), size=5)
        pen.arrow((x + 70, 44), (x + 70, 16))
        pen.text(x + 70, count * 48 + 54, choice(rng, ('Inputs', 'Tokens', 'Image patches', 'Sequence', 'Embeddings')), 12)
        pen.text(x + 165, 40 + count * 24, 'N x' if rng.random() < .6 else '', 13)
    if towers == 2:
        pen.arrow((190, 70), (250, 70 + count * 20))
    story = Story(rng, domain, 'transformer block diagram').set(n=number(count), t='encoder' if towers == 1 else 'encoder and decoder')
    story.lead('{noun} (of|for|in) {subject}.', '(Structure|Architecture) of the {t}.')
    story.note('Each (block|layer) has {n} (sublayers|parts|modules|components).', 'The input enters at the bottom and the output leaves at the top.', 'Residual connections (skip|bypass) (some|the) (layers|blocks).')
    if towers == 2:
        story.note('The encoder is on the left and the decoder on the right.')
    return story.finish(pen.done(), count=count, sides=True)


@kind('computation graph', 'diagram', ('computation graph', 'computational graph', 'data flow graph', 'directed acyclic graph', 'task graph', 'dependency graph', 'expression graph', 'graphical model', 'Bayesian network', 'DAG'), weight=1.1)
def dag(rng, domain):
    look = random_look(rng, 3)
    layers = int(rng.integers(3, 6))
    sizes = [int(rng.integers(1, 5)) for _ in range(layers)]
    plates = rng.random() < .2
    words = ('x', 'y', 'z', 'w', 'theta', 'mu', 'sigma', 'a', 'b', '+', '*', 'exp', 'log', 'sum', 'f', 'g', 'A', 'B', 'C', 'loss', 'grad', 'dot', 'load', 'map', 'reduce', 'read', 'merge')
    down = rng.random() < .6
    pen = Pen(rng, rng.uniform(300, 560), rng.uniform(280, 480), look)
    radius = min(pen.width, pen.height) / max(layers, max(sizes)) * rng.uniform(.2, .3)
    spots = []
    for layer, size in enumerate(sizes):
        along = (layer + .5) / layers
        for index in range(size):
            across = (index + .5) / size + rng.normal(0, .02)
            spots.append((layer, across * pen.width if down else along * pen.width, along * pen.height if down else across * pen.height))
    edges = 0
    for number_of, (layer, x, y) in enumerate(spots):
        for layer0, x0, y0 in sample(rng, [s for s in spots if s[0] == layer - 1], int(rng.integers(1, 3))) + (sample(rng, [s for s in spots if s[0] < layer - 1], 1) if rng.random() < .2 else []):
            d = np.hypot(x - x0, y - y0)
            pen.arrow((x0 + (x - x0) * radius / d, y0 + (y - y0) * radius / d), (x - (x - x0) * radius / d, y - (y - y0) * radius / d))
            edges += 1
    shape = str(choice(rng, ('ellipse', 'ellipse', 'box', 'stadium')))
    shaded = rng.random() < .5
    for layer, x, y in spots:
        colour = look.palette[0 if not shaded or layer in (0, layers - 1) else 1][1]
        pen.box(x - radius * (1.3 if shape != 'ellipse' else 1), y - radius * (.75 if shape != 'ellipse' else 1), radius * (2.6 if shape != 'ellipse' else 2), radius * (1.5 if shape != 'ellipse' else 2), choice(rng, words), colour, shape)
    if plates:
        pen.rect(pen.width * .08, pen.height * .3, pen.width * .84, pen.height * .66, None, look.ink, 1, 8)
        pen.text(pen.width * .88, pen.height * .92, 'N', 13)
    story = Story(rng, domain, 'computation graph').set(n=number(len(spots)), m=number(edges), a=look.palette[0][0], b=look.palette[1][0])
    story.lead('{noun} (of|for) {subject}.', '{noun} (representing|showing) the (dependencies|operations|tasks|variables) (of|in) {subject}.', '(Dependencies|Dependency structure) (of|between) (tasks|variables|operations|jobs|modules) in {subject}.')
    story.note('The graph has {n} nodes.', '(Nodes|Circles|Vertices) are (operations|variables|tasks) and (edges|arrows) are (data|dependencies).', 'The graph is (acyclic|directed).', 'Evaluation (proceeds|goes|runs) from ' + ('top to bottom.' if down else 'left to right.'))
    if plates:
        story.note('The (plate|box) denotes (repetition|N observations).')
    if shaded and look.fill != 'white':
        story.note('Inputs and outputs are {a}, inner nodes {b}.')
    return story.finish(pen.done(), colours=[n for n, _ in look.palette[:2]] if shaded and look.fill != 'white' else (), count=len(spots), sides=True)
