using TradingBot.Cli;
using TradingBot.Input;
using TradingBot.UserStrategies;

if (OpenFiles.Trouble() is { } trouble)
{
    Console.Error.WriteLine(trouble);
    return ExitCode.Failed;
}

using var interrupted = new CancellationTokenSource();
long? first = null;
Console.CancelKeyPress += (_, pressed) =>
{
    // The first Ctrl-C ends the work cleanly; a second one ends the process. Two within a second are one request that
    // arrived twice: timeout(1), for one, signals its child and then its group.
    first ??= Environment.TickCount64;
    pressed.Cancel = Environment.TickCount64 - first < 1000;
    interrupted.Cancel();
    StrategyDeadline.Begin();
};
return await CommandLine.RunAsync(args, StandardOutput.Open(), Console.Error, interrupted.Token);
