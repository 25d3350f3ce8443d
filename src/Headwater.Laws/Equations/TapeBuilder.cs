using System.Collections.Immutable;
using System.Globalization;

namespace Headwater.Laws;

/// <summary>
/// Turns formulas into instructions. Equal parts become one slot, whatever formula they stand in, so a gradient reuses the work of its value.
/// Positive bases with exponents that are not numbers are gathered into a single exponential: A·D^−α is exp(log A − α·log D), with log D
/// computed once for the data. The shares of a log-sum-exp, which are its derivatives, come with it.
/// </summary>
internal sealed class TapeBuilder
{
    private readonly Dictionary<string, int> _slotOf = new(StringComparer.Ordinal);
    private readonly HashSet<string> _shares = new(StringComparer.Ordinal);
    private readonly HashSet<int> _unknowns = [];

    public TapeBuilder(IEnumerable<string> variables, IEnumerable<string> coefficients)
    {
        foreach (string variable in variables)
        {
            _slotOf[variable] = NewSlot(ComputedWhen.Data);
        }

        foreach (string coefficient in coefficients)
        {
            _slotOf[coefficient] = NewSlot(ComputedWhen.Coefficients);
        }
    }

    public List<ComputedWhen> Stages { get; } = [];

    public List<(int Slot, double Value)> Numbers { get; } = [];

    public List<Instruction> Instructions { get; private set; } = [];

    public List<LogSum> LogSums { get; } = [];

    public List<RootSearch> Roots { get; } = [];

    /// <summary>The slot that holds the formula's value, with the instructions that compute it added as needed.</summary>
    public int SlotOf(Formula formula)
    {
        if (!_slotOf.TryGetValue(formula.Key, out int slot))
        {
            slot = formula switch
            {
                Number number => OfNumber(number.Value),
                Sum sum => OfSum(sum),
                Product product => OfProduct(product),
                Root root => OfRoot(root),
                Call { Function: Function.LogSumExp } call => OfLogSumExp(call),
                Call call => Emit(Operation.Function, SlotOf(call.Arguments[0]), SlotOf(call.Arguments[^1]), 0, call.Function),
                _ => throw new ArgumentException($"The symbol {formula.Key} is neither a scale variable nor a coefficient of the tape."),
            };
            _slotOf[formula.Key] = slot;
        }

        return slot;
    }

    private int OfNumber(double value)
    {
        int slot = NewSlot(ComputedWhen.Coefficients);
        Numbers.Add((slot, value));
        return slot;
    }

    private int OfSum(Sum sum)
    {
        // Data first, then coefficients, then the rest: what can be computed early is not mixed with what cannot.
        Weighted[] terms = [.. sum.Terms.OrderBy(term => Stages[SlotOf(term.Term)])];
        int slot = terms[0].Weight == 1 ? SlotOf(terms[0].Term) : Emit(Operation.Scale, SlotOf(terms[0].Term), 0, terms[0].Weight);
        foreach (Weighted term in terms.Skip(1))
        {
            slot = Emit(Operation.AddWeighted, SlotOf(term.Term), slot, term.Weight);
        }

        return sum.Constant == 0 ? slot : Emit(Operation.Shift, slot, 0, sum.Constant);
    }

    private int OfProduct(Product product)
    {
        List<Formula> exponents = [];
        List<int> slots = [];
        foreach (Factor factor in product.Factors)
        {
            if (factor.Exponent is Number { Value: 1 } && factor.Base is Call { Function: Function.Exp } exponential && !_shares.Contains(exponential.Key))
            {
                exponents.Add(exponential.Arguments[0]);
            }
            else if (factor.Exponent is not Number && (Algebra.IsPositive(factor.Base) || factor.Base is Call { Function: Function.Exp }))
            {
                exponents.Add(Algebra.Multiply(factor.Exponent, Algebra.Log(factor.Base)));
            }
            else
            {
                slots.Add(OfFactor(factor));
            }
        }

        if (exponents.Count > 0)
        {
            slots.Add(SlotOf(Algebra.Exp(Algebra.Add(exponents))));
        }

        int[] ordered = [.. slots.OrderBy(slot => Stages[slot])];
        return ordered.Skip(1).Aggregate(ordered[0], (slot, other) => Emit(Operation.Multiply, slot, other, 0));
    }

