using TradingBot.Cli;
using TradingBot.Input;
using TradingBot.UserStrategies;

if (OpenFiles.Trouble() is { } trouble)
{
    Console.Error.WriteLine(trouble);
    return ExitCode.Failed;
}

using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    // the first Ctrl-C ends the work cleanly; a second one is the system's
    pressed.Cancel = !interrupted.IsCancellationRequested;
    interrupted.Cancel();
    StrategyDeadline.Begin();
};
return await CommandLine.RunAsync(args, StandardOutput.Open(), Console.Error, interrupted.Token);
