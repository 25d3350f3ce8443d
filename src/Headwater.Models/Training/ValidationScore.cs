namespace Headwater.Models;

/// <summary>A score of a model on validation examples, such as BLEU; higher is better.</summary>
public readonly record struct ValidationScore(string Name, double Value);
