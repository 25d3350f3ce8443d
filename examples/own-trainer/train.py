"""A small GPT that pretrains on Headwater's ids and finetunes on its pairs: the contract of `trainer:` in about a hundred lines of PyTorch.

Killed at any moment, it continues from its last state and ends with the same numbers. Asked to stop, it saves and ends with exit code 75.
"""
import argparse, json, math, os, signal, struct, sys
import numpy, torch
from torch import nn
from torch.nn import functional as F

arguments = argparse.ArgumentParser()
arguments.add_argument("mode", choices=["pretrain", "finetune"])
for name in ["--data", "--test", "--from", "--out"]:
    arguments.add_argument(name, default="")
for name in ["--tokens", "--seed", "--vocabulary", "--layers", "--width", "--heads", "--feedforward", "--threads"]:
    arguments.add_argument(name, type=int, default=1)
args = arguments.parse_args()
torch.set_num_threads(args.threads)
torch.manual_seed(args.seed)
SEQUENCE, BATCH, RATE, SAVE_EVERY, FINETUNING_STEPS = 64, 8, 3e-3, 50, 150
stopping = False


def stop(*_):
    global stopping
    stopping = True


signal.signal(signal.SIGTERM, stop)


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm1, self.norm2 = nn.LayerNorm(args.width), nn.LayerNorm(args.width)
        self.qkv, self.out = nn.Linear(args.width, 3 * args.width), nn.Linear(args.width, args.width)
        self.up, self.down = nn.Linear(args.width, args.feedforward), nn.Linear(args.feedforward, args.width)

    def forward(self, x):  # (batch, positions, width)
        batch, positions, width = x.shape
        q, k, v = (part.view(batch, positions, args.heads, -1).transpose(1, 2) for part in self.qkv(self.norm1(x)).split(width, dim=2))
        scores = q @ k.transpose(2, 3) / math.sqrt(q.shape[-1])
        scores = scores.masked_fill(torch.ones(positions, positions, dtype=torch.bool).triu(1), -1e9)
        x = x + self.out((scores.softmax(3) @ v).transpose(1, 2).reshape(batch, positions, width))
        return x + self.down(F.gelu(self.up(self.norm2(x))))


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.embed_tokens, self.embed_positions = nn.Embedding(args.vocabulary, args.width), nn.Embedding(512, args.width)
        self.blocks, self.norm = nn.ModuleList(Block() for _ in range(args.layers)), nn.LayerNorm(args.width)
        for parameter in self.parameters():
            if parameter.dim() > 1:
                nn.init.normal_(parameter, std=0.02)

    def forward(self, ids):
        x = self.embed_tokens(ids) + self.embed_positions(torch.arange(ids.shape[1]))
        for block in self.blocks:
            x = block(x)
        return self.norm(x) @ self.embed_tokens.weight.T


def whole(path, write):  # a temporary name first: a kill leaves the old file or the new one
    write(path + ".tmp")
    os.replace(path + ".tmp", path)


