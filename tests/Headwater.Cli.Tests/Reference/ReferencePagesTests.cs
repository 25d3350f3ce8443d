using YamlDotNet.RepresentationModel;

namespace Headwater.Cli.Tests;

/// <summary>The pages in docs/reference that are written from code say what the code says.</summary>
public sealed class ReferencePagesTests : CommandLineFixture
{
    private static readonly string Inputs = Repository.PathOf("tests", "golden", "cli", "inputs");

    // Commands whose output has the same properties on every machine.
    private static readonly string[] Printing =
    [
        "fit runs.csv", "forecast runs.csv --at 64M", "backtest runs.csv --fit-on 3", "advise recipes.csv", "allocate losses.csv --compute 1e20", "mix mixtures.csv", "laws",
        "score bleu ref.txt -i hyp.txt", "score chrf ref.txt -i hyp.txt", "score ter ref.txt -i hyp.txt", "score rouge ref.txt -i hyp.txt",
    ];

    [Fact]
    public void StudyKeys_AreCurrent() => Generated.AssertCurrent("docs/reference/study-keys.md", StudyKeyPage.Text());

    [Fact]
    public void Columns_AreCurrent() => Generated.AssertCurrent("docs/reference/columns.md", ColumnPage.Text());

    [Fact]
    public void JsonShapes_AreCurrent() => Generated.AssertCurrent("docs/reference/json.md", JsonShapePage.Text(Printing.Select(command => ($"{command} --json", Print(command)))));

    [Fact]
    public void Laws_AreCurrent() => Generated.AssertCurrent("docs/reference/laws.md", ApiPage.Text(
        typeof(Laws.Advice).Assembly, "Scaling laws, forecasts with intervals, backtests and decisions. No dependencies. [From C#](../from-csharp.md) has the first lines of code."));

    [Fact]
    public void Metrics_AreCurrent() => Generated.AssertCurrent("docs/reference/metrics-api.md", ApiPage.Text(
        typeof(Metrics.Bleu).Assembly, "BLEU, chrF, TER, ROUGE, SQuAD and others, with intervals and paired tests. No dependencies. [Metrics](../metrics.md) says what the numbers are."));

    [Fact]
    public void LanguageModelIndex_IsCurrent() => Generated.AssertCurrent("docs/llms.txt", LanguageModelIndex.Text());

    [Fact]
    public void TableOfContents_HasEveryPage()
    {
        YamlStream toc = [];
        toc.Load(new StringReader(File.ReadAllText(Repository.PathOf("docs", "toc.yml"))));
        string docs = Repository.PathOf("docs");

        Assert.Equal(
            Directory.EnumerateFiles(docs, "*.md", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(docs, file)).Order(StringComparer.Ordinal),
            ((YamlSequenceNode)toc.Documents[0].RootNode).Children.Cast<YamlMappingNode>().SelectMany(LanguageModelIndex.Pages).Select(page => page.Href).Order(StringComparer.Ordinal));
    }

    private static string Print(string command)
    {
        CommandResult result = Run([.. command.Split(' ').Select(word => File.Exists(Path.Combine(Inputs, word)) ? Path.Combine(Inputs, word) : word), "--json"]);
        Assert.True(result.ExitCode == 0, $"{command}: {result.Error}");
        return result.Output;
    }
}
