using System.Collections.Immutable;

namespace Headwater.Data;

/// <summary>
/// Whole documents of all corpora one after another, cut into sequences wherever they end. The next document comes from the corpus that is furthest behind its rate; a corpus's documents
/// are shuffled again for every epoch. Places on the way are kept, so that any sequence is found without reading from the start; finding a place first passes over the lengths of the documents before it.
/// </summary>
internal sealed class DocumentOrder : ITokenOrder
{
    private const int DocumentsBetweenPlaces = 1 << 12;

    private readonly ImmutableArray<MixedCorpus> _corpora;
    private readonly int _rawLength;
    private readonly bool _repeat;
    private readonly ulong _key;
    private readonly long _firstSequence;
    private readonly Lock _lock = new();
    private readonly List<Place> _places;

    /// <param name="firstSequence">Sequences of the stages before this one, so that no two sequences are corrupted by the same seed.</param>
    public DocumentOrder(ImmutableArray<MixedCorpus> corpora, int rawLength, bool repeat, long firstSequence = 0)
    {
        (_corpora, _rawLength, _repeat, _firstSequence) = (corpora, rawLength, repeat, firstSequence);
        _key = corpora.Aggregate(0UL, (key, corpus) => SplitMix.Mix(key, corpus.Key));
        _places = [new Place(0, [.. corpora.Select(corpus => corpus.Start.Pieces)], new long[corpora.Length])];
    }

    public SpentCorpus? Read(long first, Span<int> tokens, Span<ulong> seeds, Span<bool> begins)
    {
        for (int row = 0; row < seeds.Length; row++) seeds[row] = SplitMix.Mix(~_key, (ulong)(_firstSequence + first + row));
        long start = first * _rawLength;
        Walk walk = WalkTo(start);
        for (int filled = 0; filled < tokens.Length;)
        {
            Step step = walk.Next();
            if (!_repeat && step.Epoch > 0) return Spent(step.Corpus);
            long skipped = Math.Max(start - walk.Start, 0);
            int count = (int)Math.Min(step.Length - skipped, tokens.Length - filled);
            if (count <= 0) continue;
            _corpora[step.Corpus].Shard.Read(step.From + skipped, tokens.Slice(filled, count));
            if (!begins.IsEmpty && skipped == 0) begins[filled] = true;
            filled += count;
        }

        return null;
    }

    public SpentCorpus? Used(long sequences, ImmutableSortedDictionary<string, CorpusUse>.Builder used)
    {
        (Walk walk, long[] tokens) = WalkThrough(sequences, _repeat);
        for (int corpus = 0; corpus < tokens.Length; corpus++)
        {
            long all = _corpora[corpus].Shard.TokenCount;
            if (!_repeat && (walk.Repeats(corpus) || tokens[corpus] > all)) return Spent(corpus);
            used[_corpora[corpus].Name] = new CorpusUse(tokens[corpus], tokens[corpus] / (double)all, Math.Min(tokens[corpus], all));
        }

        return null;
    }

    /// <summary>A document that the end cuts counts as read: its rest is left out.</summary>
    public IEnumerable<KeyValuePair<string, CorpusPosition>> PositionsAfter(long sequences)
    {
        (Walk walk, long[] tokens) = WalkThrough(sequences, repeat: true);
        return _corpora.Select((source, corpus) => KeyValuePair.Create(source.Name, new CorpusPosition(walk.Documents[corpus], tokens[corpus])));
    }

    public long Capacity()
    {
        Walk walk = new(_corpora, _places[0]);
        while (walk.Next().Epoch == 0)
        {
        }

        return walk.Start / _rawLength;
    }

    /// <summary>The documents of all corpora in the order in which they are read, without an end: whoever reads them stops, or takes the repeats too.</summary>
    public IEnumerable<MixedDocument> Documents()
    {
        Walk walk = new(_corpora, _places[0]);
        while (true)
        {
            Step step = walk.Next();
            yield return new MixedDocument(_corpora[step.Corpus].Name, step.Document, step.From, step.Length, IsRepeat: step.Epoch > 0);
        }
    }

    private SpentCorpus Spent(int corpus) => new(_corpora[corpus].Name, _corpora[corpus].Shard.TokenCount);

    // A walk that has passed the last document of the first sequences, or the first that repeats and may not, and the tokens taken from each corpus.
    private (Walk Walk, long[] Tokens) WalkThrough(long sequences, bool repeat)
    {
        long end = sequences * _rawLength;
        Walk walk = WalkTo(end);
        long[] tokens = [.. walk.Tokens];
        long position = tokens.Sum();
        while (position < end)
        {
            Step step = walk.Next();
            long count = Math.Min(step.Length, end - position);
            tokens[step.Corpus] += count;
            position += count;
            if (!repeat && step.Epoch > 0) break;
        }

        for (int corpus = 0; corpus < tokens.Length; corpus++) tokens[corpus] += _corpora[corpus].Start.Tokens;
        return (walk, tokens);
    }

    // A walk that stands before the document in which a place lies, or some documents earlier.
    private Walk WalkTo(long position)
    {
        lock (_lock)
        {
            while (_places[^1].Position <= position)
            {
                Walk walk = new(_corpora, _places[^1]);
                for (int i = 0; i < DocumentsBetweenPlaces; i++) walk.Next();
                _places.Add(walk.Here());
            }

            int low = 0, high = _places.Count - 1;
            while (low < high)
            {
                int middle = (low + high + 1) / 2;
                if (_places[middle].Position <= position) low = middle;
                else high = middle - 1;
            }

            return new Walk(_corpora, _places[low]);
        }
    }

    private readonly record struct Step(int Corpus, long Epoch, long Document, long From, long Length);

    private sealed record Place(long Position, long[] Documents, long[] Tokens);

    private sealed class Walk(ImmutableArray<MixedCorpus> corpora, Place place)
    {
        private readonly long[] _documents = [.. place.Documents];
        private readonly long[] _tokens = [.. place.Tokens];
        private readonly Permutation?[] _orders = new Permutation?[corpora.Length];
        private long _end = place.Position;

        /// <summary>Where the last document began.</summary>
        public long Start { get; private set; } = place.Position;

        public IReadOnlyList<long> Tokens => _tokens;

        /// <summary>Documents of each corpus that were passed, those before the walk among them.</summary>
        public long[] Documents => _documents;

        /// <summary>Whether a document of a corpus was passed twice.</summary>
        public bool Repeats(int corpus) => _documents[corpus] > corpora[corpus].Shard.DocumentCount;

        public Place Here() => new(_end, [.. _documents], [.. _tokens]);

        public Step Next()
        {
            int corpus = FurthestBehind();
            MixedCorpus source = corpora[corpus];
            (long epoch, long ordinal) = Math.DivRem(_documents[corpus]++, source.Shard.DocumentCount);
            if (ordinal == 0 || _orders[corpus] is null) _orders[corpus] = new Permutation(source.Shard.DocumentCount, SplitMix.Mix(source.Key, (ulong)epoch));
            long document = _orders[corpus]![ordinal];
            long from = source.Shard.DocumentStart(document), length = source.Shard.DocumentEnd(document) - from;
            _tokens[corpus] += length;
            Start = _end;
            _end += length;
            return new Step(corpus, epoch, document, from, length);
        }

        private int FurthestBehind()
        {
            int best = 0;
            for (int corpus = 1; corpus < corpora.Length; corpus++)
            {
                if (_tokens[corpus] / corpora[corpus].Rate < _tokens[best] / corpora[best].Rate) best = corpus;
            }

            return best;
        }
    }
}
