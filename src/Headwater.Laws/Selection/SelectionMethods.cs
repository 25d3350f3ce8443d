using System.Collections.Immutable;

namespace Headwater.Laws;

/// <summary>The selection methods by the names that commands and results use.</summary>
public static class SelectionMethods
{
    private static readonly (SelectionMethod Method, string Name)[] Names =
    [
        (SelectionMethod.Pooled, "pooled"),
        (SelectionMethod.AcceptThenStop, "ats"),
        (SelectionMethod.Rectified, "rectified"),
        (SelectionMethod.TwoPointLine, "line-2"),
        (SelectionMethod.ThreePointLine, "line-3"),
        (SelectionMethod.SubTuning, "sub-tuning"),
        (SelectionMethod.ZeroShot, "zero-shot"),
        (SelectionMethod.ModelSize, "model-size"),
    ];

    /// <summary>All methods, the tool's own first.</summary>
    public static ImmutableArray<SelectionMethod> All { get; } = [.. Names.Select(entry => entry.Method)];

    /// <summary>The name of a method: <c>pooled</c>, <c>ats</c>, <c>line-2</c>, …</summary>
    public static string NameOf(SelectionMethod method) => Names.First(entry => entry.Method == method).Name;

    /// <summary>The method of that name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists the names.</exception>
    public static SelectionMethod Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        (SelectionMethod Method, string Name)[] found = [.. Names.Where(entry => string.Equals(entry.Name, name.Trim(), StringComparison.OrdinalIgnoreCase))];
        return found.Length == 1
            ? found[0].Method
            : throw new ArgumentException($"There is no selection method \"{name}\"; expected one of {string.Join(", ", Names.Select(entry => entry.Name))}.\nhint: --method {NearestName.To(name, Names.Select(entry => entry.Name)) ?? Names[0].Name}");
    }
}

/// <summary>A way to tell from small finetuning subsets which pretrained model is best on the full set. <see cref="SelectionMethods"/> has names and sources.</summary>
public enum SelectionMethod
{
    /// <summary>The tool's own: trends in logs whose smoothness, noise and bend are learned from all models together.</summary>
    Pooled,

    /// <summary>Accept then stop: a line in logs through the largest sizes, grown downwards until a point falls off it.</summary>
    AcceptThenStop,

    /// <summary>The rectified law fitted to each model alone.</summary>
    Rectified,

    /// <summary>A line in logs through the two largest sizes.</summary>
    TwoPointLine,

    /// <summary>A line in logs through the three largest sizes.</summary>
    ThreePointLine,

    /// <summary>The value at the largest subset.</summary>
    SubTuning,

    /// <summary>The value without finetuning.</summary>
    ZeroShot,

    /// <summary>The parameter count: the larger, the better.</summary>
    ModelSize,
}
