namespace Headwater.Laws;

/// <summary>Names of recipes on a screen: long ones, which people make of everything a recipe holds, keep their beginning and their end.</summary>
internal static class LongNames
{
    /// <summary>The longest name that is shown whole, in characters.</summary>
    public const int Most = 48;

    private const int Beginning = 18;

    /// <summary>The name, at most <see cref="Most"/> characters long.</summary>
    public static string Cut(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length <= Most ? name : $"{name[..Beginning]}…{name[^(Most - Beginning - 1)..]}";
    }
}
