namespace Headwater.Laws;

/// <summary>What one estimate says of every budget: the best parameter count and the loss there.</summary>
internal interface ISpendingRule
{
    /// <summary>The best parameter count; NaN where there is none.</summary>
    double Parameters(double compute);

    /// <summary>The loss there; <c>null</c> where the rule says nothing of it.</summary>
    double? Loss(double compute);
}

/// <summary>The least loss of a law among models and tokens that cost C together.</summary>
internal sealed class LeastLoss(LawFamily law, double[] coefficients, TokenCost cost) : ISpendingRule
{
    private const int GridPoints = 120;
    private const int Refinements = 60;
    private static readonly double GoldenSection = (Math.Sqrt(5) - 1) / 2;

    /// <summary>The symbols a law may have: parameters, tokens and the budget itself.</summary>
    public static readonly string[] Symbols = ["N", "D", "C"];

    public double Parameters(double compute) => law.Name == "chinchilla" && cost.IsSixN ? Closed(compute) : Searched(compute);

    public double? Loss(double compute) => LossAt(Math.Log(Parameters(compute)), compute);

    // E is irreducible and moves no optimum.
    private double Closed(double compute)
    {
        double Value(string name) => coefficients[Array.FindIndex([.. law.CoefficientNames], own => own == name)];
        double smallest = coefficients.Where((_, index) => law.Coefficients[index].Name != "E").Min();
        return smallest > 0 ? Allocation.Of(new(Value("A"), Value("alpha"), Value("B"), Value("beta")), compute).Parameters : double.NaN;
    }

    // A grid over all sizes from one parameter to one token finds the valley, a golden section its bottom. No bottom inside is no optimum.
    private double Searched(double compute)
    {
        double span = Math.Log(compute / 6);
        double[] grid = [.. Enumerable.Range(0, GridPoints + 1).Select(k => span * k / GridPoints)];
        int least = Enumerable.Range(0, grid.Length).MinBy(k => LossAt(grid[k], compute));
        if (least == 0 || least == GridPoints)
        {
            return double.NaN;
        }

        (double low, double high) = (grid[least - 1], grid[least + 1]);
        for (int step = 0; step < Refinements; step++)
        {
            double left = high - (GoldenSection * (high - low));
            double right = low + (GoldenSection * (high - low));
            (low, high) = LossAt(left, compute) <= LossAt(right, compute) ? (low, right) : (left, high);
        }

        return Math.Exp((low + high) / 2);
    }

    private double LossAt(double logParameters, double compute)
    {
        double parameters = Math.Exp(logParameters);
        double loss = law.Evaluate(coefficients, [.. law.Symbols.Select(symbol => symbol switch { "N" => parameters, "D" => cost.Tokens(compute, parameters), _ => compute })]);
        return double.IsNaN(loss) ? double.PositiveInfinity : loss;
    }
}

/// <summary>A line in logs through the best sizes of measured budgets.</summary>
internal sealed class LineOfMinima(TailLine line) : ISpendingRule
{
    public double Parameters(double compute) => Math.Exp(line.At(Math.Log(compute)));

    public double? Loss(double compute) => null;
}
