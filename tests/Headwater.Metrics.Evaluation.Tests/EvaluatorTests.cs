using Microsoft.Extensions.AI;
using Microsoft.Extensions.AI.Evaluation;

namespace Headwater.Metrics.Evaluation.Tests;

public sealed class EvaluatorTests
{
    private const string Response = "Ein kleiner Hund läuft heute durch den Park .";
    private static readonly string[] References = ["Ein kleiner Hund rennt durch den Park .", "Der kleine Hund läuft durch einen Park ."];

    public static TheoryData<IEvaluator, string, double> Scores => new()
    {
        { new BleuEvaluator(), "BLEU", Bleu.Sentence(Response, References).Score },
        { new BleuEvaluator(new BleuOptions { Lowercase = true, MaxOrder = 2 }), "BLEU", Bleu.Sentence(Response, References, new BleuOptions { Lowercase = true, MaxOrder = 2 }).Score },
        { new ChrfEvaluator(), "chrF2", Chrf.Sentence(Response, References).Score },
        { new ChrfEvaluator(ChrfOptions.PlusPlus), "chrF2++", Chrf.Sentence(Response, References, ChrfOptions.PlusPlus).Score },
        { new TerEvaluator(), "TER", Ter.Sentence(Response, References).Score },
        { new RougeEvaluator(), "rougeL", Rouge.Corpus([Response], [[References[0]], [References[1]]]).Single(score => score.Type.Name == "rougeL").Mean.F1 },
    };

    [Theory]
    [MemberData(nameof(Scores), DisableDiscoveryEnumeration = true)]
    public async Task Evaluate_WithReferences_GivesTheScoreOfTheLibrary(IEvaluator evaluator, string name, double expected)
    {
        EvaluationResult result = await Evaluate(evaluator, new ReferenceTexts(References));

        NumericMetric metric = result.Get<NumericMetric>(name);
        Assert.Equal(expected, metric.Value);
        Assert.InRange(expected, double.Epsilon, 99.9);
        Assert.Equal(evaluator.EvaluationMetricNames.Order(), result.Metrics.Keys.Order());
        Assert.True(metric.Context!.ContainsKey("References"));
        Assert.Null(metric.Diagnostics);
    }

    [Fact]
    public async Task Evaluate_Bleu_TellsItsSignatureAndPrecisions()
    {
        NumericMetric metric = (await Evaluate(new BleuEvaluator(), new ReferenceTexts(References))).Get<NumericMetric>("BLEU");

        Assert.Equal(Bleu.Sentence(Response, References).Signature, metric.Metadata!["signature"]);
        Assert.Contains("eff:yes", metric.Metadata["signature"], StringComparison.Ordinal);
        Assert.Contains("BP = ", metric.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Evaluate_NoReferences_GivesNoValueAndSaysWhy()
    {
        EvaluationResult result = await Evaluate(new RougeEvaluator(), []);

        Assert.All(result.Metrics.Values.Cast<NumericMetric>(), metric => Assert.Null(metric.Value));
        Assert.True(result.ContainsDiagnostics(diagnostic => diagnostic.Severity == EvaluationDiagnosticSeverity.Error && diagnostic.Message.Contains("ReferenceTexts", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Evaluate_SeveralEvaluatorsAtOnce_HasAllMetrics()
    {
        EvaluationResult result = await Evaluate(new CompositeEvaluator(new BleuEvaluator(), new ChrfEvaluator(), new TerEvaluator(), new RougeEvaluator()), new ReferenceTexts(References));

        Assert.Superset(new HashSet<string> { "BLEU", "chrF2", "TER", "rougeL" }, result.Metrics.Keys.ToHashSet());
    }

    [Fact]
    public async Task Evaluate_EmptyResponse_ScoresNothing() =>
        Assert.Equal(0, (await new BleuEvaluator().EvaluateAsync([], new ChatResponse(), additionalContext: [new ReferenceTexts("Ein Hund .")], cancellationToken: TestContext.Current.CancellationToken)).Get<NumericMetric>("BLEU").Value);

    [Fact]
    public void ReferenceTexts_None_AreRefused() =>
        Assert.Contains("expected one or more", Assert.Throws<ArgumentException>(() => new ReferenceTexts()).Message, StringComparison.Ordinal);

    private static ValueTask<EvaluationResult> Evaluate(IEvaluator evaluator, params EvaluationContext[] context) => evaluator.EvaluateAsync(
        [new ChatMessage(ChatRole.User, "Translate: A little dog runs through the park.")],
        new ChatResponse(new ChatMessage(ChatRole.Assistant, Response)),
        additionalContext: context);
}
