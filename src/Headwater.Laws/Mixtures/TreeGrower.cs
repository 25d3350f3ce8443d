namespace Headwater.Laws;

/// <summary>Grows one tree after another on binned rates: the leaf whose split reduces the squared error most is split first. Keeps its room between trees; one thread at a time.</summary>
internal sealed class TreeGrower(BinnedRates bins)
{
    private const int MostLeaves = 8;
    private const int FewestRuns = 4;
    private const double Penalty = 1;

    private readonly int _corpora = bins.Bins.Length;
    private readonly Stack<double[]> _free = new();

    /// <summary>A tree for the residuals of some runs, splitting on some corpora. Values of leaves are shrunk by the learning rate.</summary>
    public RegressionTree Grow(double[] residuals, int[] runs, int[] among, double learningRate)
    {
        List<Node> nodes = [NodeOf(residuals, runs, among, null, null)];
        for (int leaves = 1; leaves < MostLeaves; leaves++)
        {
            Node? best = nodes.Where(node => node.IsLeaf && node.Gain > 0).MaxBy(node => node.Gain);
            if (best is null)
            {
                break;
            }

            int[] left = [.. best.Runs.Where(run => bins.Bins[best.Corpus][run] <= best.Bin)];
            int[] right = [.. best.Runs.Where(run => bins.Bins[best.Corpus][run] > best.Bin)];
            Node small = NodeOf(residuals, left.Length <= right.Length ? left : right, among, null, null);
            Node large = NodeOf(residuals, left.Length <= right.Length ? right : left, among, best.Histogram, small.Histogram);
            best.Histogram = null;
            best.Left = nodes.Count;
            best.Right = nodes.Count + 1;
            nodes.Add(left.Length <= right.Length ? small : large);
            nodes.Add(left.Length <= right.Length ? large : small);
        }

        foreach (Node node in nodes)
        {
            if (node.Histogram is { } histogram)
            {
                _free.Push(histogram);
            }
        }

        return new(
            [.. nodes.Select(node => node.IsLeaf ? -1 : node.Corpus)],
            [.. nodes.Select(node => node.IsLeaf ? 0 : bins.Thresholds[node.Corpus][node.Bin])],
            [.. nodes.Select(node => node.Left)],
            [.. nodes.Select(node => node.Right)],
            [.. nodes.Select(node => learningRate * node.Sum / (node.Runs.Length + Penalty))]);
    }

    // A node with its histogram, counted from its runs or left over from its parent's when its sibling's is taken away, and with its best split.
    private Node NodeOf(double[] residuals, int[] runs, int[] among, double[]? parent, double[]? sibling)
    {
        Node node = new(runs, runs.Sum(run => residuals[run]));
        double[] histogram = parent ?? (_free.TryPop(out double[]? room) ? room : new double[2 * BinnedRates.Most * _corpora]);
        foreach (int corpus in among)
        {
            Span<double> sums = histogram.AsSpan(2 * BinnedRates.Most * corpus, 2 * BinnedRates.Most);
            if (parent is not null)
            {
                Dense.AddScaled(sums, -1, sibling.AsSpan(2 * BinnedRates.Most * corpus, 2 * BinnedRates.Most));
            }
            else
            {
                sums.Clear();
                byte[] bin = bins.Bins[corpus];
                foreach (int run in runs)
                {
                    int at = 2 * bin[run];
                    sums[at] += residuals[run];
                    sums[at + 1]++;
                }
            }

            Split(node, sums, corpus);
        }

        node.Histogram = histogram;
        return node;
    }

    private void Split(Node node, ReadOnlySpan<double> sums, int corpus)
    {
        double all = node.Sum * node.Sum / (node.Runs.Length + Penalty);
        double sum = 0;
        double count = 0;
        for (int bin = 0; bin < bins.Thresholds[corpus].Length; bin++)
        {
            if (sums[(2 * bin) + 1] == 0)
            {
                // An empty bin splits as the one before it does.
                continue;
            }

            sum += sums[2 * bin];
            count += sums[(2 * bin) + 1];
            double rest = node.Runs.Length - count;
            if (count >= FewestRuns && rest >= FewestRuns)
            {
                double other = node.Sum - sum;
                double gain = (sum * sum / (count + Penalty)) + (other * other / (rest + Penalty)) - all;
                if (gain > node.Gain * (1 + 1e-12))
                {
                    node.Gain = gain;
                    node.Corpus = corpus;
                    node.Bin = bin;
                }
            }
        }
    }

    private sealed class Node(int[] runs, double sum)
    {
        public int[] Runs { get; } = runs;

        public double Sum { get; } = sum;

        public double[]? Histogram { get; set; }

        public double Gain { get; set; }

        public int Corpus { get; set; }

        public int Bin { get; set; }

        public int Left { get; set; } = -1;

        public int Right { get; set; } = -1;

        public bool IsLeaf => Left < 0;
    }
}
