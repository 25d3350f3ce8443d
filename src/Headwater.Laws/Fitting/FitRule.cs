namespace Headwater.Laws;

/// <summary>
/// What a series is fitted by, from what was asked for and what the table supports: values that all have standard errors by a Gaussian likelihood, others
/// by Huber losses. A binomial likelihood is only taken where it is asked for: it changes what the law says, and continues curves that have only just
/// left chance too steeply to be anyone's default.
/// </summary>
internal static class FitRule
{
    public static FitOptions Of(LawFitter fitter, FitData data, AnalysisOptions options)
    {
        FitOptions how = new() { Loss = LossOf(data, options) };
        return how with { ScaleWeight = options.ScaleWeight ?? ScaleWeight.Choose(fitter, data, how) };
    }

    private static LossKind LossOf(FitData data, AnalysisOptions options) => options switch
    {
        _ when data.Link is { } link => link is BinomialLink ? LossKind.Binomial : LossKind.Huber,
        { Loss: LossKind.Huber or LossKind.Binomial } => LossKind.Huber,
        { Loss: null, HuberDelta: not null } => LossKind.Huber,
        { Loss: LossKind.Gaussian } => data.LogErrors.Any(error => error > 0) ? LossKind.Gaussian : LossKind.Huber,
        _ => data.HasErrors ? LossKind.Gaussian : LossKind.Huber,
    };
}
