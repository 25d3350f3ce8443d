namespace Headwater.Laws;

/// <summary>A fitted surrogate of one target.</summary>
/// <param name="Predict">The value at mixing rates, in the unit of the target. Safe for several threads.</param>
/// <param name="OutOfFold">The value predicted for each run from the other folds, in the order of the runs.</param>
internal sealed record SurrogateFit(MixturePredictor Predict, double[] OutOfFold)
{
    /// <summary>The Gaussian process behind the fit; <c>null</c> for other surrogates.</summary>
    public GaussianProcess? Process { get; init; }

    /// <summary>A fit made by fitting each fold's design and then all runs.</summary>
    public static SurrogateFit Of(MixtureDesign design, double[] values, MixtureFolds folds, Func<MixtureDesign, double[], MixturePredictor> fit)
    {
        double[] outOfFold = new double[values.Length];
        for (int fold = 0; fold < folds.HeldOut.Length; fold++)
        {
            MixturePredictor predictor = fit(folds.Designs[fold], [.. folds.Kept[fold].Select(run => values[run])]);
            foreach (int run in folds.HeldOut[fold])
            {
                outOfFold[run] = predictor(design[run]);
            }
        }

        return new(fit(design, values), outOfFold);
    }
}

/// <summary>Predicts a value from mixing rates in the order of a design's corpora.</summary>
internal delegate double MixturePredictor(ReadOnlySpan<double> rates);
