using System.Text.Json.Serialization;

namespace Headwater.Studies;

/// <summary>
/// Estimated work in FLOPs: of training, by the stack that does it, and of validation, decoding and scoring. The keys and values of cross-attention and the
/// output head count as the decoder's.
/// </summary>
public readonly record struct WorkFlops(double Encoder, double Decoder, double Evaluation)
{
    [JsonIgnore]
    public double Training => Encoder + Decoder;

    [JsonIgnore]
    public double Total => Training + Evaluation;

    public static WorkFlops operator +(WorkFlops left, WorkFlops right) => new(left.Encoder + right.Encoder, left.Decoder + right.Decoder, left.Evaluation + right.Evaluation);

    public static WorkFlops operator *(double times, WorkFlops work) => new(times * work.Encoder, times * work.Decoder, times * work.Evaluation);

    /// <summary>The sum of two.</summary>
    public static WorkFlops Add(WorkFlops left, WorkFlops right) => left + right;

    /// <summary>So many times as much.</summary>
    public static WorkFlops Multiply(double times, WorkFlops work) => times * work;
}
