namespace Headwater.Laws;

/// <summary>A division of runs into folds of nearly equal size; each fold is predicted from the others. Two runs of one mixture share a fold.</summary>
internal sealed class MixtureFolds
{
    private MixtureFolds(MixtureDesign design, int[][] heldOut)
    {
        HeldOut = heldOut;
        Kept = [.. heldOut.Select(fold => Enumerable.Range(0, design.Count).Except(fold).ToArray())];
        Designs = [.. Kept.Select(design.Of)];
    }

    /// <summary>The runs of each fold, ascending.</summary>
    public int[][] HeldOut { get; }

    /// <summary>The runs outside each fold, ascending.</summary>
    public int[][] Kept { get; }

    /// <summary>The design of the runs outside each fold.</summary>
    public MixtureDesign[] Designs { get; }

    /// <summary>Folds of a design, drawn with a seed.</summary>
    public static MixtureFolds Of(MixtureDesign design, int count, ulong seed)
    {
        RandomStream random = new(RandomStream.Seed(seed, "mixture folds"));
        int[][] mixtures = [.. Enumerable.Range(0, design.Count).GroupBy(run => string.Join(' ', design.Rates[run])).Select(same => same.ToArray())];
        for (int last = mixtures.Length - 1; last > 0; last--)
        {
            int other = random.NextInt32(last + 1);
            (mixtures[last], mixtures[other]) = (mixtures[other], mixtures[last]);
        }

        count = Math.Min(count, mixtures.Length);
        return new(design, [.. Enumerable.Range(0, count).Select(fold => mixtures.Where((_, index) => index % count == fold).SelectMany(runs => runs).Order().ToArray())]);
    }
}
