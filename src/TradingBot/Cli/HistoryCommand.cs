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
    public static TextOption Data { get; } = new(
        "--data", "DIR", "The directory of the stored candles.", CandleStore.DefaultDirectory);

    /// <summary>The store that the user means.</summary>
    public static CandleStore StoreOf(ParseResult parsed) => new(Data.Read(parsed, text =>
        text.Equals(TradeOptions.Synthetic, StringComparison.OrdinalIgnoreCase)
            ? throw new UserError($"'{text}' is made up and has no history; use a directory")
            : OptionValues.NotEmpty(text)));

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
