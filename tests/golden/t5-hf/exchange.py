# Lets transformers read a checkpoint of Headwater, or write one for it: see README.md.
import json, os, sys, torch
from transformers import T5Config, T5ForConditionalGeneration


def answer(model, folder):
    batch = json.load(open(os.path.join(folder, "batch.json")))
    ids, labels = torch.tensor(batch["input_ids"]), torch.tensor(batch["labels"])
    model.eval()
    with torch.no_grad():
        out = model(input_ids=ids, attention_mask=(ids != 0).long(), labels=labels.masked_fill(labels == 0, -100))
    with open(os.path.join(folder, "answer.json"), "w") as file:
        json.dump({"logits": out.logits.double().tolist(), "loss": float(out.loss)}, file)


def write(folder, version, sharded):
    first = version == "v1.0"
    torch.manual_seed(20240201)
    model = T5ForConditionalGeneration(T5Config(
        vocab_size=40, d_model=24, d_kv=8, d_ff=20, num_layers=2, num_decoder_layers=3, num_heads=4, decoder_start_token_id=0,
        feed_forward_proj="relu" if first else "gated-gelu", tie_word_embeddings=first))
    with torch.no_grad():
        for name, value in model.named_parameters():
            if "norm" in name:
                value.uniform_(0.6, 1.4)
    model.save_pretrained(folder, safe_serialization=True, max_shard_size="10KB" if sharded else "5GB")
    return model


if sys.argv[1] == "read":
    answer(T5ForConditionalGeneration.from_pretrained(sys.argv[2]), sys.argv[2])
else:
    answer(write(sys.argv[2], sys.argv[3], sys.argv[4] == "1"), sys.argv[2])
