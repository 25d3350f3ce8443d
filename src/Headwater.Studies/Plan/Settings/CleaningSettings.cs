using Headwater.Data;

namespace Headwater.Studies;

/// <summary>How a corpus is cleaned, beside the search for test sentences.</summary>
public sealed record CleaningSettings
{
    public string? Unicode { get; init; }

    public string? Duplicates { get; init; }

    public int? MinCharacters { get; init; }

    public int? MaxCharacters { get; init; }

    public string? Language { get; init; }

    internal bool DoesNothing => Unicode is null && Duplicates is null && MinCharacters is null && MaxCharacters is null && Language is null;

    internal static CleaningSettings Of(CleaningSpec spec, string? language) => new()
    {
        Unicode = spec.Unicode == UnicodeForm.AsIs ? null : spec.Unicode.ToString(),
        Duplicates = spec.Duplicates == DuplicateRemoval.Keep ? null : spec.Duplicates.ToString(),
        MinCharacters = spec.MinCharacters == 0 ? null : spec.MinCharacters,
        MaxCharacters = spec.MaxCharacters == int.MaxValue ? null : spec.MaxCharacters,
        Language = spec.OnlyLanguage ? language : null,
    };

    internal CleaningOptions Options() => new()
    {
        Unicode = Unicode is null ? UnicodeForm.AsIs : Enum.Parse<UnicodeForm>(Unicode),
        Duplicates = Duplicates is null ? DuplicateRemoval.Keep : Enum.Parse<DuplicateRemoval>(Duplicates),
        MinCharacters = MinCharacters ?? 0,
        MaxCharacters = MaxCharacters ?? int.MaxValue,
        Language = Language,
    };
}
