using System.Collections.Immutable;
using System.Text;
using Headwater.Laws;

namespace Headwater.Studies;

/// <summary>Forecasts of a study beside what was measured afterwards.</summary>
public sealed record StudyVerification
{
    // A checkpoint is taken at the first step past the tokens asked for.
    internal const double SameScale = 0.05;

    /// <summary>Every forecast whose scale was measured since.</summary>
    public required ImmutableArray<VerifiedForecast> Forecasts { get; init; }

    /// <summary>Whether forecasts put the mixtures in the order that was measured, by metric, size, law and scale.</summary>
    public required ImmutableArray<VerifiedOrder> Orders { get; init; }

    /// <summary>How the proposal of a swarm came out; null where there is none, or it is not measured yet.</summary>
    public SwarmOutcome? Swarm { get; init; }

    /// <summary>What a study's folder tells; null where nothing was forecast or nothing is measured yet.</summary>
    public static StudyVerification? Of(StudyFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return FrozenForecasts.Read(folder) is { } frozen && File.Exists(folder.ObservationsFile) ? Of(frozen, ObservationTable.Read(folder.ObservationsFile)) : null;
    }

    /// <summary>The same of any table; null where none of the forecasts was measured.</summary>
    public static StudyVerification? Of(FrozenForecasts frozen, ObservationTable table)
    {
        ArgumentNullException.ThrowIfNull(frozen);
        ArgumentNullException.ThrowIfNull(table);
        ImmutableArray<VerifiedForecast> verified = [.. frozen.Forecasts.Select(forecast => Verified(forecast, table)).OfType<VerifiedForecast>()];
        return verified.IsEmpty ? null : new StudyVerification
        {
            Swarm = SwarmOutcome.Of(frozen, table),
            Forecasts = verified,
            Orders = [.. verified.GroupBy(row => (row.Forecast.Metric, row.Forecast.Task, row.Forecast.FinetuningExamples, row.Forecast.Law, row.Forecast.Parameters, row.Forecast.Tokens)).Select(group => VerifiedOrder.Of([.. group])).OfType<VerifiedOrder>()],
        };
    }

    // Seeds of one place are averaged.
    private static VerifiedForecast? Verified(FrozenForecast forecast, ObservationTable table)
    {
        Observation[] rows = [.. table.Rows.Where(row => row.Metric == forecast.Metric && row.PretrainingData == forecast.Mixture && (forecast.Parameters is null || row.Parameters == forecast.Parameters) && (forecast.Task is null || row.Task == forecast.Task)
            && row.FinetuningExamples == forecast.FinetuningExamples && row.PretrainingTokens is { } tokens && Math.Abs(tokens / forecast.Tokens - 1) < SameScale)];
        return rows.Length == 0 ? null : new VerifiedForecast(forecast, rows.Average(row => row.Value), rows.Length);
    }

    internal void Write(StudyFolder folder)
    {
        bool hasSizes = Forecasts.Any(row => row.Forecast.Parameters is not null);
        object?[] Size(object? parameters) => hasSizes ? [parameters] : [];
        StringBuilder csv = new(CsvText.Line(["task", "metric", "pretraining_data", "finetuning_examples", .. Size("parameters"), "pretraining_tokens", "law", "forecast", "low", "high", "level",
            "measured", "seeds", "error", "relative_error", "inside"]));
        foreach (VerifiedForecast row in Forecasts)
        {
            FrozenForecast forecast = row.Forecast;
            csv.Append(CsvText.Line([forecast.Task, forecast.Metric, forecast.Mixture, forecast.FinetuningExamples, .. Size(forecast.Parameters), forecast.Tokens, forecast.Law, forecast.Value, forecast.Low, forecast.High, forecast.Level,
                row.Measured, row.Seeds, row.Error, row.RelativeError, row.IsInside ? "true" : "false"]));
        }

        RecordFile.WriteText(folder.VerificationFile, csv.ToString());
        if (Swarm is not { } swarm)
            return;
        StringBuilder mixtures = new(CsvText.Line("objective", "metric", "pretraining_tokens", "pretraining_data", "value", "stderr", "seeds"));
        foreach (SwarmScale scale in swarm.Scales)
        {
            foreach (SwarmMeasurement mixture in scale.Mixtures)
                mixtures.Append(CsvText.Line(swarm.Proposal.Objective, swarm.Proposal.Metric, scale.Tokens, mixture.Mixture, mixture.Value, mixture.StandardError, mixture.Seeds));
        }

        RecordFile.WriteText(folder.SwarmFile, mixtures.ToString());
    }
}

/// <summary>A forecast beside the mean of what was measured.</summary>
public sealed record VerifiedForecast(FrozenForecast Forecast, double Measured, int Seeds)
{
    /// <summary>Forecast less measured, in the metric's unit.</summary>
    public double Error => Forecast.Value - Measured;

    /// <summary>The error as a share of what was measured.</summary>
    public double RelativeError => Error / Math.Abs(Measured);

    /// <summary>Whether what was measured is within the forecast's interval.</summary>
    public bool IsInside => Measured >= Forecast.Low && Measured <= Forecast.High;
}

/// <summary>How many pairs of mixtures a law put in the order that was measured.</summary>
public sealed record VerifiedOrder(string Metric, double? FinetuningExamples, string Law, double Tokens, int Right, int Pairs)
{
    /// <summary>Null with fewer than two mixtures.</summary>
    internal static VerifiedOrder? Of(VerifiedForecast[] rows)
    {
        if (rows.Length < 2)
            return null;
        int right = 0;
        int pairs = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            for (int j = i + 1; j < rows.Length; j++)
            {
                pairs++;
                right += Math.Sign(rows[i].Forecast.Value - rows[j].Forecast.Value) == Math.Sign(rows[i].Measured - rows[j].Measured) ? 1 : 0;
            }
        }

        FrozenForecast first = rows[0].Forecast;
        return new VerifiedOrder(first.Metric, first.FinetuningExamples, first.Law, first.Tokens, right, pairs);
    }
}
