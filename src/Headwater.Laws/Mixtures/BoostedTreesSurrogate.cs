namespace Headwater.Laws;

/// <summary>
/// Gradient-boosted regression trees on binned rates (Friedman 2001, doi:10.1214/aos/1013203451; histograms and growth by the best leaf as in LightGBM, Ke et al. 2017). Each tree
/// sees a seeded part of the runs and of the corpora (Friedman 2002). The number of trees has the least cross-validated error. Equal input gives equal trees.
/// </summary>
internal sealed class BoostedTreesSurrogate : IMixtureSurrogate
{
    internal const double LearningRate = 0.1;
    private const int MostTrees = 250;
    private const double RunShare = 0.8;
    private const double CorpusShare = 0.7;

    public string Name => "boosted-trees";

    public string Form => "sum of regression trees on rate_X";

    public string Source => "Friedman 2001, doi:10.1214/aos/1013203451; for mixtures RegMix, arXiv:2407.01492";

    public SurrogateFit Fit(MixtureDesign design, double[] values, MixtureFolds folds)
    {
        double[][] staged = new double[MostTrees + 1][];
        for (int stage = 0; stage <= MostTrees; stage++)
        {
            staged[stage] = new double[values.Length];
        }

        for (int fold = 0; fold < folds.HeldOut.Length; fold++)
        {
            int[] heldOut = folds.HeldOut[fold];
            Boost(folds.Designs[fold], [.. folds.Kept[fold].Select(run => values[run])], MostTrees, (stage, value) =>
            {
                foreach (int run in heldOut)
                {
                    staged[stage][run] = (stage > 0 ? staged[stage - 1][run] : 0) + value(design[run]);
                }
            });
        }

        int best = Enumerable.Range(0, staged.Length).MinBy(stage => staged[stage].Zip(values, (predicted, value) => (predicted - value) * (predicted - value)).Sum());
        List<RegressionTree> trees = [];
        double mean = Boost(design, values, best, (_, _) => { }, trees);
        RegressionTree[] grown = [.. trees];
        return new(
            rates =>
            {
                double sum = mean;
                foreach (RegressionTree tree in grown)
                {
                    sum += tree.At(rates);
                }

                return sum;
            },
            staged[best]);
    }

    // Calls back with stage 0, the mean, and then with each tree.
    private static double Boost(MixtureDesign design, double[] values, int count, Action<int, MixturePredictor> grown, List<RegressionTree>? kept = null)
    {
        BinnedRates bins = design.Derive("bins", BinnedRates.Of);
        double mean = values.Average();
        double[] residuals = [.. values.Select(value => value - mean)];
        grown(0, _ => mean);
        RandomStream random = new(RandomStream.Seed((ulong)values.Length, "boosted trees"));
        TreeGrower grower = new(bins);
        for (int stage = 1; stage <= count; stage++)
        {
            int[] runs = Drawn(values.Length, RunShare, ref random);
            int[] corpora = Drawn(design.Corpora.Length, CorpusShare, ref random);
            RegressionTree tree = grower.Grow(residuals, runs, corpora, LearningRate);
            for (int run = 0; run < residuals.Length; run++)
            {
                residuals[run] -= tree.At(design[run]);
            }

            kept?.Add(tree);
            grown(stage, tree.At);
        }

        return mean;
    }

    // A part of 0 … count − 1 without replacement, at least two.
    private static int[] Drawn(int count, double share, ref RandomStream random)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        int taken = Math.Min(count, Math.Max(2, (int)Math.Round(share * count)));
        for (int index = 0; index < taken; index++)
        {
            int other = index + random.NextInt32(count - index);
            (order[index], order[other]) = (order[other], order[index]);
        }

        return [.. order[..taken].Order()];
    }
}
