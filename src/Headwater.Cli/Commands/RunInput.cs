using System.Collections.Immutable;
using System.CommandLine;
using Headwater.Studies;

namespace Headwater.Cli;

/// <summary>The arguments of <c>headwater run</c>.</summary>
internal sealed class RunInput
{
    private const string Slurm = "slurm";

    private readonly Argument<string> _study = StudyInput.File();
    private readonly Option<string?> _output = StudyInput.Out();
    private readonly Option<string> _executor = new Option<string>("--executor")
    {
        Description = "local, or slurm: job arrays on a cluster. See docs/running.md.", DefaultValueFactory = _ => "local",
    }.AcceptOnlyFromAmong("local", Slurm);

    private readonly Option<string?> _profile = new("--slurm") { Description = "A YAML file with slurm: keys for a cluster. The study's own keys take precedence." };
    private readonly Option<bool> _noWait = new("--no-wait") { Description = "With --executor slurm: submit the jobs and exit." };
    private readonly Option<long?> _memory = StudyInput.Memory();
    private readonly Option<bool> _tensorBoard = new("--tensorboard") { Description = "Write event files for TensorBoard below runs/ID, like the study's key tensorboard." };

    private readonly Option<string?> _until = AdaptiveInput.Until();
    private readonly Option<string?> _maxCost = AdaptiveInput.MaxCost();

    private readonly Option<string[]> _only = StudyInput.Only();

    public Option<int?> Jobs { get; } = StudyInput.Jobs();

    public Option<string> Device { get; } = StudyInput.Device();

    public Option<bool> DryRun { get; } = new("--dry-run") { Description = "Show the plan and stop." };

    public Option<bool> Json { get; } = StudyInput.Json();

    public void AddTo(Command command)
    {
        command.Add(_study);
        foreach (Option option in (Option[])[_output, _executor, _profile, _noWait, Jobs, _memory, Device, DryRun, _only, _tensorBoard, _until, _maxCost, Json])
        {
            command.Add(option);
        }
    }

    public bool IsSlurm(ParseResult parse) => parse.GetValue(_executor) == Slurm;

    public StudySpec Spec(ParseResult parse)
    {
        StudySpec spec = StudyReader.Read(parse.GetValue(_study)!);
        return parse.GetValue(_profile) is { } profile ? spec with { Slurm = (spec.Slurm ?? new SlurmSpec()).Over(StudyReader.ReadSlurmProfile(profile)) } : spec;
    }

    /// <summary>How the study is to be decided; null where all of it is to be run.</summary>
    public AdaptiveOptions? Adaptive(ParseResult parse, StudySpec spec) => parse.GetValue(_until) is not null && IsSlurm(parse)
        ? throw new ArgumentException("--until and --executor slurm were given together; expected one of them, because --until decides between batches of local runs.\nhint: leave out one of them.")
        : AdaptiveInput.Of(spec, parse.GetValue(_until), parse.GetValue(_maxCost));

    /// <summary>The mixtures to run now; empty for all.</summary>
    public ImmutableArray<string> Only(ParseResult parse)
    {
        ImmutableArray<string> only = [.. parse.GetValue(_only) ?? []];
        return !only.IsEmpty && parse.GetValue(_until) is not null
            ? throw new ArgumentException("--only and --until were given together; expected one of them, because --until chooses the mixtures to run.\nhint: leave --only out to let the study decide.")
            : only;
    }

    public StudyFolder Folder(ParseResult parse, StudySpec spec) => StudyFolder.For(spec, parse.GetValue(_output));

    public RunOptions Options(ParseResult parse) => new()
    {
        Jobs = parse.GetValue(Jobs), Only = Only(parse), Command = StudyInput.Self(), TensorBoard = parse.GetValue(_tensorBoard), MemoryBytes = parse.GetValue(_memory), Wait = !parse.GetValue(_noWait),
    };
}
