using System.Numerics;
using System.Runtime.InteropServices;

namespace Headwater.Laws;

/// <summary>The search for the unknown of a <see cref="Root"/>, at all points at once.</summary>
internal sealed partial class TapeState
{
    private const int MostTrials = 200;

    // Newton's method on G(y) = 0, kept inside what the signs of G have left. It runs in a stretched unknown t that takes the ends of y to
    // infinity, y = low + (high − low)·logistic(t) or low + e^t, in which a residual made of logarithms is nearly a straight line. A point
    // without a solution gets NaN.
    private void Solve(RootSearch search)
    {
        Span<double> unknown = MemoryMarshal.Cast<Vector<double>, double>(Slot(search.Unknown));
        RootBracket[] brackets = new RootBracket[unknown.Length];
        for (int i = 0; i < brackets.Length; i++)
        {
            brackets[i] = new(search.Lower is { } lower ? Read(lower, i) : null, search.Upper is { } upper ? Read(upper, i) : null);
            unknown[i] = brackets[i].Value;
        }

        bool isDone = false;
        for (int trial = 0; trial < MostTrials && !isDone; trial++)
        {
            Run(search.Body);
            isDone = true;
            for (int i = 0; i < brackets.Length; i++)
            {
                unknown[i] = brackets[i].Next(Read(search.Residual, i), Read(search.Slope, i));
                isDone &= brackets[i].IsDone;
            }
        }

        for (int i = 0; i < brackets.Length; i++)
        {
            unknown[i] = brackets[i].IsDone ? unknown[i] : double.NaN;
        }
    }
}
