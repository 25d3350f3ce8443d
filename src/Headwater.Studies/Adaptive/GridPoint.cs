namespace Headwater.Studies;

/// <summary>One checkpoint of one mixture, finetuned at the size that is decided for; and what it costs once the smaller ones of its mixture are there.</summary>
/// <param name="Mixture">The mixture.</param>
/// <param name="Tokens">Its pretraining tokens, as asked for.</param>
/// <param name="Flops">Work to get there from the checkpoint before, finetuning and test included.</param>
/// <param name="Seconds">Device-seconds of that.</param>
public sealed record GridPoint(string Mixture, double Tokens, double Flops, double Seconds);
