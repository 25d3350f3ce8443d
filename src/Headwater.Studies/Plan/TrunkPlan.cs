using System.Collections.Immutable;

namespace Headwater.Studies;

/// <summary>
/// The trunks of one model and seed. Mixtures with the same first stage share one trunk, which keeps a checkpoint where the branch of each token count leaves it. Where a mixture
/// without stages has the same rates, its own run is the trunk.
/// </summary>
internal sealed class TrunkPlan
{
    private const string Prefix = "trunk ";
    private const int NamedCorpora = 3;

    private readonly Dictionary<string, Trunk> _trunks = new(StringComparer.Ordinal);

    /// <param name="runs">The runs of all mixtures, those with stages and those without.</param>
    public TrunkPlan(IReadOnlyCollection<PretrainingSettings> runs)
    {
        foreach (PretrainingSettings run in runs.Where(run => run.Stages is not null))
        {
            PretrainingSettings trunk = FirstStage(run);
            string identity = Fingerprint.Of(trunk);
            if (!_trunks.TryGetValue(identity, out Trunk? known))
                _trunks[identity] = known = new Trunk(trunk);
            known.Tokens.UnionWith(trunk.Checkpoints);
        }

        foreach (PretrainingSettings run in _trunks.Count == 0 ? [] : runs.Where(run => run.Stages is null))
        {
            if (_trunks.TryGetValue(IdentityOf(run), out Trunk? trunk))
                trunk.Run ??= run;
        }
    }

    /// <summary>Whether a run trains nothing but the first stage of other mixtures.</summary>
    public static bool IsTrunk(PretrainingSettings run) => run.Mixture.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>The run that a mixture with stages continues, with all its checkpoints.</summary>
    public PretrainingSettings Of(PretrainingSettings staged)
    {
        Trunk trunk = _trunks[Fingerprint.Of(FirstStage(staged))];
        return With(trunk.Run ?? trunk.Own, trunk);
    }

    /// <summary>The run of a mixture without stages, with the further checkpoints that it keeps as a trunk.</summary>
    public PretrainingSettings Complete(PretrainingSettings run) =>
        _trunks.Count > 0 && _trunks.TryGetValue(IdentityOf(run), out Trunk? trunk) && trunk.Run?.Mixture == run.Mixture ? With(run, trunk) : run;

    private static PretrainingSettings With(PretrainingSettings run, Trunk trunk) => run with { Checkpoints = [.. run.Checkpoints.Union(trunk.Tokens).Order()] };

    // A run without stages under the name that a trunk of its rates would have: equal where it does the same work.
    private static string IdentityOf(PretrainingSettings run) => Fingerprint.Of(run with { Mixture = NameOf(run.Rates.Keys) });

    private static PretrainingSettings FirstStage(PretrainingSettings staged)
    {
        ImmutableSortedDictionary<string, double> rates = staged.Stages!.Value[0].Rates;
        return staged with
        {
            Mixture = NameOf(rates.Keys),
            Rates = rates,
            Stages = null,
            Decay = null,
            Checkpoints = staged.TrunkTokens(staged.Checkpoints),
            Corpora = staged.Corpora.RemoveRange(staged.Corpora.Keys.Where(name => !rates.ContainsKey(name))),
        };
    }

    // Independent of the mixtures that share it, so that it keeps its id when one is added. No mixture has a space in its name.
    private static string NameOf(IEnumerable<string> corpora)
    {
        string[] names = [.. corpora];
        return Prefix + (names.Length <= NamedCorpora ? string.Join('+', names) : $"of {names.Length} corpora");
    }

    private sealed class Trunk(PretrainingSettings own)
    {
        public PretrainingSettings Own { get; } = own;

        public SortedSet<long> Tokens { get; } = [];

        /// <summary>The run of a mixture without stages that does the same work.</summary>
        public PretrainingSettings? Run { get; set; }
    }
}
