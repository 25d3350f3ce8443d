namespace Headwater.Laws;

/// <summary>A way of predicting a score or loss from mixing rates, fitted on runs that differ in nothing else.</summary>
internal interface IMixtureSurrogate
{
    /// <summary>The name in options and output: <c>ridge</c>.</summary>
    string Name { get; }

    /// <summary>The equation or the idea, in one line.</summary>
    string Form { get; }

    /// <summary>The paper.</summary>
    string Source { get; }

    /// <summary>Fits all runs, and predicts each fold from the others.</summary>
    /// <param name="design">The mixing rates.</param>
    /// <param name="values">What was measured, one finite value for each run.</param>
    /// <param name="folds">The folds of the cross-validation.</param>
    SurrogateFit Fit(MixtureDesign design, double[] values, MixtureFolds folds);
}
