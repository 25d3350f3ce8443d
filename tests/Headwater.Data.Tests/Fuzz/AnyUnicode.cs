namespace Headwater.Data.Tests;

/// <summary>Random texts as code points: all planes, marks, controls, noncharacters, private use, what is not assigned. Surrogates are no code points of a text and come only by themselves.</summary>
internal sealed class AnyUnicode(ulong seed)
{
    private static readonly (int First, int Last)[] Blocks =
    [
        (0x20, 0x7E), (0x20, 0x7E), (0x01, 0x1F), (0x7F, 0xA0), (0xA1, 0x24F), (0x300, 0x36F), (0x370, 0x7FF), (0x900, 0xDFF), (0x1AB0, 0x1AFF), (0x2000, 0x206F), (0x20D0, 0x20FF), (0x3000, 0x9FFF),
        (0xAC00, 0xD7A3), (0xE000, 0xF8FF), (0xFDD0, 0xFDEF), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFF0, 0xFFFF), (0x10000, 0x1FFFF), (0x1F300, 0x1FAFF), (0x20000, 0x2FFFF), (0x1FFFE, 0x1FFFF),
        (0x30000, 0xDFFFF), (0xE0000, 0xE01EF), (0xF0000, 0x10FFFF), (0x10FFFE, 0x10FFFF), (0x01, 0x10FFFF),
    ];

    private readonly SplitMix _random = new(seed);

    public int Below(int bound) => _random.NextInt32(bound);

    /// <summary>True once in so many times.</summary>
    public bool Once(int times) => _random.NextInt32(times) == 0;

    /// <summary>Any code point but NUL and surrogates.</summary>
    public int CodePoint()
    {
        while (true)
        {
            (int first, int last) = Blocks[Below(Blocks.Length)];
            int value = first + Below(last - first + 1);
            if (value is not (>= 0xD800 and <= 0xDFFF)) return value;
        }
    }

    /// <summary>Up to so many code points, of which those of <paramref name="often"/> are frequent.</summary>
    public int[] CodePoints(int most, string often = "")
    {
        int[] text = new int[Below(most + 1)];
        for (int i = 0; i < text.Length; i++) text[i] = often.Length > 0 && Once(4) ? often[Below(often.Length)] : CodePoint();
        return text;
    }

    /// <summary>Half of a pair.</summary>
    public int Surrogate() => 0xD800 + Below(0x800);
}
