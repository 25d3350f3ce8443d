namespace Headwater.Data;

/// <summary>How tokens are written.</summary>
public enum TokenNotation
{
    /// <summary>Numbers, as the tokenizer's file counts them.</summary>
    Ids,

    /// <summary>Pieces, as the tokenizer's file writes them.</summary>
    Pieces,

    /// <summary>A JSON object for each line, with both.</summary>
    Json,
}
