using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Xunit.v3;

namespace Headwater.Studies.Tests;

/// <summary>The schema of the study file knows the keys of its readers, and no others; it accepts what they accept, and rejects what a schema can know to be wrong.</summary>
public sealed partial class StudySchemaTests
{
    // What depends on several keys, on the order of numbers, or on files: the readers' part.
    private static readonly string[] BeyondASchema =
    [
        "there is no file", "no file matches", "environment variable", "expected ascending", "ascending order", "are reached at the same step", "sum to", "names the corpus",
        "needs optimizer", "needs schedule", "needs a schedule", "needs the language", "needs a beam", "has 40 tokens", "expected fewer", "belongs to schedule", "warm-up is not set", "max-characters is", "corrupted spans",
        "expected a divisor", "the backtest needs", "256 bytes, 3 controls", "is not set, so", "has both steps", "patience is none", "stages, and pretraining has a swarm", "has no step at", "is a list, and",
        "has no \"until\"", "ends at",
    ];

    public static TheoryData<string, string, string> OneFault => [.. Cases(typeof(StudyReaderTests), "Read_OneFault_IsToldWithItsLine")];

    [Theory]
    [MemberData(nameof(OneFault))]
    public void Schema_StudyWithOneFault_IsRejectedWhereASchemaCanKnow(string found, string replacement, string message)
    {
        string yaml = TinyStudy.Yaml.Replace(found, replacement, StringComparison.Ordinal);

        Assert.Equal(Array.Exists(BeyondASchema, part => message.Contains(part, StringComparison.Ordinal)), SchemaCheck.Accepts(yaml));
    }

    [Fact]
    public void Schema_StagesWithOneFault_AreRejectedWhereASchemaCanKnow() => Assert.All(
        Cases(typeof(MixtureStagesTests), "Read_Fault_IsToldWithItsLine"),
        row => Assert.Equal(Array.Exists(BeyondASchema, part => row.Item3.Contains(part, StringComparison.Ordinal)), SchemaCheck.Accepts(StagedStudy.With(row.Item1, row.Item2))));

    [Fact]
    public void Schema_SlurmWithOneFault_IsRejected() => Assert.All(
        Rows(typeof(SlurmSpecTests)), row => Assert.False(SchemaCheck.Accepts(SchemaStudies.Tiny + $"slurm: {{ {row[0]} }}\n")));

    [Theory]
    [InlineData("model: { layers: 1, width: 16, heads: 2, feedforward: 32 }\n", "", "no model")]
    [InlineData("study: tiny\n", "", "no name")]
    [InlineData("seed: 3", "models: { a: nano }", "model and models")]
    [InlineData("seed: 3", "sede: 3", "an unknown key")]
    [InlineData("corpora:\n", "corpora: [en, de]\nunknown:\n", "a list in place of a map")]
    [InlineData("test: test }", "test: test, taget: fr }", "an unknown key of a task")]
    public void Schema_WrongStructure_IsRejected(string found, string replacement, string what)
    {
        string yaml = TinyStudy.Yaml.Replace(found, replacement, StringComparison.Ordinal);

        Assert.NotEqual(TinyStudy.Yaml, yaml);
        Assert.False(SchemaCheck.Accepts(yaml), what);
    }

    [Fact]
    public void Schema_StudiesThatRead_AreAccepted() => Assert.All(SchemaStudies.All(), yaml => Assert.True(SchemaCheck.Accepts(yaml), yaml));

    [Fact]
    public void Keys_OfReaders_AreThoseOfTheSchema()
    {
        SortedDictionary<string, string> declared = new(SchemaStudies.Declared(), StringComparer.Ordinal);

        string[] unknown = [.. declared.Keys.Where(path => SchemaPaths.At(path).Length == 0)];
        string[] stale = [.. SchemaPaths.OfSchema().Where(path => !declared.Keys.Any(key => SchemaPaths.Matches(key, path)))];

        Assert.True(unknown.Length == 0, $"The schema lacks keys of the readers; add them under Spec/Schema: {string.Join(", ", unknown)}.");
        Assert.True(stale.Length == 0, $"The schema has keys that no reader of a study in SchemaStudies asks for: {string.Join(", ", stale)}.");
    }

    [Fact]
    public void Defaults_OfTheSchema_AreThoseOfTheReaders()
    {
        IEnumerable<string> different = SchemaStudies.Declared().Where(entry => Literal().IsMatch(entry.Value)).Select(entry => (entry.Key, entry.Value, Defaults: SchemaPaths.At(entry.Key).Select(node => node["default"]).OfType<JsonNode>().Select(node => node.ToString()).ToArray()))
            .Where(entry => entry.Defaults.Length > 0 && !entry.Defaults.Contains(entry.Value)).Select(entry => $"{entry.Key}: {entry.Value}, not {string.Join(" or ", entry.Defaults)}");

        Assert.Empty(different);
    }

    [Fact]
    public void Schema_InTheRepository_IsWhatTheCommandPrints() => Assert.Equal(File.ReadAllText(Path.Combine(SchemaStudies.Repository, "docs", "study.schema.json")), StudySchema.Json);

    [Fact]
    public void Examples_AreAcceptedAndNameTheSchema()
    {
        string[] examples = [.. Directory.EnumerateFiles(Path.Combine(SchemaStudies.Repository, "examples"), "*.yaml", SearchOption.AllDirectories).Where(file => File.ReadAllText(file).Contains("\nstudy:", StringComparison.Ordinal))];

        Assert.True(examples.Length >= 10, $"{examples.Length} examples");
        Assert.All(examples, file =>
        {
            string yaml = File.ReadAllText(file);
            Assert.True(SchemaCheck.Accepts(yaml), file);
            string first = yaml.Split('\n')[0];
            Assert.StartsWith("# yaml-language-server: $schema=", first, StringComparison.Ordinal);
            Assert.EndsWith("study.schema.json", Path.GetFullPath(first.Split('=')[1], Path.GetDirectoryName(file)!), StringComparison.Ordinal);
            Assert.True(File.Exists(Path.GetFullPath(first.Split('=')[1], Path.GetDirectoryName(file)!)), first);
        });
    }

    private static IEnumerable<(string, string, string)> Cases(Type tests, string method) =>
        tests.GetMethod(method)!.GetCustomAttributes<InlineDataAttribute>().Select(data => ((string)data.Data[0]!, (string)data.Data[1]!, (string)data.Data[2]!));

    private static IEnumerable<object?[]> Rows(Type tests) => tests.GetMethods().SelectMany(method => method.GetCustomAttributes<InlineDataAttribute>()).Select(data => data.Data);

    [GeneratedRegex(@"^(-?[0-9.]+|true|false)$")]
    private static partial Regex Literal();
}
