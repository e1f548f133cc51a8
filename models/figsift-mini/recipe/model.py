"""The two towers of figsift-mini: pixels and word ids to unit vectors whose mean over synthetic figures is removed."""

import torch
from torch import nn
from torch.nn import functional as F

DIMS = 192
WORDS = 96  # context length of the text tower


class Bottleneck(nn.Module):
    """1x1 down, 3x3, 1x1 up with batch norm; `stride` 2 halves the sides and may change the width."""

    def __init__(self, inputs, width, stride=1):
        super().__init__()
        inner = width // 2
        self.body = nn.Sequential(
            nn.Conv2d(inputs, inner, 1, bias=False),
            nn.BatchNorm2d(inner),
            nn.ReLU(inplace=True),
            nn.Conv2d(inner, inner, 3, stride, 1, bias=False),
            nn.BatchNorm2d(inner),
            nn.ReLU(inplace=True),
            nn.Conv2d(inner, width, 1, bias=False),
            nn.BatchNorm2d(width),
        )
        same = inputs == width and stride == 1
        self.skip = nn.Identity() if same else nn.Sequential(nn.Conv2d(inputs, width, 1, stride, bias=False), nn.BatchNorm2d(width))

    def forward(self, x):
        return F.relu(self.body(x) + self.skip(x))


class Attention(nn.Module):
    """One pre-norm transformer block. Written out, so that torch of any age exports the same plain graph."""

    def __init__(self, dims, heads=4, grow=2):
        super().__init__()
        self.heads = heads
        self.norm1, self.norm2 = nn.LayerNorm(dims), nn.LayerNorm(dims)
        self.qkv, self.out = nn.Linear(dims, 3 * dims), nn.Linear(dims, dims)
        self.up, self.down = nn.Linear(dims, grow * dims), nn.Linear(grow * dims, dims)

    def forward(self, x, hidden=None):
        """`x` [n, tokens, dims]; `hidden` [n, tokens] is -1e4 where a token must not be seen, else 0."""
        n, tokens, dims = x.shape
        q, k, v = self.qkv(self.norm1(x)).reshape(n, tokens, 3, self.heads, dims // self.heads).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(2, 3) * (dims // self.heads) ** -0.5
        if hidden is not None:
            scores = scores + hidden[:, None, None, :]
        seen = (scores.softmax(-1) @ v).transpose(1, 2).reshape(n, tokens, dims)
        x = x + self.out(seen)
        return x + self.down(F.gelu(self.up(self.norm2(x))))


class Head(nn.Module):
    """Projection to a vector of which the mean over synthetic data is taken off before it is made a unit vector."""

    def __init__(self, inputs):
        super().__init__()
        self.project = nn.Linear(inputs, DIMS)
        self.register_buffer('mean', torch.zeros(DIMS))

    def forward(self, x):
        return F.normalize(F.normalize(self.project(x), dim=-1) - self.mean, dim=-1)


class ImageTower(nn.Module):
    """Bottleneck stages to a sixteenth of the side, attention over the places, mean and maximum."""

    def __init__(self, size=160, first=48, widths=(64, 128, 256), depths=(1, 2, 3)):
        super().__init__()
        last = widths[-1]
        stem = [nn.Conv2d(3, first, 7, 4, 3, bias=False), nn.BatchNorm2d(first), nn.ReLU(inplace=True)]
        blocks, inputs = [], first
        for width, depth, stride in zip(widths, depths, (1, 2, 2)):
            for i in range(depth):
                blocks.append(Bottleneck(inputs, width, stride if i == 0 else 1))
                inputs = width
        self.convolutions = nn.Sequential(*stem, *blocks)
        side = -(-size // 16)
        self.position = nn.Parameter(torch.randn(side * side, last) * 0.02)
        self.attention = Attention(last)
        self.norm = nn.LayerNorm(last)
        self.head = Head(2 * last)

    def forward(self, pixels):
        """`pixels` [n, 3, size, size], normalised as preprocessor_config.json says."""
        x = self.convolutions(pixels)
        position = self.resized(x.shape[2:])
        x = self.norm(self.attention(x.flatten(2).transpose(1, 2) + position))
        return self.head(torch.cat((x.mean(1), x.amax(1)), -1))

    def resized(self, sides):
        """The vectors of the places for another size of image than that of __init__."""
        side = int(len(self.position) ** 0.5)
        if tuple(sides) == (side, side):
            return self.position
        grid = self.position.T.reshape(1, -1, side, side)
        return F.interpolate(grid, size=tuple(sides), mode='bilinear', align_corners=False).flatten(2)[0].T


class TextTower(nn.Module):
    """Word vectors, their neighbours' (a depthwise convolution: order matters only nearby), attention, weighted mean."""

    def __init__(self, vocabulary, dims=192):
        super().__init__()
        self.words = nn.Embedding(vocabulary, dims)
        nn.init.normal_(self.words.weight, std=0.05)
        self.near = nn.Conv1d(dims, dims, 5, padding=2, groups=dims)
        self.attention = Attention(dims)
        self.norm = nn.LayerNorm(dims)
        self.weight = nn.Linear(dims, 1)
        self.head = Head(dims)

    def forward(self, ids, attention_mask):
        """`ids` [n, words], 0 an unknown word, which is not seen; `attention_mask` [n, words] 1 or 0."""
        seen = ((ids != 0) & (attention_mask != 0)).to(self.words.weight.dtype)
        x = self.words(ids) * seen[..., None]
        x = x + self.near(x.transpose(1, 2)).transpose(1, 2)
        hidden = (seen - 1) * 1e4
        x = self.norm(self.attention(x, hidden))
        weights = (self.weight(x)[..., 0] + hidden).softmax(-1)
        return self.head((x * (weights * seen)[..., None]).sum(1))
