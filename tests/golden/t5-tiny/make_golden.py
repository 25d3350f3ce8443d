# Writes a tiny random T5 v1.1 checkpoint in the Hugging Face layout and the logits that PyTorch computes from it.
# A reference written from the published description (arXiv:1910.10683, 2002.05202), one operation per line, in float64.
import json, math, struct, sys, torch

config = dict(vocab_size=64, d_model=24, d_kv=8, d_ff=40, num_layers=2, num_decoder_layers=3, num_heads=2,
              relative_attention_num_buckets=32, relative_attention_max_distance=128, dropout_rate=0.1, layer_norm_epsilon=1e-6,
              feed_forward_proj="gated-gelu", tie_word_embeddings=False, model_type="t5", is_encoder_decoder=True,
              pad_token_id=0, eos_token_id=1, decoder_start_token_id=0, architectures=["T5ForConditionalGeneration"])
d, kv, ff, heads, vocab = (config[k] for k in ("d_model", "d_kv", "d_ff", "num_heads", "vocab_size"))
inner = heads * kv
torch.manual_seed(20240201)
w = {}

def weight(name, *shape, spread=None):
    w[name] = (torch.randn(*shape) * (spread or shape[-1] ** -0.5)).float()

def norm(name):
    w[name] = (1 + 0.2 * torch.randn(d)).float()

weight("shared.weight", vocab, d, spread=1.0)
weight("lm_head.weight", vocab, d)
for stack, layers in (("encoder", config["num_layers"]), ("decoder", config["num_decoder_layers"])):
    weight(f"{stack}.block.0.layer.0.SelfAttention.relative_attention_bias.weight", 32, heads, spread=0.7)
    for i in range(layers):
        kinds = ["SelfAttention"] + (["EncDecAttention"] if stack == "decoder" else [])
        for j, kind in enumerate(kinds):
            for part in "qkv":
                weight(f"{stack}.block.{i}.layer.{j}.{kind}.{part}.weight", inner, d)
            weight(f"{stack}.block.{i}.layer.{j}.{kind}.o.weight", d, inner)
            norm(f"{stack}.block.{i}.layer.{j}.layer_norm.weight")
        j = len(kinds)
        weight(f"{stack}.block.{i}.layer.{j}.DenseReluDense.wi_0.weight", ff, d)
        weight(f"{stack}.block.{i}.layer.{j}.DenseReluDense.wi_1.weight", ff, d)
        weight(f"{stack}.block.{i}.layer.{j}.DenseReluDense.wo.weight", d, ff)
        norm(f"{stack}.block.{i}.layer.{j}.layer_norm.weight")
    norm(f"{stack}.final_layer_norm.weight")

p = {name: value.double() for name, value in w.items()}

def rms(x, name):
    return x / torch.sqrt((x * x).mean(-1, keepdim=True) + 1e-6) * p[name]

def gelu(x):
    return 0.5 * x * (1 + torch.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x ** 3)))

def bucket(relative, bidirectional):
    count, base, n = 32, 0, -relative
    if bidirectional:
        count = 16
        if n < 0:
            base, n = 16, -n
    else:
        n = max(n, 0)
    exact = count // 2
    if n < exact:
        return base + n
    return base + min(exact + int(math.log(n / exact) / math.log(128 / exact) * (count - exact)), count - 1)

def bias(stack, length):
    table = p[f"{stack}.block.0.layer.0.SelfAttention.relative_attention_bias.weight"]
    index = torch.tensor([[bucket(k - q, stack == "encoder") for k in range(length)] for q in range(length)])
    return table[index].permute(2, 0, 1)

def attention(prefix, x, source, extra):
    def split(y):
        return y.view(y.shape[0], y.shape[1], heads, kv).transpose(1, 2)
    q, k, v = split(x @ p[prefix + ".q.weight"].T), split(source @ p[prefix + ".k.weight"].T), split(source @ p[prefix + ".v.weight"].T)
    a = torch.softmax(q @ k.transpose(-1, -2) + extra, -1) @ v
    return a.transpose(1, 2).reshape(x.shape[0], x.shape[1], inner) @ p[prefix + ".o.weight"].T

def feed(prefix, x):
    return (gelu(x @ p[prefix + ".wi_0.weight"].T) * (x @ p[prefix + ".wi_1.weight"].T)) @ p[prefix + ".wo.weight"].T

def forward(inputs, targets):
    blocked = torch.where(inputs == 0, -1e9, 0.0).double()[:, None, None, :]
    x, b = p["shared.weight"][inputs], bias("encoder", inputs.shape[1])[None] + blocked
    for i in range(config["num_layers"]):
        n = f"encoder.block.{i}.layer"
        y = rms(x, n + ".0.layer_norm.weight"); x = x + attention(n + ".0.SelfAttention", y, y, b)
        x = x + feed(n + ".1.DenseReluDense", rms(x, n + ".1.layer_norm.weight"))
    memory = rms(x, "encoder.final_layer_norm.weight")
    shifted = torch.cat([torch.zeros_like(targets[:, :1]), targets[:, :-1]], 1)
    length = targets.shape[1]
    future = torch.triu(torch.full((length, length), -1e9, dtype=torch.double), 1)
    x, b = p["shared.weight"][shifted], bias("decoder", length)[None] + future
    for i in range(config["num_decoder_layers"]):
        n = f"decoder.block.{i}.layer"
        y = rms(x, n + ".0.layer_norm.weight"); x = x + attention(n + ".0.SelfAttention", y, y, b)
        y = rms(x, n + ".1.layer_norm.weight"); x = x + attention(n + ".1.EncDecAttention", y, memory, blocked)
        x = x + feed(n + ".2.DenseReluDense", rms(x, n + ".2.layer_norm.weight"))
    return rms(x, "decoder.final_layer_norm.weight") @ p["lm_head.weight"].T

inputs = torch.randint(2, vocab, (3, 40)); targets = torch.randint(2, vocab, (3, 9))
for row, (a, b) in enumerate(((40, 9), (25, 6), (33, 9))):
    inputs[row, a - 1], inputs[row, a:] = 1, 0
    targets[row, b - 1], targets[row, b:] = 1, 0
for value in p.values():
    value.requires_grad_(True)
logits = forward(inputs, targets)
keep = targets != 0
losses = torch.logsumexp(logits, -1) - logits.gather(-1, targets[..., None])[..., 0]
(losses * keep).sum().div(keep.sum()).backward()

out = sys.argv[1]
header, blob = {"__metadata__": {"format": "pt"}}, b""
for name in sorted(w):
    data = w[name].contiguous().numpy().tobytes()
    header[name] = {"dtype": "F32", "shape": list(w[name].shape), "data_offsets": [len(blob), len(blob) + len(data)]}
    blob += data
text = json.dumps(header, separators=(",", ":")).encode()
text += b" " * (-len(text) % 8)
open(out + "/model.safetensors", "wb").write(struct.pack("<Q", len(text)) + text + blob)
json.dump(config, open(out + "/config.json", "w"), indent=2)
json.dump({"inputs": inputs.tolist(), "targets": targets.tolist(), "logits": [[[round(v, 8) for v in r] for r in m] for m in logits.detach().tolist()],
           "nll": [float(v) for v in (losses * keep).sum(-1)],
           "gradient_norms": {n: float(p[n].grad.norm()) for n in sorted(p)}}, open(out + "/expected.json", "w"))
