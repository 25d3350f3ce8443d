using System.Collections.Immutable;

namespace Headwater.Studies.Tests;

/// <summary>Studies whose trainer writes curves and scores that are known beforehand: en is hopeless, and de and en+de are close.</summary>
public sealed class StoppedRunTests : IDisposable
{
    private const string Hopeless = "en";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_ValidationLossThatCannotWin_StopsTheRunAndSaysWhy()
    {
        AdaptiveResult result = Adaptive(ValidationYaml, waits: true);

        StoppedRun stopped = Assert.Single(result.Stopped, run => run.Mixture == Hopeless);
        Assert.True(result.Result.Succeeded, string.Join('\n', result.Result.Failures.Select(failure => failure.Reason)));
        Assert.Equal(StopRule.ValidationLoss, stopped.Rule);
        Assert.InRange(stopped.Tokens, 4000, 6000);                     // a quarter of 16K, and where the trainer waits to be stopped
        Assert.InRange(stopped.Probability, 0, 0.05);
        Assert.Matches(@"^en is the best with probability \S+% by the forecasts of the validation loss at 16K tokens, which is below 5%$", stopped.Reason);
        Assert.Contains(result.Skipped, job => job.Id == stopped.Id && job.Reason.EndsWith(stopped.Reason, StringComparison.Ordinal));
        Assert.Contains(result.Skipped, job => job.Label == "en 8000 on 20" && job.Reason == $"its checkpoint was not reached: {stopped.Reason}");
        Assert.DoesNotContain(result.Skipped, job => job.Label == "en 4000 on 20");
        Assert.Equal("stopped", new RunAttempts(result.Result.Folder.Run(stopped.Id)).Last);
        JobStatus status = StudyStatus.Of(result.Result.Folder).Jobs.Single(job => job.Job.Id == stopped.Id);
        Assert.Equal(stopped, status.Stopped);
        Assert.Contains(stopped.Reason, status.Reason, StringComparison.Ordinal);
        Assert.Equal([stopped], StudySummary.Of(result.Result.Folder).Stopped.Where(run => run.Mixture == Hopeless));
    }

    [Fact]
    public void Run_StoppedStudyAgain_StartsNothingThatIsHopeless()
    {
        StoppedRun first = Adaptive(ValidationYaml, waits: true).Stopped.Single(run => run.Mixture == Hopeless);
        RunAttempts attempts = new(new StudyFolder(_folder.Path("out")).Run(first.Id));
        int before = attempts.Count;

        StoppedRun again = Adaptive(ValidationYaml, waits: true).Stopped.Single(run => run.Mixture == Hopeless);

        Assert.Equal(first, again);
        Assert.Equal(before, attempts.Count);
    }

    [Fact]
    public void Run_WithoutUntilAfterAStop_ContinuesAndGivesTheBytesOfTheWholeStudy()
    {
        StoppedRun stopped = Adaptive(ValidationYaml, waits: true).Stopped.Single(run => run.Mixture == Hopeless);
        File.Delete(_folder.Path("wait"));

        StudyResult rest = ShellStudy.Run(_folder, ValidationYaml, Script);
        StudyResult whole = ShellStudy.Run(_folder, ValidationYaml, Script, "whole");

        Assert.True(rest.Succeeded && whole.Succeeded);
        Assert.Equal(File.ReadAllText(whole.Folder.ObservationsFile), File.ReadAllText(rest.Folder.ObservationsFile));
        Assert.Null(StudyStatus.Of(rest.Folder).Jobs.Single(job => job.Job.Id == stopped.Id).Stopped);
        Assert.Empty(StoppedRun.Still(rest.Folder));
    }

    [Fact]
    public void Run_ScoresThatCannotWin_ContinuesOnlyTheOthers()
    {
        AdaptiveResult result = Adaptive(Yaml, waits: false);

        StoppedRun stopped = Assert.Single(result.Stopped, run => run.Mixture == Hopeless);
        Assert.Equal((StopRule.Scores, 8000L), (stopped.Rule, stopped.Tokens));
        Assert.InRange(stopped.Probability, 0, 0.05);
        Assert.Matches(@"^en is the best with probability \S+% by the scores measured so far, which is below 5%$", stopped.Reason);
        Assert.Equal(stopped, StudyStatus.Of(result.Result.Folder).Jobs.Single(job => job.Job.Id == stopped.Id).Stopped);
        Assert.Equal(result.Last.Hopeless[Hopeless], stopped.Probability);
    }

    // Training losses on different texts say nothing about which text is better.
    [Fact]
    public void Run_TrainingLossAlone_StopsNothingByLoss() => Assert.DoesNotContain(Adaptive(Yaml, waits: false).Stopped, run => run.Rule == StopRule.ValidationLoss);

    [Theory]
    [InlineData(0.95, 3, 0.05)]
    [InlineData(0.99, 3, 0.01)]
    [InlineData(0.8, 3, 0.05)]
    [InlineData(0.95, 50, 0.01)]
    public void StopBelow_ThresholdAndMixtures_LeavesRunnersUpAndLargeFieldsAlone(double threshold, int mixtures, double expected) =>
        Assert.Equal(expected, new AdaptiveOptions { Target = 1, Threshold = threshold }.StopBelow(mixtures), 1e-12);

