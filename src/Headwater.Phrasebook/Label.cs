using System.Runtime.CompilerServices;

namespace Headwater.Phrasebook;

/// <summary>The names of an enumeration's values, made once: English uses many of them as they are.</summary>
internal static class Label
{
    /// <summary>"Monday"</summary>
    public static string Of<T>(T value) where T : struct, Enum => Names<T>.Written[Unsafe.BitCast<T, int>(value)];

    /// <summary>"breakfast"</summary>
    public static string Lower<T>(T value) where T : struct, Enum => Names<T>.Lowered[Unsafe.BitCast<T, int>(value)];

    private static class Names<T> where T : struct, Enum
    {
        public static readonly string[] Written = Enum.GetNames<T>();

        public static readonly string[] Lowered = [.. Written.Select(name => name.ToLowerInvariant())];
    }
}
