using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>A joint law L(N, D, rates) fitted to runs of several sizes: it carries what small runs tell of a mixture to a scale where none was run.</summary>
public sealed class JointMixtureFit
{
    private const int Steps = 150;
    private const double Nudge = 1e-5;

    // Pull of each coefficient to its start: coefficients that the runs do not tell stay there.
    private const double Pull = 1e-5;

    private readonly IJointForm _form;
    private readonly double[] _coefficients;
    private readonly RepeatedTokens _repeated;
    private readonly double _parameters;
    private readonly double _tokens;

    private JointMixtureFit(IJointForm form, double[] coefficients, RepeatedTokens repeated, double parameters, double tokens)
    {
        _form = form;
        _coefficients = coefficients;
        _repeated = repeated;
        _parameters = parameters;
        _tokens = tokens;
    }

    /// <summary>The names of the forms.</summary>
    public static ImmutableArray<string> Forms { get; } = [.. Known.Select(form => form.Name)];

    /// <summary>The form's name.</summary>
    public string Form => _form.Name;

    /// <summary>The form's equation.</summary>
    public string Equation => _form.Equation;

    /// <summary>Root mean square of the errors of ln L.</summary>
    public double ErrorOfLogs { get; private init; }

    private static IJointForm[] Known => [new AdditiveMixtureLaw(), new CapacityCompetitionLaw()];

    /// <summary>Fits a form by least squares on ln L, from each of its starts.</summary>
    /// <param name="runs">Runs of at least two scales.</param>
    /// <param name="name">The form: one of <see cref="Forms"/>.</param>
    /// <param name="repeated">Tokens that corpora have; <c>null</c> where nothing is repeated.</param>
    /// <exception cref="ArgumentException">The form is not known, the runs are fewer than its coefficients, of one scale, or have losses of 0 or below.</exception>
    public static JointMixtureFit Of(IReadOnlyList<JointMixtureRun> runs, string name, RepeatedTokens? repeated = null)
    {
        ArgumentNullException.ThrowIfNull(runs);
        IJointForm form = Known.FirstOrDefault(form => string.Equals(form.Name, name, StringComparison.OrdinalIgnoreCase))
            ?? throw new ArgumentException($"\"{name}\" is no joint law; expected one of {string.Join(", ", Forms)}.");
        int corpora = runs.Count > 0 ? runs[0].Rates.Length : 0;
        int scales = runs.Select(run => (run.Parameters, run.Tokens)).Distinct().Count();
        if (runs.Count < form.CountOf(corpora) || scales < 2)
        {
            throw new ArgumentException($"There are {runs.Count} runs at {scales} {(scales == 1 ? "scale" : "scales")}; the {form.Name} law over {corpora} corpora has {form.CountOf(corpora)} coefficients; expected at least as many runs, at two scales or more.");
        }

        if (runs.FirstOrDefault(run => !(run.Value > 0 && run.Parameters > 0 && run.Tokens > 0)) is { } wrong)
        {
            throw new ArgumentException($"A run has a loss of {Numerals.Short(wrong.Value)} at {Numerals.Size(wrong.Parameters)} parameters and {Numerals.Size(wrong.Tokens)} tokens; a joint law takes numbers above 0.");
        }

        JointMixtureFit empty = new(form, [], repeated ?? new RepeatedTokens([]), GeometricMean(runs.Select(run => run.Parameters)), GeometricMean(runs.Select(run => run.Tokens)));
        return empty.Fitted(runs);
    }

    /// <summary>Whether runs are enough to fit a form.</summary>
    internal static bool CanFit(IReadOnlyList<JointMixtureRun> runs, string name) => runs.Count > 0
        && Known.FirstOrDefault(form => string.Equals(form.Name, name, StringComparison.OrdinalIgnoreCase)) is { } form
        && runs.Count >= form.CountOf(runs[0].Rates.Length) && runs.Select(run => (run.Parameters, run.Tokens)).Distinct().Take(2).Count() == 2;

    /// <summary>The loss at mixing rates, parameters and tokens.</summary>
    public double Predict(ReadOnlySpan<double> rates, double atParameters, double atTokens) => _form.At(_coefficients, atParameters / _parameters, EffectiveOf(rates, atTokens));

    private JointMixtureFit Fitted(IReadOnlyList<JointMixtureRun> runs)
    {
        double[][] effective = [.. runs.Select(run => EffectiveOf(run.Rates.AsSpan(), run.Tokens))];
        double[] sizes = [.. runs.Select(run => run.Parameters / _parameters)];
        double[] logs = [.. runs.Select(run => Math.Log(run.Value))];
        double Squares(double[] at)
        {
            double sum = 0;
            for (int run = 0; run < logs.Length; run++)
            {
                double error = Math.Log(_form.At(at, sizes[run], effective[run])) - logs[run];
                sum += error * error;
            }

            return sum;
        }

        double[]? best = null;
        double least = double.PositiveInfinity;
        foreach (double[] start in _form.Starts(runs[0].Rates.Length, runs.Min(run => run.Value), runs.Max(run => run.Value)))
        {
            double[] at = (double[])start.Clone();
            double reached = LimitedMemoryBfgs.Minimise((point, gradient) => Objective(Squares, start, logs.Length, point, gradient), at, Steps, 1e-9);
            if (reached < least)
            {
                least = reached;
                best = at;
            }
        }

        return new(_form, best!, _repeated, _parameters, _tokens) { ErrorOfLogs = Math.Sqrt(Squares(best!) / logs.Length) };
    }

    // Mean squares with the pull, and their gradient by central differences.
    private static double Objective(Func<double[], double> squares, double[] start, int runs, double[] at, double[] gradient)
    {
        double pull = 0;
        double[] moved = (double[])at.Clone();
        for (int j = 0; j < at.Length; j++)
        {
            moved[j] = at[j] + Nudge;
            double above = squares(moved);
            moved[j] = at[j] - Nudge;
            gradient[j] = ((above - squares(moved)) / (2 * Nudge * runs)) + (2 * Pull * (at[j] - start[j]));
            moved[j] = at[j];
            pull += Pull * (at[j] - start[j]) * (at[j] - start[j]);
        }

        double value = (squares(at) / runs) + pull;
        return double.IsFinite(value) ? value : double.PositiveInfinity;
    }

    private double[] EffectiveOf(ReadOnlySpan<double> rates, double atTokens)
    {
        double[] effective = _repeated.Of(rates, atTokens);
        for (int j = 0; j < effective.Length; j++)
        {
            effective[j] /= _tokens;
        }

        return effective;
    }

    private static double GeometricMean(IEnumerable<double> sizes) => Math.Exp(sizes.Average(size => Math.Log(size)));
}
