using System.Collections.Immutable;
using System.Text;

namespace Headwater.Cli;

/// <summary>Files that can be scored while they are read: one reference a line, one system a file.</summary>
internal sealed record ScoreFiles(ImmutableArray<string> References, ImmutableArray<string> Systems, Encoding Encoding);
