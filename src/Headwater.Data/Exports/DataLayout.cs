namespace Headwater.Data;

/// <summary>The file formats that trainers read their pretraining text in.</summary>
public enum DataLayout
{
    /// <summary>A line of JSON for each document: <c>{"text": …, "corpus": …}</c>.</summary>
    Jsonl,

    /// <summary>Token ids as unsigned 16-bit numbers, little-endian, an end of sequence after each document: nanoGPT's <c>train.bin</c>.</summary>
    NanoGpt,

    /// <summary>The same ids as a one-dimensional NumPy array, 16 bits where they fit and 32 where they do not.</summary>
    Npy,

    /// <summary>Megatron's indexed data set: the ids in <c>.bin</c>, the lengths and places of the documents in <c>.idx</c>.</summary>
    Megatron,
}
