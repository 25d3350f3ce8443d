namespace Headwater.Studies;

/// <summary>Paths of a study's files. It neither reads nor writes them.</summary>
public sealed class StudyFolder(string root)
{
    /// <summary>Full path of the folder.</summary>
    public string Root { get; } = Path.GetFullPath(root);

    public string SpecFile => Path.Combine(Root, "study.yaml");

    public string PlanFile => Path.Combine(Root, "plan.json");

    /// <summary>What was expected of the runs before they began.</summary>
    public string EstimateFile => Path.Combine(Root, "estimate.json");

    /// <summary>What a study that decided as it went did and left undone.</summary>
    public string AdaptiveFile => Path.Combine(Root, "adaptive.json");

    public string ObservationsFile => Path.Combine(Root, "observations.csv");

    /// <summary>Rows of runs that were made elsewhere.</summary>
    internal string KeptFile => Path.Combine(Root, "kept.csv");

    /// <summary>Forecasts that were written down before what they forecast was trained.</summary>
    public string ForecastsFile => Path.Combine(Root, "forecasts.json");

    /// <summary>Those forecasts beside what was measured.</summary>
    public string VerificationFile => Path.Combine(Root, "verification.csv");

    /// <summary>The objective of every mixture at the scale of a swarm and at the scales of its verification.</summary>
    public string SwarmFile => Path.Combine(Root, "swarm.csv");

    public string ComparisonsFile => Path.Combine(Root, "comparisons.csv");

    public string ReportFolder => Path.Combine(Root, "report");

    /// <summary>A file for each command that runs the study now.</summary>
    internal string RunnersFolder => Path.Combine(Root, "runners");

    /// <summary>What was handed to Slurm.</summary>
    internal string SlurmFolder => Path.Combine(Root, "slurm");

    /// <summary>Whether a study was planned here.</summary>
    public bool Exists => File.Exists(PlanFile);

    public RunFolder Run(string id) => new(Path.Combine(Root, "runs", id));

    public string TokenizerFolder(string id) => Path.Combine(Root, "tokenizers", id);

    public string CorpusFolder(string id) => Path.Combine(Root, "corpora", id);

    /// <summary>The folder of a study, given that folder itself or its YAML file, whose default is <c>studies/NAME</c> below the current folder.</summary>
    /// <exception cref="FileNotFoundException">There is neither.</exception>
    public static StudyFolder Find(string folderOrFile, string? output = null)
    {
        if (output is not null)
            return new StudyFolder(output);
        if (Directory.Exists(folderOrFile))
            return new StudyFolder(folderOrFile);
        return File.Exists(folderOrFile)
            ? For(StudyReader.Read(folderOrFile))
            : throw new FileNotFoundException($"{folderOrFile}: no study found; expected a study's folder or its YAML file.\nhint: check the path, or start a study with headwater run STUDY.yaml.", folderOrFile);
    }

    /// <summary>The default folder of a study.</summary>
    public static StudyFolder For(StudySpec spec, string? output = null) => new(output ?? Path.Combine("studies", spec.Name));

    /// <summary>The plan made when the study was last run.</summary>
    /// <exception cref="FileNotFoundException">Nothing was run here yet.</exception>
    public StudyPlan ReadPlan() => Exists
        ? RecordFile.ReadJson<StudyPlan>(PlanFile)
        : throw NoPlan();

    /// <summary>The same plan without the settings of its jobs.</summary>
    /// <exception cref="FileNotFoundException">Nothing was run here yet.</exception>
    internal PlanOutline ReadOutline() => Exists ? RecordFile.ReadJson<PlanOutline>(PlanFile) : throw NoPlan();

    /// <summary>Makes the folder and writes what the study is: the resolved plan and a copy of the study file. Returns what changed since the last time.</summary>
    /// <exception cref="UnauthorizedAccessException">Nothing can be written there.</exception>
    /// <exception cref="InvalidDataException">The folder belongs to another study.</exception>
    internal StudyChanges? Prepare(StudyPlan plan)
    {
        try
        {
            Directory.CreateDirectory(Root);
            StudyPlan? before = Exists ? ReadPlan() : null;
            RefuseAnotherStudy(before, plan.Spec.Name);
            RecordFile.WriteText(SpecFile, File.ReadAllText(plan.Spec.File));
            RecordFile.WriteJson(PlanFile, plan);
            return before is null ? null : StudyChanges.Between(before, plan);
        }
        catch (Exception exception) when (exception is IOException and not FileNotFoundException or UnauthorizedAccessException)
        {
            throw new UnauthorizedAccessException($"The study's folder {Root} cannot be written: {exception.Message}\nhint: choose another folder with --out.", exception);
        }
    }

    private FileNotFoundException NoPlan() => new($"There is no plan in {Root}. Run the study first: headwater run STUDY.yaml.", PlanFile);

    private void RefuseAnotherStudy(StudyPlan? before, string name)
    {
        if (before?.Spec.Name is { } other && other != name)
            throw new InvalidDataException($"The folder {Root} belongs to the study \"{other}\", not \"{name}\".\nhint: choose another folder with --out.");
    }
}
