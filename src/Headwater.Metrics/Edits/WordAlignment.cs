namespace Headwater.Metrics;

/// <summary>Which word of the hypothesis each word of the reference goes with, and which words of either are wrong. Reusable; not thread-safe.</summary>
internal sealed class WordAlignment
{
    private int[] _alignedTo = [];
    private bool[] _isReferenceWrong = [];
    private bool[] _isHypothesisWrong = [];

    /// <summary>Forgets everything and makes room. Steps then come from the end of both texts to their start.</summary>
    public void Reset(int hypothesisLength, int referenceLength)
    {
        if (_alignedTo.Length < referenceLength)
        {
            _alignedTo = new int[2 * referenceLength];
            _isReferenceWrong = new bool[2 * referenceLength];
        }
        if (_isHypothesisWrong.Length < hypothesisLength)
            _isHypothesisWrong = new bool[2 * hypothesisLength];
    }

    /// <summary>The word of the hypothesis that a word of the reference goes with; for a missing word the one before the gap, −1 at the start.</summary>
    public int AlignedTo(int referenceWord) => _alignedTo[referenceWord];

    /// <summary>The reference's word is missing in the hypothesis or another stands in its place.</summary>
    public bool IsReferenceWrong(int referenceWord) => _isReferenceWrong[referenceWord];

    /// <summary>The hypothesis's word is one too many or stands in the place of another.</summary>
    public bool IsHypothesisWrong(int hypothesisWord) => _isHypothesisWrong[hypothesisWord];

    public void Pair(int hypothesisWord, int referenceWord, bool isKept)
    {
        _alignedTo[referenceWord] = hypothesisWord;
        _isReferenceWrong[referenceWord] = !isKept;
        _isHypothesisWrong[hypothesisWord] = !isKept;
    }

    public void Delete(int hypothesisWord) => _isHypothesisWrong[hypothesisWord] = true;

    /// <summary>The reference's word is missing before the hypothesis's word <paramref name="gap"/>.</summary>
    public void Insert(int gap, int referenceWord)
    {
        _alignedTo[referenceWord] = gap - 1;
        _isReferenceWrong[referenceWord] = true;
    }
}
