using System.CommandLine;
using TradingBot.History;

namespace TradingBot.Cli;

/// <summary><c>history</c>: import, list and verify stored candles.</summary>
internal static class HistoryCommand
{
    public static Command Create(TextWriter output, TextWriter errors, CancellationToken stop) =>
        new("history", "Import, list and verify stored candles.")
        {
            HistoryImport.Create(output, errors, stop),
            HistoryList.Create(output),
            HistoryVerify.Create(output, stop),
        };

    /// <summary><c>--data</c>, which every command of history has.</summary>
    public static Option<string> DataOption() => new("--data")
    {
        Description = "The directory of the stored candles.",
        HelpName = "DIR",
        DefaultValueFactory = _ => CandleStore.DefaultDirectory,
    };

    /// <summary>Runs a command's work; what the world may do to files becomes one line and an exit code.</summary>
    public static int Run(Func<int> work)
    {
        try
        {
            return work();
        }
        catch (ImportException failure)
        {
            throw new UserError(failure.Message, ExitCode.WrongInput);
        }
        catch (Exception failure) when (failure is CandleStoreException or IOException)
        {
            throw new UserError(failure.Message, ExitCode.Failed);
        }
        catch (OperationCanceledException)
        {
            throw new UserError("interrupted", ExitCode.Interrupted);
        }
    }
}
