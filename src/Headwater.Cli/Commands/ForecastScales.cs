using System.Collections.Immutable;
using Headwater.Laws;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary>What <c>--at</c> asks for: bare scales such as 100B, and places that name one for each scale of a law, such as pretraining_tokens=100B,parameters=3B.</summary>
internal sealed partial record ForecastScales(ImmutableArray<double> Bare, ImmutableArray<ImmutableSortedDictionary<string, double>> Places)
{
    /// <param name="texts">What was typed.</param>
    /// <param name="column">The column that a bare scale is of, and whose name it may carry.</param>
    /// <exception cref="ArgumentException">A text is neither.</exception>
    public static ForecastScales Of(IEnumerable<string> texts, string column)
    {
        List<double> bare = [];
        List<ImmutableSortedDictionary<string, double>> places = [];
        foreach (string text in texts)
        {
            (string? Name, double Scale)[] parts = [.. Cut(text).Select(part => Part(part, text))];
            if (Array.TrueForAll(parts, part => part.Name is null || part.Name == column))
            {
                bare.AddRange(parts.Select(part => part.Scale));
            }
            else
            {
                places.Add(PlaceOf(parts, text));
            }
        }

        return new([.. bare.Order()], [.. places]);
    }

    // 100B,1T are two scales, 1,000,000 is one, and 1,500 may be either: whoever typed it knows.
    private static string[] Cut(string text) => !Grouped().IsMatch(text) ? text.Split(',')
        : text.Count(letter => letter == ',') > 1 || text.Split(',')[1].StartsWith('0') ? [text]
        : throw new ArgumentException($"--at is \"{text}\", which is ambiguous (one number or two scales); expected a number without commas, or scales separated by spaces.\nhint: --at {text.Replace(",", "", StringComparison.Ordinal)}, or --at {text.Replace(',', ' ')}");

    private static ImmutableSortedDictionary<string, double> PlaceOf((string? Name, double Scale)[] parts, string text) =>
        Array.TrueForAll(parts, part => part.Name is not null) && parts.DistinctBy(part => part.Name).Count() == parts.Length
            ? parts.ToImmutableSortedDictionary(part => part.Name!, part => part.Scale, StringComparer.Ordinal)
            : throw new ArgumentException($"--at is \"{text}\"; expected bare scales, such as 100B,1T, or a scale for each name, such as pretraining_tokens=100B,parameters=3B.\nhint: --at pretraining_tokens=100B,parameters=3B");

    private static (string? Name, double Scale) Part(string part, string text)
    {
        int equals = part.IndexOf('=', StringComparison.Ordinal);
        string? name = equals < 0 ? null : part[..equals].Trim();
        name = name is null ? null : TableColumns.Find(name) ?? name;
        bool mayBeZero = name?.StartsWith("rate_", StringComparison.Ordinal) ?? false;
        return NumberText.TryParse(part[(equals + 1)..], out double scale) && (scale > 0 || (mayBeZero && scale == 0))
            ? (name, scale)
            : throw new ArgumentException($"--at is \"{text}\"; expected a positive number such as 100B.\nhint: {Remedy(part, part[(equals + 1)..].Trim())}");
    }

    // A number with another letter behind it probably means one of those that are known.
    private static string Remedy(string part, string number)
    {
        string name = part[..(part.IndexOf('=', StringComparison.Ordinal) + 1)];
        return number.Length > 1 && char.IsAsciiLetter(number[^1]) && NumberText.TryParse(number[..^1], out double digits) && digits > 0 ? $"--at {name}{number[..^1]}B; K, M, B and T are thousands, millions, billions and trillions."
            : NumberText.TryParse(number, out double negative) && negative < 0 ? $"--at {name}{number.TrimStart('-')}"
            : $"--at {name}100B";
    }

    [System.Text.RegularExpressions.GeneratedRegex(@"^\d{1,3}(?:,\d{3})+$")]
    private static partial System.Text.RegularExpressions.Regex Grouped();
}