    [Fact]
    public void Of_ThreeKnownCurves_GivesProbabilitiesThatSumToOne()
    {
        Dictionary<string, ImmutableArray<MetricsLine>> curves = new()
        {
            ["low"] = Curve(2.0), ["near"] = Curve(2.001), ["far"] = Curve(4), ["begun"] = [.. Curve(1).Take(20)],
        };

        ImmutableSortedDictionary<string, double> race = LossRace.Of(curves, 8000);

        Assert.Equal(["far", "low", "near"], race.Keys);                // of the one that has only begun nothing is known
        Assert.Equal(1, race.Values.Sum(), 1e-6);
        Assert.InRange(race["far"], 0, 1e-6);
        Assert.InRange(race["low"], 0.5, 0.7);
        Assert.InRange(race["near"], 0.3, 0.5);
    }

    [Fact]
    public void Of_OneCurve_SaysNothing() => Assert.Empty(LossRace.Of(new Dictionary<string, ImmutableArray<MetricsLine>> { ["only"] = Curve(2) }, 8000));

    // Half of a run to 8000 tokens, its loss falling to a floor, with a fixed ripple.
    private static ImmutableArray<MetricsLine> Curve(double floor) =>
        [.. Enumerable.Range(1, 100).Select(i => new MetricsLine { Step = i, Tokens = 40 * i, Loss = 1, ValidationLoss = floor + (20 / Math.Sqrt(40 * i)) + (0.01 * (i % 3)) })];

    private AdaptiveResult Adaptive(string yaml, bool waits)
    {
        StudySpec spec = StudyReader.Read(ShellStudy.Write(_folder, yaml, Script));
        if (waits)
            _folder.Write("wait", "");
        return AdaptiveStudy.Run(spec, new StudyFolder(_folder.Path("out")), "cpu", new RunOptions { Jobs = 1 },
            AdaptiveStudy.OptionsOf(spec) with { Resamples = 200 }, token: TestContext.Current.CancellationToken);
    }

    private static string Yaml { get; } = ShellStudy.Yaml
        .Replace("{ de: { de: 1 }, en+de: { en: 0.5, de: 0.5 } }", "{ de: { de: 1 }, en: { en: 1 }, en+de: { en: 0.5, de: 0.5 } }", StringComparison.Ordinal)
        .Replace("[1K, 2K]", "[1K, 2K, 4K, 8K, 16K]\n  repeat: true", StringComparison.Ordinal)
        .Replace("pretrain {mixture}", "pretrain {rates}", StringComparison.Ordinal);

    private static string ValidationYaml { get; } = Yaml.Replace(@"loss (?<loss>\S+)", @"loss (?<loss>\S+) validation (?<validation>\S+)", StringComparison.Ordinal);

    // Twenty lines to each token count. Where a file "wait" is there, the hopeless mixture waits at 6000 tokens until it is stopped.
    private const string Script = """
        mode=$1 rates=$2 count=$3 out=$4 layers=$5 from=${6#--from=}
        stopping=0
        trap 'stopping=1' TERM
        level=2
        [ "$rates" = en=1 ] && level=4
        [ "$rates" = de=0.5,en=0.5 ] && level=2.01
        if [ "$mode" = pretrain ]; then
          before=0
          [ -n "$from" ] && before=$(cut -d' ' -f2 "$from/weights")
          step=0
          [ -f "$out/state" ] && step=$(cat "$out/state")
          while [ "$step" -lt 20 ]; do
            step=$((step + 1))
            tokens=$((before + (count - before) * step / 20))
            awk -v t="$tokens" -v l="$level" -v i="$step" 'BEGIN { v = l + 20 / sqrt(t) + 0.004 * (i % 3); printf "tokens %d loss %.4f validation %.4f\n", t, v - 0.5, v }'
            echo "$step" >"$out/state.new" && mv "$out/state.new" "$out/state"
            waited=0
            while [ -f wait ] && [ "$level" = 4 ] && [ "$tokens" = 6000 ] && [ "$stopping" = 0 ] && [ "$waited" -lt 2000 ]; do waited=$((waited + 1)); sleep 0.05; done
            [ "$waited" -lt 2000 ] || exit 9
            [ "$stopping" = 0 ] || exit 75
          done
          mkdir -p "$out/model-$count"
          echo "$level $count" >"$out/model-$count/weights"
          echo "{\"num_hidden_layers\": $layers}" >"$out/model-$count/config.json"
        else
          score=9
          [ -n "$from" ] && score=$(awk '{ printf "%.4f", $1 + 20 / sqrt($2) }' "$from/weights")
          accuracy=$(awk -v s="$score" 'BEGIN { printf "%.4f", 1 / s }')
          printf 'metric,value,stderr\ncross-entropy,%s,0.02\naccuracy,%s,0.01\n' "$score" "$accuracy" >"$out/scores.csv"
        fi

        """;

    // The log of attempts at a run.
    private sealed class RunAttempts(RunFolder run)
    {
        private IEnumerable<string> Events => File.ReadLines(run.AttemptsFile).Select(line => System.Text.Json.JsonDocument.Parse(line).RootElement.GetProperty("event").GetString()!);

        public int Count => Events.Count();

        public string Last => Events.Last();
    }
}
