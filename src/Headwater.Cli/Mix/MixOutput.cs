using System.Collections.Immutable;
using System.Globalization;
using Headwater.Laws;
using Headwater.Reports;

namespace Headwater.Cli;

/// <summary>Mixtures for people, one screen: the proposal, the corpora and the targets; JSON for machines; remarks on standard error.</summary>
internal sealed class MixOutput(Terminal terminal, ObservationTable table, MixtureRuns runs)
{
    private const int MostCorpora = 12;
    private const int MostTargets = 10;
    private const int MostNext = 8;
    private const int MostPredictions = 12;
    private const double Negligible = 0.0005;

    /// <summary>Writes how the table was read, on standard error.</summary>
    public void WriteReading()
    {
        string scale = runs.Scale.Length > 0 ? $" at {runs.Scale}" : "";
        Prose.WriteRemark(terminal, $"reading: {ReadingOutput.Count(Math.Max(table.RowsRead, table.Rows.Length), "row")}: {ReadingOutput.Count(runs.Design.Count, "run")} of {ReadingOutput.Count(runs.Design.Corpora.Length, "corpus", "corpora")}{scale}, {ReadingOutput.Count(runs.Targets.Length, "target")}.");
        if (!table.Assumed.IsEmpty)
        {
            Prose.WriteRemark(terminal, $"reading: assumed: {string.Join("; ", table.Assumed)}.");
        }
    }

    /// <summary>Writes the result.</summary>
    public void Write(MixtureAnalysis analysis, ImmutableArray<MixturePrediction> predictions, string[] warnings, bool asJson)
    {
        if (asJson)
        {
            JsonOutput.Write(terminal, json => LawsJson.WriteMixtures(json, analysis, predictions, warnings));
        }
        else
        {
            WriteProposal(analysis);
            WriteTargets(analysis);
            WriteNext(analysis);
            WritePredictions(predictions);
        }

        foreach (string warning in warnings)
        {
            Prose.WriteRemark(terminal, $"warning: {warning}");
        }
    }

    /// <summary>Writes the page with pictures.</summary>
    public void WriteReport(MixtureAnalysis analysis, string folder)
    {
        MixtureReport.Write(analysis, folder);
        terminal.Error.WriteLine($"report: {Path.Combine(folder, "index.html")}");
    }

    private void WriteProposal(MixtureAnalysis analysis)
    {
        MixtureProposal proposal = analysis.Proposal;
        Prose.Write(terminal, MixtureSentences.Headline(analysis));
        Prose.Write(terminal, MixtureSentences.AgainstBest(analysis));
        if (!analysis.IsDistinguishable)
        {
            terminal.Output.WriteLine();
            return;
        }

        if (analysis.Limits.Corpora.Length <= MostCorpora)
        {
            terminal.Output.WriteLine($"In a study file: {MixtureSentences.ForStudy("proposal", analysis.Limits.Corpora, proposal.Rates)}");
        }

        terminal.Output.WriteLine();
        double[] effects = ResponseCurve.Effects(analysis, analysis.Objective);
        double[] tried = analysis.Runs.Design[proposal.BestRun].ToArray();
        int[] order = [.. Enumerable.Range(0, effects.Length).OrderByDescending(corpus => proposal.Rates[corpus]).ThenByDescending(corpus => proposal.Natural[corpus])];
        int[] shown = [.. order.Take(order.Length <= MostCorpora + 1 ? order.Length : MostCorpora)];
        List<IReadOnlyList<string>> rows = [.. shown.Select(corpus => (IReadOnlyList<string>)
        [
            analysis.Limits.Corpora[corpus], Rate(proposal.Rates[corpus]), Rate(proposal.Natural[corpus]), Rate(tried[corpus]), analysis.Limits.Most[corpus] < 1 ? Rate(analysis.Limits.Most[corpus]) : "–",
            MixtureSentences.Signed(effects[corpus]),
        ])];
        if (shown.Length < order.Length)
        {
            int[] rest = [.. order.Skip(shown.Length)];
            rows.Add([$"{rest.Length} others", Rate(rest.Sum(corpus => proposal.Rates[corpus])), Rate(rest.Sum(corpus => proposal.Natural[corpus])), Rate(rest.Sum(corpus => tried[corpus])), "–", "–"]);
        }

        TablePrinter.Write(terminal, $"Rates of the corpora, and the effect of each on {analysis.Objective.Target.Name} as its rate goes from 0 to the largest tried",
            ["Corpus", "Proposed", MixtureSentences.Reference(analysis) == "kept" ? "Kept" : "Natural", "Best tried", "Cap", "Effect"], rows);
    }

