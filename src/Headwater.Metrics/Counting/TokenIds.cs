namespace Headwater.Metrics;

/// <summary>Numbers tokens by their text, so that n-grams are compared as integers; a string is made once per distinct token.</summary>
internal sealed class TokenIds
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public TokenIds() => _lookup = _ids.GetAlternateLookup<ReadOnlySpan<char>>();

    public int Of(ReadOnlySpan<char> token)
    {
        if (_lookup.TryGetValue(token, out int id))
            return id;
        id = _ids.Count;
        _lookup[token] = id;
        return id;
    }
}
