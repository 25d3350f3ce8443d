"""A plain T5 v1.1 in PyTorch, for the scripts beside it: the shapes, names and numbers of Headwater's, written as one would write it well in eager mode.

Query, key and value are one multiplication, and so are the two halves of the gated layer; rows without padding carry no mask; the attention of T5 has a
bias, for which PyTorch 1.13 has no fused kernel.
"""
import math

import torch
from torch import nn
from torch.nn import functional

BUCKETS = 32
DISTANCE = 128


class Norm(nn.Module):
    """x / rms(x) * scale."""

    def __init__(self, width):
        super().__init__()
        self.scale = nn.Parameter(torch.ones(width))

    def forward(self, x):
        return x * torch.rsqrt(x.square().mean(-1, keepdim=True) + 1e-6) * self.scale


def linear(inputs, outputs, deviation):
    layer = nn.Linear(inputs, outputs, bias=False)
    nn.init.normal_(layer.weight, std=deviation)
    return layer


class Attention(nn.Module):
    """Attention without a scale; over itself, or over an encoder's states."""

    def __init__(self, width, heads, inner, crossed):
        super().__init__()
        self.heads, self.crossed = heads, crossed
        self.first = linear(width, inner if crossed else 3 * inner, width**-0.5)
        with torch.no_grad():
            self.first.weight[:inner] *= (inner // heads) ** -0.5
        self.second = linear(width, 2 * inner, width**-0.5) if crossed else None
        self.out = linear(inner, width, inner**-0.5)

    def split(self, x, parts):
        """(batch, length, parts * inner) -> parts x (batch, heads, length, width of a head)."""
        batch, length, width = x.shape
        return x.view(batch, length, parts, self.heads, width // parts // self.heads).permute(2, 0, 3, 1, 4).unbind(0)

    def project(self, encoded):
        return self.split(self.second(encoded), 2)

    def attend(self, query, key, value, bias):
        scores = query @ key.transpose(-1, -2)
        if bias is not None:
            scores = scores + bias
        context = scores.softmax(-1) @ value
        batch, heads, length, width = context.shape
        return self.out(context.transpose(1, 2).reshape(batch, length, heads * width))

    def forward(self, x, bias):
        return self.attend(*self.split(self.first(x), 3), bias)

    def cross(self, x, keys_and_values, bias=None):
        return self.attend(*self.split(self.first(x), 1), *keys_and_values, bias)


class FeedForward(nn.Module):
    def __init__(self, width, inner):
        super().__init__()
        self.first = linear(width, 2 * inner, width**-0.5)
        self.out = linear(inner, width, inner**-0.5)

    def forward(self, x):
        gate, value = self.first(x).chunk(2, -1)
        return self.out(functional.gelu(gate, approximate="tanh") * value)


class Layer(nn.Module):
    def __init__(self, width, heads, inner, feed_forward, is_decoder):
        super().__init__()
        self.norms = nn.ModuleList(Norm(width) for _ in range(3 if is_decoder else 2))
        self.self_attention = Attention(width, heads, inner, crossed=False)
        self.cross_attention = Attention(width, heads, inner, crossed=True) if is_decoder else None
        self.feed_forward = FeedForward(width, feed_forward)

    def forward(self, x, bias, encoded=None):
        x = x + self.self_attention(self.norms[0](x), bias)
        if self.cross_attention is not None:
            x = x + self.cross_attention.cross(self.norms[1](x), self.cross_attention.project(encoded))
        return x + self.feed_forward(self.norms[-1](x))


def buckets(queries, keys, bidirectional):
    """The bucket of each pair of positions, (queries, keys)."""
    relative = torch.arange(keys)[None, :] - torch.arange(queries)[:, None]
    count = BUCKETS // 2 if bidirectional else BUCKETS
    offset = (relative > 0).long() * count if bidirectional else 0
    distance = relative.abs() if bidirectional else (-relative).clamp(min=0)
    exact = count // 2
    far = exact + (torch.log(distance.clamp(min=1) / exact) / math.log(DISTANCE / exact) * (count - exact)).long()
    return offset + torch.where(distance < exact, distance, far.clamp(max=count - 1))


class Stack(nn.Module):
    def __init__(self, layers, width, heads, inner, feed_forward, is_decoder):
        super().__init__()
        self.is_decoder = is_decoder
        self.bias = nn.Parameter(torch.randn(BUCKETS, heads) * width**-0.5)
        self.layers = nn.ModuleList(Layer(width, heads, inner, feed_forward, is_decoder) for _ in range(layers))
        self.norm = Norm(width)
        self.known = {}

    def position_bias(self, queries, keys):
        """(heads, queries, keys); in a decoder a later key has minus infinity."""
        if (queries, keys) not in self.known:
            future = torch.triu(torch.full((queries, keys), float("-inf")), 1) if self.is_decoder else None
            self.known[queries, keys] = buckets(queries, keys, not self.is_decoder), future
        places, future = self.known[queries, keys]
        bias = functional.embedding(places, self.bias).permute(2, 0, 1)
        return bias if future is None else bias + future

    def forward(self, x, encoded=None):
        bias = self.position_bias(x.shape[1], x.shape[1])
        for layer in self.layers:
            x = layer(x, bias, encoded)
        return self.norm(x)


class T5(nn.Module):
    def __init__(self, width, layers, feed_forward, vocabulary, heads):
        super().__init__()
        self.embedding = nn.Parameter(torch.randn(vocabulary, width))
        self.head = linear(width, vocabulary, width**-0.5)
        self.encoder = Stack(layers, width, heads, width, feed_forward, is_decoder=False)
        self.decoder = Stack(layers, width, heads, width, feed_forward, is_decoder=True)

    def embed(self, ids):
        return functional.embedding(ids, self.embedding)

    @torch.no_grad()
    def greedy(self, inputs, length):
        """The likeliest token each time, with keys and values of earlier positions kept in memory laid out before: (batch, length)."""
        batch = inputs.shape[0]
        encoded = self.encoder(self.embed(inputs))
        stack = self.decoder
        bias = stack.position_bias(length, length)
        crossed = [layer.cross_attention.project(encoded) for layer in stack.layers]
        kept = [[torch.empty(batch, layer.self_attention.heads, length, encoded.shape[-1] // layer.self_attention.heads) for _ in range(2)] for layer in stack.layers]
        token = torch.zeros(batch, dtype=torch.long)
        tokens = []
        for position in range(length):
            x = self.embed(token)[:, None]
            for layer, keys_and_values, (keys, values) in zip(stack.layers, crossed, kept):
                query, key, value = layer.self_attention.split(layer.self_attention.first(layer.norms[0](x)), 3)
                keys[:, :, position], values[:, :, position] = key[:, :, 0], value[:, :, 0]
                past = bias[:, position : position + 1, : position + 1]
                x = x + layer.self_attention.attend(query, keys[:, :, : position + 1], values[:, :, : position + 1], past)
                x = x + layer.cross_attention.cross(layer.norms[1](x), keys_and_values)
                x = x + layer.feed_forward(layer.norms[2](x))
            token = self.head(stack.norm(x)[:, 0]).argmax(-1)
            tokens.append(token)
        return torch.stack(tokens, 1)

    def forward(self, inputs, targets):
        """The mean cross-entropy of the targets."""
        encoded = self.encoder(self.embed(inputs))
        shifted = functional.pad(targets[:, :-1], (1, 0))
        logits = self.head(self.decoder(self.embed(shifted), encoded))
        return functional.cross_entropy(logits.view(-1, logits.shape[-1]), targets.reshape(-1))


class Adafactor:
    """Adafactor as Headwater's: no momentum, factored from 128 x 128, clipped at 1, scaled by the weights' root mean square.

    The fused matrices count as one here, which is a little less work.
    """

    def __init__(self, parameters):
        self.weights = list(parameters)
        self.state = {}
        self.steps = 0

    @torch.no_grad()
    def step(self, rate):
        self.steps += 1
        decay = 1 - self.steps**-0.8
        for number, weight in enumerate(self.weights):
            gradient = weight.grad
            square = gradient.square()
            if weight.dim() == 2 and min(weight.shape) >= 128:
                update = self.factored(number, gradient, square, decay)
            else:
                update = self.whole(number, gradient, square, decay)
            clip = (update.norm() / update.numel() ** 0.5).clamp(min=1)
            scale = (weight.norm() / weight.numel() ** 0.5).clamp(min=1e-3)
            weight.addcmul_(update, scale / clip, value=-rate)

    def moments(self, number, make):
        if number not in self.state:
            self.state[number] = make()
        return self.state[number]

    def factored(self, number, gradient, square, decay):
        row, column = self.moments(number, lambda: (torch.zeros(square.shape[0], 1), torch.zeros(1, square.shape[1])))
        row.mul_(decay).add_(square.mean(1, keepdim=True).add_(1e-30), alpha=1 - decay)
        column.mul_(decay).add_(square.mean(0, keepdim=True).add_(1e-30), alpha=1 - decay)
        return torch.mul(gradient, (row / row.mean()).rsqrt_(), out=square).mul_(column.rsqrt())

    def whole(self, number, gradient, square, decay):
        moments = self.moments(number, lambda: torch.zeros_like(square))
        moments.mul_(decay).add_(square.add_(1e-30), alpha=1 - decay)
        return gradient * moments.rsqrt()
