using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace Headwater.Studies;

/// <summary>Reads <c>slurm:</c>: a map, or the file of a profile with the same keys.</summary>
internal sealed class SlurmSectionReader(SpecSection root)
{
    private const string Example = "{ partition: gpu, time: 4:00:00 }, or the path of a profile";

    /// <summary>The stages that may have options of their own.</summary>
    public static ImmutableArray<string> StageNames { get; } = [.. Enum.GetNames<Stage>().Select(name => name.ToLowerInvariant())];

    public SlurmSpec? Read()
    {
        YamlNode? node = root.Find("slurm", "sbatch's own defaults");
        if (node is YamlScalarNode { Value: { } path })
            return Profile(root, node, "slurm", SpecSource.Unprotect(path));
        SpecSection? section = root.Section(node, "slurm", Example);
        if (section is null)
            return null;

        SlurmSpec spec = ReadKeys(section, out YamlNode? profile);
        if (!root.Has(TrainerSectionReader.Key))
            RefuseSizes(section, spec);
        section.Close();
        return profile is YamlScalarNode { Value: { } file } ? spec.Over(Profile(section, profile, "slurm.profile", SpecSource.Unprotect(file))) : spec;
    }

    /// <summary>Reads a profile on its own.</summary>
    /// <exception cref="StudySpecException">It is not one.</exception>
    public static SlurmSpec ReadProfile(string path)
    {
        SpecSource source = new(path);
        SlurmSpec spec = ReadProfile(source);
        return source.Faults.Count == 0 ? spec : throw new StudySpecException(source.Faults);
    }

    private static SlurmSpec ReadProfile(SpecSource source)
    {
        if (SpecFile.Load(source, "options of sbatch (partition, time, …) and setup, throttle, signal, requeue") is not { } section)
            return new SlurmSpec();
        SlurmSpec spec = ReadKeys(section, out _);
        section.Close();
        return spec;
    }

    // Of a profile, which other studies share, these options are left out of Headwater's own runs.
    private static void RefuseSizes(SpecSection section, SlurmSpec spec)
    {
        foreach (string size in SbatchOption.OfTrainer.Keys.Where(size => spec.Options.ContainsKey(size) || spec.Stages.Values.Any(stage => stage.ContainsKey(size))))
            section.Fault(size, $"{section.PathOf(size)} is for the commands of a {TrainerSectionReader.Key}: Headwater's own runs take one node and are one task.\nhint: remove it.");
    }

    private static SlurmSpec Profile(SpecSection section, YamlNode node, string key, string written)
    {
        string path = section.Source.ResolvePath(node, key, written);
        if (path.Length > 0 && !File.Exists(path))
        {
            section.Source.Fault(node, $"{key}: there is no file {path}.\nhint: give a YAML file with the keys of slurm, or a map.");
            return new SlurmSpec();
        }

        if (path.Length == 0)
            return new SlurmSpec();
        SpecSource source = new(path);
        SlurmSpec spec = ReadProfile(source);
        section.Source.Faults.AddRange(source.Faults);
        return spec;
    }

    private static SlurmSpec ReadKeys(SpecSection section, out YamlNode? profile)
    {
        profile = section.Find("profile", "none");
        return new SlurmSpec
        {
            Options = ReadOptions(section),
            Stages = StageNames
                .Select(stage => (stage, Section: section.Section(section.Find(stage, "as above"), stage, "options of sbatch for this stage")))
                .Where(stage => stage.Section is not null)
                .ToImmutableSortedDictionary(stage => stage.stage, stage => ReadStage(stage.Section!), StringComparer.Ordinal),
            Setup = ReadSetup(section),
            Throttle = OptimizationReader.OptionalCount(section, "throttle", "none: as many as Slurm starts"),
            Signal = section.Find("signal", $"{SlurmSpec.DefaultSignal} seconds before the limit") is { } signal ? (int?)section.Count(signal, section.PathOf("signal"), 1, 65535) : null,
            Requeue = section.Has("requeue") ? section.Flag("requeue", true) : Declared(section),
        };
    }

    private static bool? Declared(SpecSection section)
    {
        section.Find("requeue", "true");
        return null;
    }

    private static ImmutableSortedDictionary<string, string> ReadStage(SpecSection section)
    {
        ImmutableSortedDictionary<string, string> options = ReadOptions(section);
        section.Close();
        return options;
    }

    private static ImmutableSortedDictionary<string, string> ReadOptions(SpecSection section)
    {
        ImmutableSortedDictionary<string, string>.Builder options = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (SbatchOption option in SbatchOption.All.Values.Concat(SbatchOption.OfTrainer.Values))
        {
            if (section.Find(option.Name, "none") is not { } node || Value(section, option, node) is not { } value)
                continue;
            if (option.IsValid(value))
                options[option.Name] = value;
            else
                section.Source.Fault(node, $"{section.PathOf(option.Name)} is \"{value}\"; expected {option.Expected}.");
        }

        foreach ((string own, string why) in SbatchOption.Own.Where(own => section.Has(own.Key)))
        {
            section.Find(own, "set by Headwater");
            section.Fault(own, $"{section.PathOf(own)} is set by Headwater: {why}.\nhint: remove it.");
        }

        return options.ToImmutable();
    }

    private static string? Value(SpecSection section, SbatchOption option, YamlNode node) => node is YamlSequenceNode list
        ? string.Join(',', list.Children.Select(item => section.Scalar(item, section.PathOf(option.Name), option.Expected)))
        : section.Scalar(node, section.PathOf(option.Name), option.Expected);

    private static ImmutableArray<string> ReadSetup(SpecSection section) => section.Find("setup", "none") is not { } node ? []
        : [.. SpecSection.Items(node).Select(item => section.Scalar(item, section.PathOf("setup"), "lines of a shell script")).OfType<string>().SelectMany(text => text.Split('\n')).Where(line => line.Length > 0)];
}
