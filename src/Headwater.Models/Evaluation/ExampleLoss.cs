namespace Headwater.Models;

/// <summary>The negative log-likelihood of one example's target, summed over its tokens, in nats.</summary>
public readonly record struct ExampleLoss(double NegativeLogLikelihood, int Tokens);
