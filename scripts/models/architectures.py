"""CLIP and SigLIP dual encoders in torch, from their public definitions, with the names Hugging Face exports use.

CLIP: Radford et al. 2021 (pre-norm transformers, quick GELU, class token, causal text tower pooled at its end token).
SigLIP: Zhai et al. 2023 (no class token, attention-pooling head, text pooled at its last position, sigmoid logits).
"""
import math
from dataclasses import dataclass

import torch
from torch import nn
from torch.nn import functional


@dataclass
class Shape:
    """Sizes of a pair; the defaults are those of the test fixtures."""
    image: int = 32
    patch: int = 8
    vision_width: int = 32
    vision_layers: int = 2
    vision_heads: int = 2
    text_width: int = 24
    text_layers: int = 2
    text_heads: int = 2
    mlp: int = 2
    vocabulary: int = 0
    length: int = 77
    dims: int = 24


class Attention(nn.Module):
    """Multi-head attention as four plain projections, which export as plain matrix products."""

    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.q, self.k, self.v, self.out = (nn.Linear(width, width) for _ in range(4))

    def forward(self, query, memory, mask=None):
        def split(x):
            return x.reshape(x.shape[0], -1, self.heads, x.shape[-1] // self.heads).transpose(1, 2)
        q, k, v = split(self.q(query)), split(self.k(memory)), split(self.v(memory))
        scores = q @ k.transpose(-1, -2) * (1 / math.sqrt(q.shape[-1]))
        weights = (scores if mask is None else scores + mask).softmax(-1)
        joined = (weights @ v).transpose(1, 2)
        return self.out(joined.reshape(joined.shape[0], -1, query.shape[-1]))


def quick_gelu(x):
    return x * torch.sigmoid(1.702 * x)


def tanh_gelu(x):
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x * x * x)))


class Mlp(nn.Module):
    def __init__(self, width, ratio, activation):
        super().__init__()
        self.up, self.down, self.activation = nn.Linear(width, width * ratio), nn.Linear(width * ratio, width), activation

    def forward(self, x):
        return self.down(self.activation(self.up(x)))


class Block(nn.Module):
    def __init__(self, width, heads, ratio, activation, eps):
        super().__init__()
        self.before, self.between = nn.LayerNorm(width, eps), nn.LayerNorm(width, eps)
        self.attention, self.mlp = Attention(width, heads), Mlp(width, ratio, activation)

    def forward(self, x, mask=None):
        normed = self.before(x)
        x = x + self.attention(normed, normed, mask)
        return x + self.mlp(self.between(x))


class VisionTower(nn.Module):
    """pixel_values [n, 3, image, image] -> last_hidden_state, pooled [n, dims]."""

    def __init__(self, shape, family):
        super().__init__()
        width, is_clip = shape.vision_width, family == 'clip'
        eps, activation = (1e-5, quick_gelu) if is_clip else (1e-6, tanh_gelu)
        self.is_clip = is_clip
        self.patches = nn.Conv2d(3, width, shape.patch, shape.patch, bias=not is_clip)
        tokens = (shape.image // shape.patch) ** 2 + (1 if is_clip else 0)
        self.position = nn.Parameter(torch.zeros(tokens, width))
        self.blocks = nn.ModuleList(
            Block(width, shape.vision_heads, shape.mlp, activation, eps) for _ in range(shape.vision_layers))
        self.after = nn.LayerNorm(width, eps)
        if is_clip:
            self.class_token = nn.Parameter(torch.zeros(width))
            self.before = nn.LayerNorm(width, eps)
            self.project = nn.Linear(width, shape.dims, bias=False)
        else:
            self.probe = nn.Parameter(torch.zeros(1, 1, width))
            self.pool, self.pool_norm = Attention(width, shape.vision_heads), nn.LayerNorm(width, eps)
            self.pool_mlp = Mlp(width, shape.mlp, activation)

    def forward(self, pixel_values):
        x = self.patches(pixel_values).flatten(2).transpose(1, 2)
        if self.is_clip:
            x = torch.cat([self.class_token.expand(x.shape[0], 1, -1), x], 1)
        x = x + self.position
        if self.is_clip:
            x = self.before(x)
        for block in self.blocks:
            x = block(x)
        if self.is_clip:
            return x, self.project(self.after(x[:, 0]))
        x = self.after(x)
        pooled = self.pool(self.probe.expand(x.shape[0], -1, -1), x)
        pooled = pooled + self.pool_mlp(self.pool_norm(pooled))
        return x, pooled[:, 0]


class TextTower(nn.Module):
    """input_ids [n, length] int64, attention_mask for CLIP's joint graph -> last_hidden_state, pooled [n, dims]."""

    def __init__(self, shape, family, end_id):
        super().__init__()
        width, self.is_clip, self.end_id = shape.text_width, family == 'clip', end_id
        eps, activation = (1e-5, quick_gelu) if self.is_clip else (1e-6, tanh_gelu)
        self.tokens = nn.Embedding(shape.vocabulary, width)
        self.position = nn.Parameter(torch.zeros(shape.length, width))
        self.blocks = nn.ModuleList(
            Block(width, shape.text_heads, shape.mlp, activation, eps) for _ in range(shape.text_layers))
        self.after = nn.LayerNorm(width, eps)
        self.project = nn.Linear(width, shape.dims, bias=not self.is_clip)

    def forward(self, input_ids, attention_mask=None):
        length = input_ids.shape[1]
        x = self.tokens(input_ids) + self.position[:length]
        mask = None
        if self.is_clip:
            # The lowest half float rather than -inf: both masks may meet on one key, and int8 and float16 stay finite.
            mask = torch.ones(length, length).triu(1) * -1e4
            if attention_mask is not None:
                mask = mask + (1 - attention_mask[:, None, None, :].to(x.dtype)) * -1e4
        for block in self.blocks:
            x = block(x, mask)
        x = self.after(x)
        if not self.is_clip:
            return x, self.project(x[:, -1])
        # None: the old rule, the largest id, which CLIP's end token has.
        end = input_ids.argmax(-1) if self.end_id is None else (input_ids == self.end_id).int().argmax(-1)
        return x, self.project(x[torch.arange(x.shape[0]), end])


class Pair(nn.Module):
    """Both towers: logits_per_image, logits_per_text, and embeddings of unit length."""

    def __init__(self, shape, family, end_id=None):
        super().__init__()
        self.family = family
        self.vision, self.text = VisionTower(shape, family), TextTower(shape, family, end_id)
        self.logit_scale = nn.Parameter(torch.tensor(math.log(1 / 0.07) if family == 'clip' else math.log(10)))
        self.logit_bias = nn.Parameter(torch.tensor(-4.0)) if family == 'siglip' else None

    def forward(self, input_ids, pixel_values, attention_mask=None):
        text = functional.normalize(self.text(input_ids, attention_mask)[1], dim=-1)
        image = functional.normalize(self.vision(pixel_values)[1], dim=-1)
        logits = text @ image.T * self.logit_scale.exp()
        if self.logit_bias is not None:
            logits = logits + self.logit_bias
        return logits.T, logits, text, image


def randomise(pair, seed):
    """Weights large enough that different inputs get clearly different embeddings."""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, weight in pair.named_parameters():
            if name.startswith('logit') or weight.dim() == 1 and name.endswith('weight'):
                continue
            fan_in = weight[0].numel() if weight.dim() > 1 and 'tokens' not in name and 'position' not in name else 4
            weight.copy_(torch.randn(weight.shape, generator=generator) / math.sqrt(fan_in))
            if weight.dim() == 1:
                weight.mul_(0.2)
    return pair.eval()
