using CsCheck;

namespace Headwater.Data.Tests;

public class MixtureScheduleTests
{
    [Fact]
    public void Next_AnyRates_StaysWithinOneSequenceOfThem()
    {
        Gen.Double[0.001, 1].Array[1, 8].Sample(weights =>
        {
            double sum = weights.Sum();
            double[] rates = [.. weights.Select(weight => weight / sum)];
            MixtureSchedule schedule = new([.. rates]);
            long[] counts = new long[rates.Length];
            for (int sequence = 0; sequence < 2_000; sequence++)
            {
                schedule.Next(counts, sequence);
                for (int corpus = 0; corpus < rates.Length; corpus++)
                {
                    if (Math.Abs(counts[corpus] - rates[corpus] * (sequence + 1)) >= 1) return false;
                }
            }

            return true;
        });
    }

    [Fact]
    public void CountsAfter_AnyOrderOfQuestions_EqualsCountingFromTheStart()
    {
        MixtureSchedule asked = new([0.2, 0.3, 0.5]), plain = new([0.2, 0.3, 0.5]);
        long[] counts = new long[3];
        List<long[]> expected = [[0, 0, 0]];
        for (int sequence = 0; sequence < 60_000; sequence++)
        {
            plain.Next(counts, sequence);
            expected.Add([.. counts]);
        }

        Assert.All([59_000, 16_384, 40, 0, 32_768, 32_767, 60_000], sequences => Assert.Equal(expected[sequences], asked.CountsAfter(sequences)));
    }

    [Fact]
    public void Next_EqualRates_Alternates()
    {
        MixtureSchedule schedule = new([0.5, 0.5]);
        long[] counts = new long[2];

        Assert.Equal([0, 1, 0, 1, 0, 1], Enumerable.Range(0, 6).Select(sequence => schedule.Next(counts, sequence)));
    }
}
