using System.Globalization;
using System.Numerics;

namespace Headwater.Metrics.Tests;

/// <summary>Draws of NumPy 1.24.2, in every bit: tests/golden/numpy-random says how they were made.</summary>
public class NumpyGeneratorTests
{
    [Fact]
    public void Draws_GoldenTable_EqualNumpy()
    {
        List<Dictionary<string, string>> rows = [.. Csv.Read(GoldenFolder.Read("numpy-random", "draws.csv"))];

        foreach (Dictionary<string, string> row in rows)
        {
            string[] expected = row["values"].Split(' ');
            Assert.Equal(expected, Draw(row["kind"], BigInteger.Parse(row["seed"], CultureInfo.InvariantCulture), row["n"], expected.Length));
        }

        Assert.Equal(198, rows.Count);
    }

    [Fact]
    public void Integers_IntSpan_EqualsLongSpan()
    {
        int[] small = new int[1000];
        long[] large = new long[1000];

        NumpyGenerator.Of(7).Integers(2037, small);
        NumpyGenerator.Of(7).Integers(2037, large);

        Assert.Equal(large, small.Select(index => (long)index));
    }

    // The first outputs of check-pcg64 of the PCG C library (O'Neill), seed 42 and stream 54.
    [Fact]
    public void Pcg64_CheckOfTheCLibrary_EqualsPublishedOutput()
    {
        Pcg64 bits = new(42, 54);

        ulong[] draws = [.. Enumerable.Range(0, 6).Select(_ => bits.NextUInt64())];

        Assert.Equal(
            [0x86b1da1d72062b68, 0x1304aa46c9853d39, 0xa3670e9e0dd50358, 0xf9090e529a7dae00, 0xc85b9fd837996f2c, 0x606121f8e3919196],
            draws);
    }

    [Fact]
    public void Of_NegativeSeed_SaysWhatIsExpected()
    {
        ArgumentOutOfRangeException fault = Assert.Throws<ArgumentOutOfRangeException>(() => NumpyGenerator.Of(-3));

        Assert.Contains("The seed is -3; expected 0 or more.", fault.Message, StringComparison.Ordinal);
    }

    private static string[] Draw(string kind, BigInteger seed, string n, int count)
    {
        NumpyGenerator generator = NumpyGenerator.Of(seed);
        switch (kind)
        {
            case "state":
                ulong[] state = new ulong[count];
                SeedSequence.Of(seed).Generate(state);
                return Texts(state);
            case "uint64":
                Pcg64 bits = Pcg64.Of(SeedSequence.Of(seed));
                return Texts(Enumerable.Range(0, count).Select(_ => bits.NextUInt64()));
            case "random":
                return [.. Enumerable.Range(0, count).Select(_ => Decimal(generator.NextDouble()))];
            case "bool":
                return Choices(generator, count);
            case "choice":
                return Indices(generator, n, count);
            case "bool-then-choice":
                return [.. Choices(generator, 33), .. Indices(generator, n, count - 33)];
            default:
                return [.. Indices(generator, n, 3), Decimal(generator.NextDouble()), .. Indices(generator, n, 3)];
        }
    }

    private static string[] Choices(NumpyGenerator generator, int count)
    {
        uint[] words = new uint[(count + 31) / 32];
        generator.Choices(words);
        return [.. Enumerable.Range(0, count).Select(i => (words[i / 32] >> (i % 32) & 1) == 1 ? "1" : "0")];
    }

    private static string[] Indices(NumpyGenerator generator, string n, int count)
    {
        long[] indices = new long[count];
        generator.Integers(long.Parse(n, CultureInfo.InvariantCulture), indices);
        return Texts(indices);
    }

    private static string Decimal(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string[] Texts<T>(IEnumerable<T> values)
        where T : IFormattable => [.. values.Select(value => value.ToString(null, CultureInfo.InvariantCulture))];
}