    private void WriteTargets(MixtureAnalysis analysis)
    {
        MixtureFit[] fits = [.. analysis.Fits.OrderBy(fit => fit.CrossValidation.RankCorrelation).Take(analysis.Fits.Length <= MostTargets ? analysis.Fits.Length : MostTargets - 1)];
        List<MixtureFit> shown = [.. analysis.Fits.Where(fit => fits.Contains(fit))];
        // A mean over one target is that target.
        if (!shown.Contains(analysis.Objective) && analysis.Fits.Length > 1)
        {
            shown.Insert(0, analysis.Objective);
        }

        string left = shown.Count < analysis.Fits.Length ? $", the {shown.Count - 1} hardest of {analysis.Fits.Length}" : "";
        double[] natural = [.. analysis.Proposal.Natural];
        double[] proposed = [.. analysis.Proposal.Rates];
        TablePrinter.Write(
            terminal,
            $"Targets{left}: how runs that were held out are predicted{(analysis.IsDistinguishable ? ", and what the proposal brings" : "")}",
            ["Target", "Rank correlation", "Pairs right", "Regret", "Mean error", MixtureSentences.Reference(analysis) == "kept" ? "Kept" : "Natural", .. analysis.IsDistinguishable ? ["Proposed"] : Array.Empty<string>(), "Best surrogate"],
            shown.Select(fit => (IReadOnlyList<string>)
            [
                fit.Target.Name, Numerals.Fixed(fit.CrossValidation.RankCorrelation, 3), Readable.Percent(fit.CrossValidation.DecisionAccuracy),
                Readable.Significant(fit.CrossValidation.Regret, 2), Readable.Significant(fit.CrossValidation.MeanAbsoluteError, 2), MixtureSentences.Number(fit.Predict(natural)),
                .. analysis.IsDistinguishable ? [MixtureSentences.Number(fit.Predict(proposed))] : Array.Empty<string>(),
                fit.Weights.Count == 1 ? fit.Surrogate : $"{fit.Weights.MaxBy(weight => weight.Value).Key} {Readable.Percent(fit.Weights.Values.Max())}",
            ]));
    }

    private void WriteNext(MixtureAnalysis analysis)
    {
        if (analysis.Next.IsEmpty)
        {
            return;
        }

        TablePrinter.Write(
            terminal,
            $"Most useful further runs next, by expected improvement of {analysis.Objective.Target.Name}{(analysis.Next.Length > MostNext ? $" (the first {MostNext} of {analysis.Next.Length}; --json has all)" : "")}",
            ["Run", "Forecast", "Expected improvement", "Rates"],
            analysis.Next.Take(MostNext).Select((candidate, index) => (IReadOnlyList<string>)
            [
                Readable.Whole(index + 1), MixtureSentences.Interval(candidate.Forecast), Readable.Significant(candidate.ExpectedImprovement, 2), MixtureSentences.Rates(analysis.Limits.Corpora, candidate.Rates, 5),
            ]));
    }

    private void WritePredictions(ImmutableArray<MixturePrediction> predictions)
    {
        if (predictions.IsEmpty)
        {
            return;
        }

        TablePrinter.Write(
            terminal,
            $"Forecasts{(predictions.Length > MostPredictions ? $" (the first {MostPredictions} of {predictions.Length}; --json has all)" : "")}",
            ["Mixture", "Target", "Forecast"],
            predictions.Take(MostPredictions).Select(prediction => (IReadOnlyList<string>)[prediction.Mixture, prediction.Target.Name, MixtureSentences.Interval(prediction.Forecast)]));
    }

    private static string Rate(double rate) => rate < Negligible ? "0" : (100 * rate).ToString("0.0", CultureInfo.InvariantCulture) + "%";
}
