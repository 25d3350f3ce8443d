namespace Headwater.Laws;

/// <summary>What one estimate says of every budget: the best parameter count and the loss there.</summary>
internal interface ISpendingRule
{
    /// <summary>The best parameter count; NaN where there is none.</summary>
    double Parameters(double compute);

    /// <summary>The loss there; <c>null</c> where the rule says nothing of it.</summary>
    double? Loss(double compute);
}
