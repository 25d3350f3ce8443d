namespace Headwater.Cli.Tests;

/// <summary>The libraries as packages, used by a program that has nothing but a folder of them and a home of its own.</summary>
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
            <PackageReference Include="Headwater.Laws" Version="*" />
            <PackageReference Include="Headwater.Metrics" Version="*" />
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

    [Fact]
    public void LawsAndMetrics_InstalledFromAFolder_Work()
    {
        string feed = Path.Combine(Folder, "feed");
        foreach (string library in (string[])["Headwater.Laws", "Headwater.Metrics"])
        {
            DotnetCommand.Run(Repository.Root, null, ["pack", Repository.PathOf("src", library), "--configuration", "Release", "--no-restore", "--output", feed, "--verbosity", "quiet"]);
            Assert.Single(Directory.GetFiles(feed, $"{library}.*.snupkg"));
        }

        string app = Directory.CreateDirectory(Path.Combine(Folder, "app")).FullName;
        Write("app/app.csproj", Project);
        Write("app/Program.cs", Program);
        Write("app/nuget.config", $"<configuration><packageSources><clear /><add key=\"local\" value=\"{feed}\" /></packageSources></configuration>");

        string printed = DotnetCommand.Run(app, Path.Combine(Folder, "packages"), ["run", "--", Repository.PathOf("tests", "golden", "cli", "inputs", "runs.csv")]);

        Assert.Equal(2, printed.Split('\n').Count(line => line.Contains("at 64M pretraining tokens", StringComparison.Ordinal)));
        Assert.Contains("chrF2|nrefs:1|case:mixed|eff:yes|nc:6|nw:0|space:no|version:2.6.0 = 100.0", printed, StringComparison.Ordinal);
    }
}
