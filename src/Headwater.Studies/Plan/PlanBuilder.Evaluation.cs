using System.Collections.Immutable;
using Headwater.Laws;

namespace Headwater.Studies;

/// <summary>Cells of a study that does not finetune: every checkpoint on every task, with every number of shots.</summary>
internal sealed partial class PlanBuilder
{
    private void AddEvaluations(FinetuningKind kind, ImmutableArray<Arm> arms, EvaluationSpec evaluation)
    {
        foreach ((int shots, Arm arm) in evaluation.Shots.SelectMany(_ => arms, ValueTuple.Create))
        {
            StudyCell cell = new()
            {
                Model = kind.Model.Name, Mixture = arm.Mixture, Tokens = arm.Tokens, Task = kind.Task.Name, Examples = 0, Shots = shots, Pretraining = arm.Pretraining?.Id,
                Seed = spec.Seeds.IsDefaultOrEmpty ? null : kind.Seed, Run = Add(MakeEvaluation(kind, arm, shots)).Id, Sweep = arm.Sweep,
            };
            bool validates = kind.Task.Name == spec.Tasks[0].Name && shots == evaluation.Shots[0] && !spec.Pretraining!.Validations.IsEmpty;
            _cells.Add(validates ? cell with { Measures = AddValidations(kind, arm).Id } : cell);
        }
    }

    private Job MakeEvaluation(FinetuningKind kind, Arm arm, int shots)
    {
        EvaluationSettings settings = new()
        {
            Model = kind.Model, Tokenizer = kind.Tokenizer.Id, Pretraining = arm.Pretraining?.Id, Weights = arm.Weights, Checkpoint = arm.Tokens, Mixture = arm.Mixture,
            Task = kind.Task.ForEvaluation(shots), Shots = shots, Trainer = spec.Trainer?.Evaluate, Sequence = spec.Pretraining!.Sequence, Seed = spec.Seed, Threads = spec.Threads, Device = device,
        };
        JobCost cost = EvaluationCost.Of(settings, data.Lengths[kind.Task.Name], data.Passes[kind.Task.Name], data.Vocabulary);
        return With(NewJob(Stage.Evaluation, $"{LabelOf(kind, arm)} {shots}-shot", settings, [.. new[] { kind.Tokenizer.Id, arm.Pretraining?.Id }.OfType<string>()]), cost);
    }

    // The loss of the pretrained model on held-out text has nothing to do with a task.
    private Job AddValidations(FinetuningKind kind, Arm arm)
    {
        ImmutableSortedDictionary<string, HeldOutSettings> validations = _heldOut!.Validations();
        MeasuresSettings settings = new()
        {
            Tokenizer = kind.Tokenizer.Id, Task = kind.Task.ForEvaluation(shots: 0), Measures = [], Validations = validations, Pretraining = arm.Pretraining?.Id, Checkpoint = arm.Tokens, Weights = arm.Weights,
            Threads = spec.Threads, Device = device,
        };
        string[] needs = [.. new[] { kind.Tokenizer.Id, arm.Pretraining?.Id }.OfType<string>(), .. validations.Values.SelectMany(text => text.Corpora.Values).Distinct()];
        return Add(NewJob(Stage.Measures, LabelOf(kind, arm), settings, [.. needs]));
    }

    private string LabelOf(FinetuningKind kind, Arm arm) => WithSeed(WithTask(WithModel($"{arm.Mixture} {NumberText.Format(arm.Tokens)}{SweepOf(arm)}", kind.Model), kind.Task), kind.Seed);
}
