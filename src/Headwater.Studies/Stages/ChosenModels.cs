using Headwater.Models;

namespace Headwater.Studies;

/// <summary>The models of one finetuning that its metrics are read from, loaded one at a time.</summary>
internal sealed class ChosenModels(RunFolder run, FinetuningCourse course, ComputeDevice device) : IDisposable
{
    private (long Step, LanguageModel Model)? _loaded;

    public long StepOf(string metric) => course.For(metric).Step;

    /// <summary>Where the model of a step is.</summary>
    public string Folder(long step) => step == StepOf(MetricNames.CrossEntropy) ? run.BestCheckpoint : run.BestCheckpointAt(step);

    /// <summary>The steps whose models are needed, in order.</summary>
    public IEnumerable<long> Steps => course.Checkpoints.Values.Select(chosen => chosen.Step).Distinct().Order();

    /// <summary>The model that a metric is read from. It is valid until another is asked for.</summary>
    public LanguageModel Of(string metric) => At(StepOf(metric));

    /// <summary>The model of a step. It is valid until another is asked for.</summary>
    public LanguageModel At(long step)
    {
        if (_loaded is { } loaded && loaded.Step == step)
            return loaded.Model;
        _loaded?.Model.Dispose();
        _loaded = null;
        _loaded = (step, Checkpoint.LoadModel(Folder(step), device));
        return _loaded.Value.Model;
    }

    public void Dispose() => _loaded?.Model.Dispose();
}
