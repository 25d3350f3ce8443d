using System.Collections.Immutable;
using System.Globalization;
using Headwater.Data;
using Headwater.Laws;
using Headwater.Models;

namespace Headwater.Studies;

/// <summary>The token counts of every model of a study that gives them by size, once the vocabulary is known. A count is a whole number of steps.</summary>
internal sealed class TokenScales
{
    private readonly StudySpec _spec;
    private readonly PretrainingSpec _section;
    private readonly TokenScale _scale;
    private readonly int _vocabulary;
    private readonly long _tokensPerStep;
    private readonly (double Inputs, double Targets) _modelTokens;      // that pass a model in a step
    private readonly List<Fault> _faults = [];

    private TokenScales(StudySpec spec, TokenScale scale, int vocabulary)
    {
        (_spec, _section, _scale, _vocabulary) = (spec, spec.Pretraining!, scale, vocabulary);
        SpanCorruption? corruption = _section.Objective is null ? new() { NoiseDensity = _section.NoiseDensity, MeanNoiseSpanLength = _section.MeanSpan } : null;
        _tokensPerStep = (long)_section.Batch * (corruption?.RawLength(_section.Sequence) ?? PretrainingArithmetic.CausalRawLength(_section.Sequence));
        _modelTokens = ((double)_section.Batch * PretrainingArithmetic.InputLength(_section.Objective, _section.Sequence), (double)_section.Batch * PretrainingArithmetic.TargetLength(_section.Objective, corruption, _section.Sequence));
    }

    /// <summary>The study with the counts of each model; the study itself where they do not depend on models.</summary>
    /// <exception cref="StudySpecException">A count is less than a step, or two counts are the same step.</exception>
    public static StudySpec Resolve(StudySpec spec, int vocabulary) => spec.Pretraining?.Scale is { } scale ? new TokenScales(spec, scale, vocabulary).Resolve() : spec;

    private StudySpec Resolve()
    {
        string[] larger = [.. _section.LargerRuns.Where(run => run.IsNew).Select(run => run.Model.Name)];
        ImmutableSortedDictionary<string, ImmutableArray<long>> counts = _spec.Models
            .ToImmutableSortedDictionary(model => model.Name, model => larger.Contains(model.Name) ? [] : Counts(model, _scale, _scale.Key), StringComparer.Ordinal);
        ImmutableArray<LargerRun> about = _spec.Verify?.Larger is not null && _section.LargerRuns.IsEmpty && _faults.Count == 0 ? About(_spec.Verify.Larger) : [];
        PretrainingSpec resolved = _section with
        {
            Tokens = [.. counts.Values.SelectMany(tokens => tokens).Distinct().Order()],
            TokensByModel = counts,
            LargerTokens = _section.LargerRuns.GroupBy(run => run.Model.Name)
                .ToImmutableSortedDictionary(model => model.Key, model => model.SelectMany(run => Counts(run.Model, run.Scale, VerifySpec.AtKey)).Distinct().Order().ToImmutableArray(), StringComparer.Ordinal),
            AboutLarger = about,
            AboutLargerTokens = [.. about.SelectMany(run => Counts(run.Model, run.Scale, VerifySpec.AtKey)).Distinct().Order()],
        };
        return _faults.Count > 0 ? throw new StudySpecException(_faults) : _spec with { Pretraining = resolved };
    }

    private ImmutableArray<LargerRun> About(LargerRunSpec larger)
    {
        ImmutableArray<LargerRun> runs = LargerRun.StandIn(_spec, _vocabulary);
        long largest = _spec.Models.Max(model => ModelConfig.Of(model, _vocabulary).ParameterCount);
        if (_scale.Compute.IsEmpty && runs[0].Parameters <= largest)
            Fault($"{VerifySpec.AtKey} is {NumberText.Format(larger.At[0])}; expected more parameters than the largest model has, {Numerals.Size(largest)}, and enough for a larger shape.\nhint: {VerifySpec.AtKey}: {Numerals.Size(4 * largest)} is four times as large.");
        return runs;
    }

    private ImmutableArray<long> Counts(ModelSpec model, TokenScale scale, string key)
    {
        LanguageModelConfig config = ModelConfig.Of(model, _vocabulary);
        double flopsPerStep = new ModelCost(config).Compute(_modelTokens.Inputs, _modelTokens.Targets);
        (double Steps, string Asked)[] asked =
        [
            .. scale.PerParameter.Select(multiple => (multiple * config.ParameterCount / _tokensPerStep, $"{TokenScale.Multiple(multiple)} of {NumberText.Format(config.ParameterCount)} parameters")),
            .. scale.Compute.Select(budget => (budget / flopsPerStep, TokenScale.Budget(budget))),
        ];
        long before = 0;
        ImmutableArray<long>.Builder tokens = ImmutableArray.CreateBuilder<long>();
        foreach ((double exact, string words) in asked)
        {
            long steps = (long)Math.Round(exact);
            if (steps < 1)
                Fault($"{key} asks for {words}, but one step of {model.Name} has {NumberText.Format(_tokensPerStep)} tokens, which are {TokenScale.Budget(flopsPerStep)}; expected at least one step.\nhint: raise it, or lower pretraining.batch.");
            else if (steps == before)
                Fault($"{key}: {words} and the number before it are the same step of {model.Name}, which has {NumberText.Format(_tokensPerStep)} tokens a step.\nhint: move them apart, or lower pretraining.batch.");
            else
                tokens.Add(Roundest(steps));
            before = steps;
        }

        return tokens.ToImmutable();
    }

    // Any count above the step before stands for a step: the one with the fewest digits reads best.
    private long Roundest(long steps)
    {
        long most = steps * _tokensPerStep;
        if (_section.Sweep is { Batches.Length: > 1 })
            return most;                                    // as many steps of a smaller batch are whole too
        for (long unit = (long)Math.Pow(10, (int)Math.Log10(most)); unit > 1; unit /= 10)
        {
            if (most / unit * unit > most - _tokensPerStep)
                return most / unit * unit;
        }

        return most;
    }

    private void Fault(string message) => _faults.Add(new Fault(Path.GetFileName(_spec.File), _section.Line, message));
}