def save_model(folder):  # the Hugging Face layout: config.json and model.safetensors
    os.makedirs(folder, exist_ok=True)
    tensors, header, place = {name: tensor.numpy() for name, tensor in sorted(model.state_dict().items())}, {}, 0
    for name, tensor in tensors.items():
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": [place, place + tensor.nbytes]}
        place += tensor.nbytes
    text = json.dumps(header).encode()
    with open(os.path.join(folder, "model.safetensors"), "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(tensor.tobytes() for tensor in tensors.values()))
    config = {"model_type": "own", "vocab_size": args.vocabulary, "hidden_size": args.width, "num_hidden_layers": args.layers, "num_attention_heads": args.heads, "intermediate_size": args.feedforward}
    whole(os.path.join(folder, "config.json"), lambda path: open(path, "w").write(json.dumps(config, indent=2)))


def load_model(folder):
    with open(os.path.join(folder, "model.safetensors"), "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = file.read()
    at = lambda entry: numpy.frombuffer(data[slice(*entry["data_offsets"])], numpy.float32).reshape(entry["shape"]).copy()
    model.load_state_dict({name: torch.from_numpy(at(entry)) for name, entry in header.items()})


def train(steps, batch_of, tokens_per_step):
    state, first = os.path.join(args.out, "state.pt"), 0
    optimizer = torch.optim.AdamW(model.parameters(), lr=RATE)
    if os.path.exists(state):
        saved = torch.load(state)
        model.load_state_dict(saved["model"]); optimizer.load_state_dict(saved["optimizer"]); first = saved["step"]
    save = lambda step: whole(state, lambda path: torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "step": step}, path))
    for step in range(first, steps):
        for group in optimizer.param_groups:  # warm-up, then a cosine to a tenth
            group["lr"] = RATE * min(1, (step + 1) / 20) * (0.55 + 0.45 * math.cos(math.pi * step / steps))
        inputs, targets = batch_of(step)
        loss = F.cross_entropy(model(inputs).flatten(0, 1), targets.flatten(), ignore_index=-1)
        optimizer.zero_grad(); loss.backward(); nn.utils.clip_grad_norm_(model.parameters(), 1); optimizer.step()
        if (step + 1) % 10 == 0 or step + 1 == steps:
            print(f"tokens {(step + 1) * tokens_per_step} loss {loss.item():.4f}")
        if stopping or (step + 1) % SAVE_EVERY == 0:
            save(step + 1)
        if stopping:
            sys.exit(75)


def pairs(path):  # the source, then the target, which alone is predicted
    for row in map(json.loads, open(path, encoding="utf-8")):
        ids, source = row["source_ids"] + row["target_ids"], len(row["source_ids"])
        yield ids[:-1], [-1] * (source - 1) + ids[source:]


def padded(rows):
    length = max(len(inputs) for inputs, _ in rows)
    return (torch.tensor([inputs + [0] * (length - len(inputs)) for inputs, _ in rows]), torch.tensor([targets + [-1] * (length - len(targets)) for _, targets in rows]))


model = Model()
if getattr(args, "from"):
    load_model(getattr(args, "from"))
if args.mode == "pretrain":
    ids = numpy.memmap(args.data, dtype=numpy.uint16, mode="r")[: args.tokens]
    def batch_of(step):
        starts = numpy.random.default_rng([args.seed, step]).integers(0, len(ids) - SEQUENCE - 1, BATCH)
        rows = torch.from_numpy(numpy.stack([ids[start : start + SEQUENCE + 1] for start in starts]).astype(numpy.int64))
        return rows[:, :-1], rows[:, 1:]
    train(math.ceil(args.tokens / (BATCH * SEQUENCE)), batch_of, BATCH * SEQUENCE)
    save_model(os.path.join(args.out, "model"))
else:
    rows = list(pairs(args.data))
    train(FINETUNING_STEPS, lambda step: padded([rows[i] for i in numpy.random.default_rng([args.seed, step]).integers(0, len(rows), BATCH)]), BATCH)
    with torch.no_grad():
        losses = []
        for row in pairs(args.test):
            inputs, targets = padded([row])
            losses.append((F.cross_entropy(model(inputs)[0], targets[0], ignore_index=-1, reduction="sum").item(), (targets >= 0).sum().item()))
    total, count, mean = sum(loss for loss, _ in losses), sum(tokens for _, tokens in losses), sum(loss for loss, _ in losses) / len(losses)
    error = math.sqrt(sum((loss - total / count * tokens) ** 2 for loss, tokens in losses)) / count
    spread = math.sqrt(sum((loss - mean) ** 2 for loss, _ in losses)) / len(losses)
    scores = [("cross-entropy", total / count, error), ("nats-per-answer", mean, spread)]
    lines = lambda rows: "".join(json.dumps(row) + "\n" for row in rows)
    save_model(os.path.join(args.out, "model"))
    whole(os.path.join(args.out, "examples.jsonl"), lambda path: open(path, "w").write(lines({"nats-per-answer": loss} for loss, _ in losses)))
    whole(os.path.join(args.out, "scores.jsonl"), lambda path: open(path, "w").write(lines({"metric": name, "value": value, "stderr": stderr, "items": len(losses)} for name, value, stderr in scores)))
