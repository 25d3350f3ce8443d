using Headwater.Data;

namespace Headwater.Studies;

/// <summary>
/// Kendall's rank correlation τ-b of two lists (ties counted for neither order; Kendall 1945, doi:10.1093/biomet/33.3.239), and the probability that a random
/// order of one of them agrees as much or more: over all orders of up to eight items, over ten thousand drawn ones of more.
/// </summary>
internal readonly record struct RankAgreement(double Tau, double PValue)
{
    private const int Draws = 10_000;
    private const int MostOrders = 8;   // 40,320 orders
    private const double Equal = 1e-12;

    public static RankAgreement Of(double[] first, double[] second)
    {
        double tau = TauOf(first, second);
        long all = 0, asMuch = 0;
        foreach (double[] order in first.Length <= MostOrders ? Orders((double[])second.Clone(), 0) : Drawn(second))
        {
            all++;
            if (TauOf(first, order) >= tau - Equal) asMuch++;
        }

        return new RankAgreement(tau, asMuch / (double)all);
    }

    private static double TauOf(double[] first, double[] second)
    {
        int agreement = 0, firstApart = 0, secondApart = 0;
        for (int i = 0; i < first.Length; i++)
        {
            for (int j = i + 1; j < first.Length; j++)
            {
                int a = first[j].CompareTo(first[i]), b = second[j].CompareTo(second[i]);
                agreement += a * b;
                firstApart += a * a;
                secondApart += b * b;
            }
        }

        return firstApart == 0 || secondApart == 0 ? 0 : agreement / Math.Sqrt((double)firstApart * secondApart);
    }

    private static IEnumerable<double[]> Orders(double[] items, int from)
    {
        if (from == items.Length) yield return items;
        for (int place = from; place < items.Length; place++)
        {
            (items[from], items[place]) = (items[place], items[from]);
            foreach (double[] order in Orders(items, from + 1)) yield return order;
            (items[from], items[place]) = (items[place], items[from]);
        }
    }

    private static IEnumerable<double[]> Drawn(double[] items)
    {
        SplitMix random = new(1);
        double[] order = (double[])items.Clone();
        for (int draw = 0; draw < Draws; draw++)
        {
            random.Shuffle<double>(order);
            yield return order;
        }
    }
}
