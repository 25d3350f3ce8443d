namespace Headwater.Laws;

/// <summary>A regression tree in arrays: node 0 is the root; a node without a corpus (−1) is a leaf.</summary>
internal sealed record RegressionTree(int[] Corpus, double[] Threshold, int[] Left, int[] Right, double[] Value)
{
    /// <summary>The value of the leaf that a mixture falls into.</summary>
    public double At(ReadOnlySpan<double> rates)
    {
        int node = 0;
        while (Corpus[node] >= 0)
        {
            node = rates[Corpus[node]] <= Threshold[node] ? Left[node] : Right[node];
        }

        return Value[node];
    }
}
