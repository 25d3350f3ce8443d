using System.Globalization;

namespace Headwater.Metrics;

/// <summary>How question answering is scored. The defaults are those of the scripts.</summary>
public sealed record SquadOptions
{
    internal static SquadOptions Default { get; } = new();

    /// <summary>Whose rules. Default <see cref="SquadVersion.V11"/>.</summary>
    public SquadVersion Version { get; init; } = SquadVersion.V11;

    /// <summary>
    /// A model's probability that a question has no answer, by its id; version 2.0 only. Default null: none is known, and no best threshold is sought.
    /// Among equal probabilities the order of the entries decides, as in the script.
    /// </summary>
    public IReadOnlyDictionary<string, double>? NoAnswerProbabilities { get; init; }

    /// <summary>Above this probability the prediction counts as empty. Default 1: never.</summary>
    public double NoAnswerThreshold { get; init; } = 1;

    internal void Validate()
    {
        List<string> faults = [];
        if (!Enum.IsDefined(Version))
            faults.Add($"Version is {Version}; expected one of {string.Join(", ", Enum.GetNames<SquadVersion>())}.");
        if (!double.IsFinite(NoAnswerThreshold))
            faults.Add(string.Create(CultureInfo.InvariantCulture, $"NoAnswerThreshold is {NoAnswerThreshold:R}; expected a finite number, usually 0 to 1."));
        if (Version == SquadVersion.V11 && NoAnswerProbabilities is not null)
            faults.Add("NoAnswerProbabilities are given; version 1.1 has no such questions. Leave them out, or choose version 2.0.");
        if (faults.Count > 0)
            throw new ArgumentException("SquadOptions: " + string.Join(" ", faults));
    }
}

/// <summary>Whose rules a question answering score follows. They differ where a question may have no answer.</summary>
public enum SquadVersion
{
    /// <summary>SQuAD 1.1 (Rajpurkar et al. 2016, D16-1264): every question has answers; one without a prediction scores 0.</summary>
    V11,

    /// <summary>SQuAD 2.0 (Rajpurkar et al. 2018, P18-2124): an empty prediction is right where there is no answer; every question needs a prediction.</summary>
    V20,
}
