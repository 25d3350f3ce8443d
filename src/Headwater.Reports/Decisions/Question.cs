namespace Headwater.Reports;

/// <summary>What somebody who must decide still asks, and the answer that the data give.</summary>
internal sealed record Question(string Ask, string Answer);
