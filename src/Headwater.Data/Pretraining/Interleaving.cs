namespace Headwater.Data;

/// <summary>In what pieces the corpora of a mixture alternate. All follow the rates by tokens; they differ in how far a corpus may be from its rate at a time.</summary>
public enum Interleaving
{
    /// <summary>Sequence by sequence: every batch is mixed, and no corpus is a whole sequence away from its rate.</summary>
    Sequence,

    /// <summary>Batch by batch: all sequences of a step come from one corpus, and no corpus is a whole batch away from its rate.</summary>
    Batch,

    /// <summary>Document by document, shuffled: a sequence may hold documents of several corpora, and no corpus is more than its longest document away from its rate.</summary>
    Document,
}