    private int OfFactor(Factor factor) => factor.Exponent switch
    {
        Number { Value: 1 } => SlotOf(factor.Base),
        Number number => Emit(Operation.PowerOfNumber, SlotOf(factor.Base), 0, number.Value),
        _ => Emit(Operation.Power, SlotOf(factor.Base), SlotOf(factor.Exponent), 0),
    };

    private int OfLogSumExp(Call call)
    {
        ImmutableArray<int> terms = [.. call.Arguments.Select(SlotOf)];
        ComputedWhen stage = terms.Select(term => Stages[term]).Aggregate(Join);
        ImmutableArray<int> parts = [.. terms.Select(_ => NewSlot(stage))];
        for (int index = 0; index < terms.Length; index++)
        {
            Formula share = Algebra.Exp(Algebra.Subtract(call.Arguments[index], call));
            _slotOf[share.Key] = parts[index];
            _shares.Add(share.Key);
        }

        bool dependsOnUnknown = terms.Any(_unknowns.Contains);
        if (dependsOnUnknown)
        {
            _unknowns.UnionWith(parts);
        }

        LogSums.Add(new(terms, parts));
        return Append(new(Operation.LogSumExp, default, NewSlot(stage), LogSums.Count - 1, 0, 0), dependsOnUnknown);
    }

    // What depends on the unknown goes into the body of the search, which is run for every trial; all else is computed once, before.
    private int OfRoot(Root root)
    {
        (Formula? lower, Formula? upper) = root.Bounds();
        int? lowerSlot = lower is null ? null : SlotOf(lower);
        int? upperSlot = upper is null ? null : SlotOf(upper);
        int unknown = NewSlot(ComputedWhen.Points);
        _unknowns.Add(unknown);
        _slotOf[root.Unknown.Key] = unknown;
        int residual = SlotOf(root.Residual);
        int slope = SlotOf(Derivative.Of(root.Residual, root.Unknown));
        Instruction[] body = [.. Instructions.Where(instruction => _unknowns.Contains(instruction.Target))];
        Instructions = [.. Instructions.Except(body)];
        foreach (string key in _slotOf.Where(entry => _unknowns.Contains(entry.Value)).Select(entry => entry.Key).ToList())
        {
            _slotOf.Remove(key);
        }

        Roots.Add(new(body, unknown, residual, slope, lowerSlot, upperSlot));
        Instructions.Add(new(Operation.Root, default, unknown, Roots.Count - 1, 0, 0));
        _unknowns.Clear();
        return unknown;
    }

    private int Append(Instruction instruction, bool dependsOnUnknown)
    {
        Instructions.Add(instruction);
        if (dependsOnUnknown)
        {
            _unknowns.Add(instruction.Target);
        }

        return instruction.Target;
    }

    private int Emit(Operation operation, int a, int b, double weight, Function function = default)
    {
        string key = string.Create(CultureInfo.InvariantCulture, $"#{operation} {function} {a} {b} {weight:R}");
        if (_slotOf.TryGetValue(key, out int slot))
        {
            return slot;
        }

        bool binary = operation is Operation.AddWeighted or Operation.Multiply or Operation.Power || (operation == Operation.Function && a != b);
        slot = Append(
            new(operation, function, NewSlot(binary ? Join(Stages[a], Stages[b]) : Stages[a]), a, binary ? b : a, weight),
            _unknowns.Contains(a) || (binary && _unknowns.Contains(b)));
        _slotOf[key] = slot;
        return slot;
    }

    private static ComputedWhen Join(ComputedWhen a, ComputedWhen b) => a == b ? a : ComputedWhen.Points;

    private int NewSlot(ComputedWhen stage)
    {
        Stages.Add(stage);
        return Stages.Count - 1;
    }
}
