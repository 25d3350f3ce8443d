using System.Collections.Immutable;

namespace Headwater.Reports;

/// <summary>From the values of an axis to pixels, and the ticks of that axis.</summary>
internal sealed class AxisMap
{
    /// <summary>Free space at the ends of an axis, as a share of its length, so that no marker sits on the frame.</summary>
    private const double Padding = 0.05;

    private readonly double _start, _end;
    private readonly bool _logarithmic;

    private AxisMap(AxisRange range, bool logarithmic, double start, double end, ImmutableArray<Tick> ticks) =>
        (Range, _logarithmic, _start, _end, Ticks) = (range, logarithmic, start, end, ticks);

    public AxisRange Range { get; }

    public ImmutableArray<Tick> Ticks { get; }

    public static AxisMap Horizontal(Axis axis, AxisRange data, double left, double right, double fontSize)
    {
        bool logarithmic = axis.Scale == AxisScale.Logarithmic;
        AxisRange range = logarithmic ? PadLog(data) : PadLinear(data);
        ImmutableArray<Tick> ticks = logarithmic
            ? LogTicks.Choose(range, right - left, fontSize, axis.Landmarks)
            : LinearTicks.Choose(range, wanted: Math.Max(2, (int)((right - left) / 80)));
        return new AxisMap(range, logarithmic, left, right, ticks);
    }

    /// <summary>A vertical axis ends at ticks where that costs little: the eye finds the values faster.</summary>
    public static AxisMap Vertical(AxisRange data, double bottom, double top)
    {
        AxisRange range = PadLinear(data);
        int wanted = Math.Max(2, (int)((bottom - top) / 45));
        double step = LinearTicks.Step(range, wanted);
        double floor = Math.Floor(data.Minimum / step) * step, ceiling = Math.Ceiling(data.Maximum / step) * step;
        // The tick below the data takes the place of the padding where it is neither far nor so near that a marker would sit on it.
        double below = (data.Minimum - floor) / step, above = (ceiling - data.Maximum) / step;
        range = new AxisRange(below is > 0.1 and < 0.75 ? floor : range.Minimum, above is > 0.1 and < 0.5 ? ceiling : range.Maximum);
        // Nothing below zero was measured: nothing below zero is shown.
        if (data.Minimum >= 0 && range.Minimum < 0) range = range with { Minimum = 0 };
        return new AxisMap(range, logarithmic: false, bottom, top, LinearTicks.Choose(range, wanted));
    }

    /// <summary>A vertical axis of names: the first at the top, each with a row of equal height.</summary>
    public static AxisMap OfNames(ImmutableArray<string> names, double bottom, double top) => new(
        new AxisRange(-0.5, names.Length - 0.5), logarithmic: false, top, bottom, [.. names.Select((name, place) => new Tick(place, name))]);

    public double this[double value] => _start + (_end - _start) * (_logarithmic
        ? Math.Log(value / Range.Minimum) / Math.Log(Range.Maximum / Range.Minimum)
        : (value - Range.Minimum) / (Range.Maximum - Range.Minimum));

    public bool Has(double value) => double.IsFinite(value) && (!_logarithmic || value > 0);

    private static AxisRange PadLinear(AxisRange data)
    {
        double span = data.Maximum - data.Minimum;
        // One value alone gets a tenth of its size around it, or one unit around zero.
        double room = span > 0 ? Padding * span : data.Maximum == 0 ? 1 : 0.1 * Math.Abs(data.Maximum);
        return new AxisRange(data.Minimum - room, data.Maximum + room);
    }

    private static AxisRange PadLog(AxisRange data)
    {
        double room = data.Maximum > data.Minimum ? Math.Pow(data.Maximum / data.Minimum, Padding) : 2;
        return new AxisRange(data.Minimum / room, data.Maximum * room);
    }
}
