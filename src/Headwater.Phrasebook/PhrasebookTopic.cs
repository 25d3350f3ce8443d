using System.Collections.Immutable;

namespace Headwater.Phrasebook;

/// <summary>What some scenes are about, by a name that a study can ask for.</summary>
internal sealed record PhrasebookTopic(string Name, ImmutableArray<Scene> Scenes);
