namespace Headwater.Data.Tests;

public class PairEncoderTests
{
    [Fact]
    public void Encode_Pairs_PutsThePrefixFirstAndEndsBothSides()
    {
        EncodedPair pair = Assert.Single(PairEncoder.Encode([new("A heron.", "Ein Reiher.")], Tokenizers.Small, prefix: "translate English to German: "));

        Assert.Equal([.. Tokenizers.Small.Encode("translate English to German: A heron."), TextTokenizer.EndOfSequence], pair.Input);
        Assert.Equal([.. Tokenizers.Small.Encode("Ein Reiher."), TextTokenizer.EndOfSequence], pair.Target);
    }

    [Fact]
    public void Encode_LongSides_AreCutAndCounted()
    {
        string line = Golden.Lines("text.txt")[0];
        int length = Tokenizers.Small.Encode(line).Length;
        PairEncodingOptions options = new() { MaxInput = 10, MaxTarget = length + 1 };

        EncodedPairs encoded = PairEncoder.Encode([new(line, line), new("A", line + " more")], Tokenizers.Small, options);

        Assert.Equal((1, 1), (encoded.TruncatedInputs, encoded.TruncatedTargets));
        Assert.Equal([.. Tokenizers.Small.Encode(line)[..9], TextTokenizer.EndOfSequence], encoded.Pairs[0].Input);
        Assert.Equal(length + 1, encoded.Pairs[0].Target.Length);
        Assert.Equal(length + 1, encoded.Pairs[1].Target.Length);
        Assert.Equal(TextTokenizer.EndOfSequence, encoded.Pairs[1].Target[^1]);
    }

    [Fact]
    public void Encode_NoRoomForAToken_IsRefused()
    {
        Assert.Equal("MaxInput is 1 and MaxTarget 256; expected at least 2, one token and the end.", Assert.Throws<ArgumentException>(() => PairEncoder.Encode([], Tokenizers.Small, maxInput: 1)).Message);
    }
}
