using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>What runs with different mixing rates tell: how well their targets can be predicted, what each corpus does to each, which mixture is best, and what to run next.</summary>
public sealed record MixtureAnalysis
{
    // What a process, or trees, can be fitted and cross-validated on.
    private const int FewestRuns = 6;

    private static readonly string[] WithCoefficients = [MixtureSurrogates.Auto, .. MixtureSurrogates.WithCoefficients];

    /// <summary>The runs.</summary>
    public required MixtureRuns Runs { get; init; }

    /// <summary>What was asked.</summary>
    public required MixtureOptions Options { get; init; }

    /// <summary>What a mixture may be.</summary>
    public required MixtureLimits Limits { get; init; }

    /// <summary>A fit of each target that varies, in the order of the targets.</summary>
    public required ImmutableArray<MixtureFit> Fits { get; init; }

    /// <summary>The fit of the objective.</summary>
    public required MixtureFit Objective { get; init; }

    /// <summary>The best mixture within the limits by the fit, whether or not the fit is good for anything: see <see cref="IsDistinguishable"/>.</summary>
    public required MixtureProposal Proposal { get; init; }

    /// <summary>Whether the runs tell mixtures apart by the objective. Where they do not, the proposal is a mixture like any other.</summary>
    public bool IsDistinguishable => Objective.CrossValidation.Distinguishes;

    /// <summary>The runs most worth making, the best first.</summary>
    public ImmutableArray<MixtureCandidate> Next { get; init; } = [];

    /// <summary>Warnings, as sentences.</summary>
    public ImmutableArray<string> Warnings { get; init; } = [];

    /// <summary>Fits and proposes.</summary>
    /// <exception cref="ArgumentException">An option does not fit the runs, or the runs are too few.</exception>
    public static MixtureAnalysis Of(MixtureRuns runs, MixtureOptions options)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(options);
        MixtureTarget wanted = MixtureObjective.Of(runs, options);
        MixtureLimits limits = MixtureLimits.Of(runs.Design, options, runs.Names.IndexOf(MixtureRates.Natural));
        List<string> warnings = [.. runs.Warnings];
        MixtureTarget[] usable = [.. runs.Targets.Where(target => Enters(target, wanted, warnings))];
        foreach (MixtureTarget target in usable.Append(wanted))
        {
            RequireRuns(target, runs, options);
        }

        MixtureFitter fitter = new(options.Surrogate, options.Level, options.Seed, usable.Length);
        MixtureFit[] fits = new MixtureFit[usable.Length];
        Parallel.For(0, usable.Length, index => fits[index] = fitter.Fit(runs.Design, usable[index]));
        MixtureFit objective = fits.FirstOrDefault(fit => fit.Target.Name == wanted.Name) ?? fitter.Fit(runs.Design, wanted);
        MixtureProposer proposer = new(objective, runs.Design, limits, options);
        if (objective.CrossValidation is { Distinguishes: true, RankCorrelation: < 0.5 })
        {
            warnings.Add($"Cross-validated rank correlation of {wanted.Name} is {Numerals.Short(objective.CrossValidation.RankCorrelation)}: these runs hardly distinguish the mixtures. Add runs, or train them for longer, before you choose.");
        }

        return new()
        {
            Runs = runs,
            Options = options,
            Limits = limits,
            Fits = [.. fits],
            Objective = objective,
            Proposal = proposer.Propose(),
            Next = proposer.Next(options.Next),
            Warnings = [.. warnings],
        };
    }

    /// <summary>The forecasts of all targets for other mixtures: mixture by mixture, targets in their order.</summary>
    public ImmutableArray<MixturePrediction> Predict(IReadOnlyList<NamedMixture> mixtures)
    {
        ArgumentNullException.ThrowIfNull(mixtures);
        MixturePrediction[][] predictions = new MixturePrediction[mixtures.Count][];
        Parallel.For(0, mixtures.Count, index => predictions[index] =
            [.. Fits.Select(fit => new MixturePrediction(mixtures[index].Name, fit.Target, fit.Forecast(mixtures[index].Rates.AsSpan())))]);
        return [.. predictions.SelectMany(ofMixture => ofMixture)];
    }

    private static bool Enters(MixtureTarget target, MixtureTarget wanted, List<string> warnings)
    {
        if (target.IsConstant && target.Name != wanted.Name)
        {
            warnings.Add($"{target.Name} has one value in every run and is left out.");
            return false;
        }

        return true;
    }

    private static void RequireRuns(MixtureTarget target, MixtureRuns runs, MixtureOptions options)
    {
        int corpora = runs.Design.Corpora.Length;
        int different = target.Measured.Select(run => string.Join(' ', runs.Design.Rates[run])).Distinct().Count();
        bool hasCoefficients = WithCoefficients.Contains(options.Surrogate, StringComparer.OrdinalIgnoreCase);
        int fewest = hasCoefficients ? Math.Max(corpora + 2, FewestRuns) : FewestRuns;
        if (different < fewest)
        {
            string of = options.Objective == target.Name || runs.Targets.Length > 1 ? $" of {target.Name}" : "";
            throw new ArgumentException(
                $"There are {different} different mixtures with a value{of}, and {(hasCoefficients ? $"{corpora} corpora have {corpora + 1} coefficients" : "a surrogate is fitted on five parts of them")}; expected at least {fewest} mixtures, better {3 * (corpora + 1)}."
                + (hasCoefficients && different >= FewestRuns ? "\nhint: make more runs, merge corpora, or take --surrogate gaussian-process, which has no coefficient for each corpus" : "\nhint: make more runs"));
        }
    }
}

/// <summary>A forecast of one target for one mixture.</summary>
/// <param name="Mixture">The mixture's name.</param>
/// <param name="Target">The target.</param>
/// <param name="Forecast">The forecast, in the unit of the target.</param>
public sealed record MixturePrediction(string Mixture, MixtureTarget Target, MixtureForecast Forecast);
