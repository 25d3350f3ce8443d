using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>Continue, stop, or choose another mixture: with the reason, the probability and what would change it.</summary>
public sealed record Advice
{
    /// <summary>Decides between fitted mixtures of one task at a scale: continue, stop, or choose another mixture.</summary>
    /// <param name="fits">One fit for each mixture, of one metric, over pretraining tokens.</param>
    /// <param name="at">The pretraining tokens to decide at.</param>
    /// <exception cref="ArgumentException">There is no fit, one is of no named mixture, or they differ in metric, law or settings.</exception>
    public static Advice Decide(IReadOnlyCollection<FittedLaw> fits, double at) => DecisionBetweenFits.Of(fits, at);

    /// <summary>What to do.</summary>
    public required AdviceAction Action { get; init; }

    /// <summary>The mixture it is about; <c>null</c> where none stands out.</summary>
    public string? Mixture { get; init; }

    /// <summary>Why, in plain words with the numbers behind it.</summary>
    public required string Reason { get; init; }

    /// <summary>Probability that <see cref="Mixture"/> is the best of the mixtures at the scale compared; <c>null</c> with a single mixture or without draws.</summary>
    public double? ProbabilityBest { get; init; }

    /// <summary>The measurement that would change or settle the advice.</summary>
    public required string WhatWouldChangeIt { get; init; }

    /// <summary>The scale the mixtures are compared at, in pretraining tokens.</summary>
    public double? At { get; init; }

    /// <summary>The part of the squared standard errors that all mixtures share, as they are scored on the same test set, from 0 to 0.9.</summary>
    public double SharedNoise { get; init; }

    /// <summary>The metric that the advice rests on; <c>null</c> where none does.</summary>
    public string? Metric { get; init; }

    /// <summary>The task that the advice rests on, or that it is the mean over several; <c>null</c> where the table names none.</summary>
    public string? Task { get; init; }

    /// <summary>Why these measurements support no advice, with the cheapest remedy; <c>null</c> where they do.</summary>
    public CannotTell? CannotTell { get; init; }

    /// <summary>
    /// What the best mixture is worth in compute beside the next best at <see cref="At"/>: 1.4 means that the other one needs 1.4 times the tokens for the
    /// same result. <c>null</c> without two forecasts to compare.
    /// </summary>
    public ComputeGain? ComputeGain { get; init; }

    /// <summary>Where no mixture is clear: the fewest that hold the best one with the probability asked for, most likely first. Empty elsewhere.</summary>
    public ImmutableArray<string> Shortlist { get; init; } = [];

    /// <summary>Sets of further runs: first the smallest set that probably settles the choice, then the others by that probability.</summary>
    public ImmutableArray<FurtherRuns> FurtherRuns { get; init; } = [];
}

/// <summary>What to do next with the pretraining budget.</summary>
public enum AdviceAction
{
    /// <summary>Continue pretraining on the named mixture.</summary>
    Continue,

    /// <summary>More pretraining on these mixtures does not pay for this task.</summary>
    Stop,

    /// <summary>Choose the named mixture instead of the current leader; without a name, choose a mixture that was not tried.</summary>
    ChooseOtherMixture,

    /// <summary>The measurements cannot tell.</summary>
    Undecided,
}
