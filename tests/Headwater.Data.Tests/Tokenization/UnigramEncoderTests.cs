using CsCheck;

namespace Headwater.Data.Tests;

public class UnigramEncoderTests
{
    private static readonly string[] Words = ["ab", "ba", "aab", "abab", "bb", "babba", "c", "河", "aaaaaaab"];

    // Pieces of which many cuts have equal or nearly equal sums, so that the rounding of single precision decides.
    private static readonly SentencePieceLayout Layout = new()
    {
        RemoveExtraWhitespaces = false,
        Pieces =
        [
            new("<pad>", 0, PieceType.Control), new("</s>", 0, PieceType.Control), new("<unk>", 0, PieceType.Unknown), new("▁", -1.1f, PieceType.Normal),
            new("a", -2.3f, PieceType.Normal), new("b", -2.7f, PieceType.Normal), new("ab", -5.0f, PieceType.Normal), new("ba", -5.0000005f, PieceType.Normal),
            new("▁a", -3.4f, PieceType.Normal), new("▁ab", -6.1f, PieceType.Normal), new("aa", -4.6f, PieceType.Normal), new("bab", -7.7f, PieceType.Normal),
        ],
    };

    [Fact]
    public void Encode_LongTextOfNearTies_RoundsAsOneSumOverTheText()
    {
        TextTokenizer tokenizer = TextTokenizer.Of(SentencePieceModel.Of(Layout));
        Gen.Int[0, Words.Length - 1].Array[1, 400].Sample(places =>
        {
            string text = string.Join(' ', places.Select(place => Words[place]));
            return tokenizer.Encode(text).SequenceEqual(PlainCut("▁" + text.Replace(' ', '▁')));
        }, iter: 300);
    }

    // The plain algorithm over the whole text with nothing remembered: sums are kept in single precision and compared in double.
    private static List<int> PlainCut(string text)
    {
        float[] scores = new float[text.Length + 1];
        (int Start, int Id)[] last = new (int, int)[text.Length + 1];
        Array.Fill(last, (-1, -1));
        for (int start = 0; start < text.Length; start++)
        {
            bool known = false;
            foreach ((Piece piece, int id) in Layout.Pieces.Select((piece, id) => (piece, id)).Skip(3).OrderBy(entry => entry.piece.Text.Length))
            {
                if (!text.AsSpan(start).StartsWith(piece.Text)) continue;
                Offer(start, piece.Text.Length, (double)scores[start] + piece.Score, id);
                known |= piece.Text.Length == 1;
            }

            if (!known) Offer(start, 1, scores[start] + (-7.7f - 10f), TextTokenizer.Unknown);
        }

        List<int> ids = [];
        for (int end = text.Length; end > 0; end = last[end].Start) ids.Add(last[end].Id);
        ids.Reverse();
        return [.. ids.Where((id, i) => i == 0 || id != TextTokenizer.Unknown || ids[i - 1] != TextTokenizer.Unknown)];

        void Offer(int start, int length, double score, int id)
        {
            if (last[start + length].Start >= 0 && !(score > scores[start + length])) return;
            scores[start + length] = (float)score;
            last[start + length] = (start, id);
        }
    }
}
