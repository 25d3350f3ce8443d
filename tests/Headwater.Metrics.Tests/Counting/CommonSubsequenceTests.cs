using CsCheck;

namespace Headwater.Metrics.Tests;

public class CommonSubsequenceTests
{
    // Long enough for three words of bits, few enough symbols for long common subsequences.
    private static readonly Gen<int[]> Tokens = Gen.Int[0, 5].Array[0, 150];

    [Fact]
    public void Mark_RougeScoresExample_ReadsItsSubsequence()
    {
        // rouge_scorer_test.testLcsTable: of 1 2 3 4 5 and 2 5 3 4 the common 2 3 4.
        int[] rows = [1, 2, 3, 4, 5];
        bool[] marked = new bool[rows.Length];

        CommonSubsequence.Mark(rows, [2, 5, 3, 4], marked);

        Assert.Equal(3, CommonSubsequence.Length(rows, [2, 5, 3, 4]));
        Assert.Equal([false, true, true, true, false], marked);
    }

    [Fact]
    public void Length_AnySequences_EqualsThePlainTables() =>
        Gen.Select(Tokens, Tokens).Sample((rows, columns) =>
            Assert.Equal(PlainTable(rows, columns)[rows.Length, columns.Length], CommonSubsequence.Length(rows, columns)));

    [Fact]
    public void Mark_AnySequences_ReadsThePlainTable() =>
        Gen.Select(Tokens, Tokens).Sample((rows, columns) =>
        {
            bool[] marked = new bool[rows.Length];

            CommonSubsequence.Mark(rows, columns, marked);

            Assert.Equal(PlainMarks(rows, columns), marked);
        });

    [Fact]
    public void Length_FiftyThousandTokens_IsExact()
    {
        int[] even = [.. Enumerable.Range(0, 50_000).Select(i => 2 * i % 1000)];

        Assert.Equal(even.Length, CommonSubsequence.Length(even, even));
    }

    private static int[,] PlainTable(int[] rows, int[] columns)
    {
        int[,] table = new int[rows.Length + 1, columns.Length + 1];
        for (int i = 1; i <= rows.Length; i++)
        {
            for (int j = 1; j <= columns.Length; j++)
                table[i, j] = rows[i - 1] == columns[j - 1] ? table[i - 1, j - 1] + 1 : Math.Max(table[i - 1, j], table[i, j - 1]);
        }
        return table;
    }

    private static bool[] PlainMarks(int[] rows, int[] columns)
    {
        int[,] table = PlainTable(rows, columns);
        bool[] marked = new bool[rows.Length];
        for (int i = rows.Length, j = columns.Length; i > 0 && j > 0;)
        {
            if (rows[i - 1] == columns[j - 1])
            {
                marked[--i] = true;
                j--;
            }
            else if (table[i, j - 1] > table[i - 1, j])
            {
                j--;
            }
            else
            {
                i--;
            }
        }
        return marked;
    }
}
