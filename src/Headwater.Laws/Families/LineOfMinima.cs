namespace Headwater.Laws;

/// <summary>A line in logs through the best sizes of measured budgets.</summary>
internal sealed class LineOfMinima(TailLine line) : ISpendingRule
{
    public double Parameters(double compute) => Math.Exp(line.At(Math.Log(compute)));

    public double? Loss(double compute) => null;
}
