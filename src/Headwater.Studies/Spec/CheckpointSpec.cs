namespace Headwater.Studies;

/// <summary>A pretrained model from elsewhere: a folder in the published layout.</summary>
/// <param name="Mixture">What it was pretrained on, by the name that tables show.</param>
/// <param name="Tokens">Its pretraining tokens, as its author counts them.</param>
/// <param name="Path">Full path of the folder.</param>
/// <param name="Line">1-based line of the study file.</param>
public sealed record CheckpointSpec(string Mixture, long Tokens, string Path, int Line);
