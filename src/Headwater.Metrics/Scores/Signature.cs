namespace Headwater.Metrics;

/// <summary>The parts of a signature, in order, written long or short. The version named is the one whose numbers ours equal.</summary>
internal sealed class Signature
{
    private const string ReferenceVersion = "2.6.0";

    private readonly List<(string Long, string Short, string Value)> _fields = [];

    /// <param name="referenceCount">References per segment; null when it differs between segments.</param>
    public Signature(int? referenceCount) => Add("nrefs", "#", referenceCount?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "var");

    public Signature Add(string name, string shortName, string value)
    {
        _fields.Add((name, shortName, value));
        return this;
    }

    public Signature AddVersion(string version = ReferenceVersion) => Add("version", "v", version);

    public string ToLong() => string.Join('|', _fields.Select(field => $"{field.Long}:{field.Value}"));

    public string ToShort() => string.Join('|', _fields.Select(field => $"{field.Short}:{field.Value}"));
}
