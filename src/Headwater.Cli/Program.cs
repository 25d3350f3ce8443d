using Headwater.Cli;

return CommandTree.Invoke(args, Terminal.OfProcess());
