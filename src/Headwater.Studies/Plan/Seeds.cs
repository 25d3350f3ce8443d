using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Headwater.Data;

namespace Headwater.Studies;

/// <summary>
/// Seeds by role. Arms that are compared share what the comparison should not see: the initial weights, the subsets and the order of the finetuning pairs.
/// </summary>
internal static class Seeds
{
    public static ulong Of(ulong seed, string role) =>
        SplitMix.Mix(seed, BinaryPrimitives.ReadUInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(role))));

    public const string Tokenizer = "tokenizer";
    public const string Corpus = "corpus";
    public const string TaskPairs = "task";
    public const string Initialisation = "initialisation";
    public const string PretrainingOrder = "pretraining order";
    public const string PretrainingDropout = "pretraining dropout";
    public const string Subset = "finetuning subset";
    public const string FinetuningOrder = "finetuning order";
    public const string FinetuningDropout = "finetuning dropout";
    public const string Bootstrap = "bootstrap";
    public const string Shots = "shots";
    public const string HeldOut = "held-out text";
    public const string Replay = "replay";
}
