using System.Collections.Immutable;
using System.Text.Json;

namespace Headwater.Reports;

/// <summary>
/// What a report says of the runs behind its table, as values: whoever knows runs fills it in, and the report needs to know neither studies nor training.
/// </summary>
public sealed record StudyEvidence
{
    /// <summary>What the mixtures and corpora are made of; shown before what was measured of their closeness to the task.</summary>
    public ImmutableArray<ReportTable> TextTables { get; init; } = [];

    /// <summary>Settings, runs, plan and time.</summary>
    public ImmutableArray<ReportTable> RunTables { get; init; } = [];

    /// <summary>What a reader must know: runs that failed or are missing, and what runs warned of.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Paired comparisons of runs on the same test items; empty where none was made.</summary>
    public ImmutableArray<Comparison> Comparisons { get; init; } = [];

    /// <summary>What the study has cost and what more of it would cost; <c>null</c> where no run has ended.</summary>
    public StudyCost? Cost { get; init; }

    /// <summary>How long the finetunings were; <c>null</c> where none was planned.</summary>
    public FinetuningLength? Finetuning { get; init; }

    /// <summary>Tokens that each mixture can give before any text repeats; only mixtures whose corpora have all been counted.</summary>
    public ImmutableArray<MixtureText> Texts { get; init; } = [];

    /// <summary>Whether the study pretrains on mixtures of its own.</summary>
    public bool HasMixtures { get; init; }

    /// <summary>Runs that failed.</summary>
    public int Failed { get; init; }

    /// <summary>Runs that are not done yet.</summary>
    public int Open { get; init; }

    /// <summary>Learning curves and the timeline, in the styles that the report has given to the mixtures.</summary>
    internal Func<SeriesStyles, IEnumerable<Figure>> Figures { get; init; } = _ => [];

    /// <summary>Writes the value of <c>"study"</c> in the report's JSON.</summary>
    public Action<Utf8JsonWriter> WriteJson { get; init; } = json => json.WriteNullValue();
}

/// <summary>Tokens that a mixture can give before any text repeats.</summary>
public sealed record MixtureText(string Mixture, double Tokens);

/// <summary>How long the finetunings of a study were.</summary>
public sealed record FinetuningLength
{
    /// <summary>Optimiser steps of each.</summary>
    public required int Steps { get; init; }

    /// <summary>Examples of a step; <c>null</c> where batches are measured in tokens.</summary>
    public required int? Batch { get; init; }

    /// <summary>Finetunings that have ended.</summary>
    public required int Finished { get; init; }

    /// <summary>Those of them whose validation loss was best at the last step.</summary>
    public required int BestAtTheEnd { get; init; }
}
