namespace Headwater.Laws;

/// <summary>Where the values of a metric end, in the unit the table has them in.</summary>
internal readonly record struct MetricRange(double Minimum, double Maximum)
{
    /// <summary>The range from the metric's name, or from the rows' ceiling. A percentage metric whose values are all at most 1 is taken as a share.</summary>
    public static MetricRange Of(MetricTraits traits, IReadOnlyCollection<Observation> rows)
    {
        double? named = traits.Maximum is 100 && rows.All(row => row.Value <= 1) ? 1 : traits.Maximum is 1 && rows.Any(row => row.Value > 1) ? 100 : traits.Maximum;
        double? ceiling = rows.All(row => row.Ceiling is not null) ? rows.Max(row => row.Ceiling) : null;
        return new(traits.Minimum, ceiling ?? named ?? double.PositiveInfinity);
    }

    public double Clip(double value) => Math.Clamp(value, Minimum, Maximum);
}
