namespace Headwater.Models.Tests;

public sealed class RelativePositionTests
{
    // First and last distance of each bucket beyond the exact ones, for 32 buckets and distance 128.
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(7, 7, 7)]
    [InlineData(8, 11, 8)]
    [InlineData(12, 15, 9)]
    [InlineData(16, 22, 10)]
    [InlineData(23, 31, 11)]
    [InlineData(32, 45, 12)]
    [InlineData(46, 63, 13)]
    [InlineData(64, 90, 14)]
    [InlineData(91, 600, 15)]
    public void Bucket_Bidirectional_IsThePublishedOne(int first, int last, int bucket)
    {
        Assert.All(Enumerable.Range(first, last - first + 1), distance => Assert.Equal(bucket, RelativePosition.Bucket(-distance, bidirectional: true, 32, 128)));
        Assert.All(Enumerable.Range(first, last - first + 1).Where(distance => distance > 0), distance => Assert.Equal(bucket + 16, RelativePosition.Bucket(distance, bidirectional: true, 32, 128)));
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(15, 15, 15)]
    [InlineData(16, 18, 16)]
    [InlineData(19, 20, 17)]
    [InlineData(21, 23, 18)]
    [InlineData(24, 26, 19)]
    [InlineData(27, 30, 20)]
    [InlineData(31, 34, 21)]
    [InlineData(35, 39, 22)]
    [InlineData(40, 45, 23)]
    [InlineData(46, 51, 24)]
    [InlineData(52, 58, 25)]
    [InlineData(59, 66, 26)]
    [InlineData(67, 76, 27)]
    [InlineData(77, 86, 28)]
    [InlineData(87, 98, 29)]
    [InlineData(99, 112, 30)]
    [InlineData(113, 600, 31)]
    public void Bucket_Causal_IsThePublishedOne(int first, int last, int bucket)
    {
        Assert.All(Enumerable.Range(first, last - first + 1), distance => Assert.Equal(bucket, RelativePosition.Bucket(-distance, bidirectional: false, 32, 128)));
    }

    [Fact]
    public void Bucket_CausalFuture_IsZero()
    {
        Assert.All(Enumerable.Range(1, 200), distance => Assert.Equal(0, RelativePosition.Bucket(distance, bidirectional: false, 32, 128)));
    }
}
