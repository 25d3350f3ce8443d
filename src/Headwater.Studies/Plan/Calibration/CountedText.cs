using System.Collections.Immutable;
using Headwater.Data;

namespace Headwater.Studies;

/// <summary>How a study's text is cut into tokens: by its own tokenizer where there is one, else by one of a megabyte of the text. Nothing is timed.</summary>
public sealed record CountedText
{
    /// <summary>Lengths of the training pairs, by task.</summary>
    public required ImmutableDictionary<string, PairLengths> Lengths { get; init; }

    /// <summary>UTF-8 bytes a token in the corpora; null without corpora.</summary>
    public double? BytesPerToken { get; init; }

    /// <summary>Null where the text cannot be read, or makes no such tokenizer: running the study tells why.</summary>
    public static CountedText? Of(StudyPlan plan, StudyFolder folder)
    {
        try
        {
            return Of(CalibrationRequest.Of(plan, new RunStore(folder)));
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or ArgumentException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static CountedText Of(CalibrationRequest request)
    {
        TextTokenizer tokenizer = request.SampleTokenizer();
        (double Bytes, double Tokens)? text = request.SampleText(tokenizer);
        return new CountedText
        {
            Lengths = request.Finetuning.Select(settings => settings.Task).DistinctBy(task => task.Name)
                .ToImmutableDictionary(task => task.Name, task => SampleLengths.Counted(SampleLengths.Of(StudyData.Read(task.Train)), task, tokenizer)),
            BytesPerToken = text?.Bytes / text?.Tokens,
        };
    }
}
