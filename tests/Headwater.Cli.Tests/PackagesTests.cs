namespace Headwater.Cli.Tests;

/// <summary>The libraries as packages, used by a program that has nothing but a folder of them and a home of its own.</summary>
[Collection(DotnetCommand.InTurn)]
public sealed class PackagesTests : CommandLineFixture
{
    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
          </PropertyGroup>
          <ItemGroup>
            LIBRARIES
          </ItemGroup>
        </Project>
        """;

    private const string Program = """
        using Headwater.Laws;
        using Headwater.Metrics;

        foreach (MeasuredSeries series in MeasuredSeries.Of(ObservationTable.Read(args[0]), "bleu"))
        {
            Console.WriteLine(LawFamily.BleuLog.Fit(series).Forecast(64e6));
        }

        Console.WriteLine(Chrf.Corpus(["ein Hund"], [["ein Hund"]]));
        """;

    // Language models travel through two packages, and internals are shared between packages.
    private const string ProgramOfAll = """
        using Headwater.Data;
        using Headwater.Laws;
        using Headwater.Metrics.Evaluation;
        using Headwater.Models;
        using Headwater.Phrasebook;
        using Headwater.Reports;
        using Headwater.Studies;
        using Headwater.Tables;

        Console.WriteLine(LanguageIdentifier.Identify("Der Hund läuft durch den Park."));
        Console.WriteLine(PhraseGenerator.Render(12345, "en"));
        Console.WriteLine(StudyPlanner.Plan(StudyReader.Read(args[1])).Jobs.Length > 50);
        Console.WriteLine(string.Join(' ', new RougeEvaluator().EvaluationMetricNames));
        ObservationTable table = TableReader.Read([args[0]], new TableOptions { Where = "finetuning_examples > 0" }, Console.In);
        Console.WriteLine(HtmlReport.Write(ReportInput.Of("runs", table, new AnalysisOptions()), "report"));
        Console.WriteLine(TorchRuntime.Diagnose().CanTrain);
        """;

    [Fact]
    public void LawsAndMetrics_InstalledFromAFolder_Work()
    {
        Pack("Headwater.Laws", "Headwater.Metrics");

        string printed = RunProgram(Program, "", ["Headwater.Laws", "Headwater.Metrics"]);

        Assert.Equal(2, printed.Split('\n').Count(line => line.Contains("at 64M pretraining tokens", StringComparison.Ordinal)));
        Assert.Contains("chrF2|nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no|version:2.6.0 = 100.0", printed, StringComparison.Ordinal);
    }

    [Fact(Explicit = true)]
    public void AllLibraries_InstalledFromAFolder_Work()
    {
        string[] libraries = [.. "Laws Metrics Metrics.Evaluation Tables Data Phrasebook Models Studies Reports".Split(' ').Select(name => $"Headwater.{name}")];
        Pack(libraries);

        // Packages of others come from the folder that this repository was restored into.
        string others = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        string[] printed = RunProgram(ProgramOfAll, $"<add key=\"others\" value=\"{others}\" />", ["Headwater.Metrics.Evaluation", "Headwater.Studies", "Headwater.Reports"]).TrimEnd().Split('\n');

        Assert.Equal("de", printed[0]);
        Assert.NotEmpty(printed[1]);
        Assert.Equal("True", printed[2]);
        Assert.Contains("rougeL", printed[3], StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Folder, "app", printed[4])), printed[4]);
        Assert.Equal("False", printed[5]);                  // the program chooses libtorch, and this one has none
    }

    private string Feed => Path.Combine(Folder, "feed");

    private void Pack(params string[] libraries)
    {
        foreach (string library in libraries)
        {
            DotnetCommand.Run(Repository.Root, null, ["pack", Repository.PathOf("src", library), "--configuration", "Release", "--no-restore", "--output", Feed, "--verbosity", "quiet"]);
            Assert.Single(Directory.GetFiles(Feed, $"{library}.0*.snupkg"));
        }
    }

    private string RunProgram(string program, string sources, string[] libraries)
    {
        string app = Directory.CreateDirectory(Path.Combine(Folder, "app")).FullName;
        Write("app/app.csproj", Project.Replace("LIBRARIES", string.Concat(libraries.Select(library => $"<PackageReference Include=\"{library}\" Version=\"*\" />")), StringComparison.Ordinal));
        Write("app/Program.cs", program);
        Write("app/nuget.config", $"<configuration><packageSources><clear /><add key=\"local\" value=\"{Feed}\" />{sources}</packageSources></configuration>");
        return DotnetCommand.Run(app, Path.Combine(Folder, "packages"), ["run", "--", Repository.PathOf("tests", "golden", "cli", "inputs", "runs.csv"), Repository.PathOf("examples", "quickstart", "study.yaml")]);
    }
}
