namespace Headwater.Laws;

/// <summary>A law of a loss in mixing rates, parameters and tokens.</summary>
internal interface IJointForm
{
    /// <summary>The name in options and output.</summary>
    string Name { get; }

    /// <summary>The equation.</summary>
    string Equation { get; }

    /// <summary>The paper.</summary>
    string Source { get; }

    /// <summary>The number of coefficients of a law over a number of corpora. Each coefficient is unbounded.</summary>
    int CountOf(int corpora);

    /// <summary>Coefficients to start from, for losses between two values.</summary>
    IEnumerable<double[]> Starts(int corpora, double least, double most);

    /// <summary>The loss.</summary>
    /// <param name="coefficients">The coefficients.</param>
    /// <param name="parameters">N, in units of the geometric mean of the runs.</param>
    /// <param name="effective">Effective tokens of each corpus, in units of the geometric mean of the runs' tokens.</param>
    double At(ReadOnlySpan<double> coefficients, double parameters, ReadOnlySpan<double> effective);
}
