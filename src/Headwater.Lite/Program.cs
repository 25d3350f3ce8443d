using Headwater.Cli;

return CommandTree.Invoke(args, Terminal.OfProcess() with { Edition = Edition.Lite });
