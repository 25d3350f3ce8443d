namespace Headwater.Laws;

// The values that are tried along each axis of the grid.
internal sealed partial class StartGridOfView
{
    private double[] ValuesOf(StartAxis axis, TapeState? sibling, TapeState? power, double[] coefficients, double[] exponents)
    {
        LawCoefficient coefficient = _law.Coefficients[axis.Index];
        double[] values = axis.Index == _view.Shift ? [.. Floors.Select(share => share * _data.Values.Min())]
            : coefficient.Domain == CoefficientDomain.UnitInterval ? Shares
            : axis.Kind == CoefficientRole.Part.Exponent || sibling is null ? exponents
            : Sizes(axis.Kind, sibling, power, coefficients);
        values = coefficient.Maximum is { } maximum ? [.. values.Where(value => value <= maximum)] : values;
        return coefficient.Domain switch
        {
            CoefficientDomain.Real => [.. values.Select(value => -value).Reverse(), .. values],
            CoefficientDomain.NonNegative => [0, .. values],
            _ => values,
        };
    }

    private double[] Sizes(CoefficientRole.Part kind, TapeState sibling, TapeState? power, double[] coefficients)
    {
        sibling.EvaluateValue(coefficients);
        double[] sizes = new double[_data.Count];
        CopyValues(sibling, sizes);
        int kept = 0;
        foreach (double value in sizes)
        {
            double size = Math.Abs(value);
            if (double.IsFinite(size) && size > 0)
            {
                sizes[kept++] = size;
            }
        }

        Array.Sort(sizes, 0, kept);
        if (power is not null && kept > 0)
        {
            power.EvaluateValue(coefficients);
            double root = -1 / power.Value(0);
            return [.. Places.Select(place => Math.Pow(sizes[(int)(place * kept)], root)).Distinct()];
        }

        double typical = kept == 0 ? 1 : sizes[kept / 2];
        return [.. Multiples.Select(multiple => kind == CoefficientRole.Part.Addend ? multiple * typical : multiple / typical)];
    }

    private static IEnumerable<double> Thin(double[] values, int count) =>
        values.Length <= count ? values : Enumerable.Range(0, count).Select(k => values[(int)((k + 0.5) * values.Length / count)]);
}
