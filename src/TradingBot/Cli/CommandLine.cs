using System.CommandLine;

namespace TradingBot.Cli;

/// <summary>Parses the arguments, runs the command, turns every expected failure into one line and an exit code.</summary>
internal static class CommandLine
{
    private const string Description =
        """
        Trades cryptocurrency on Kraken by a rule. With -s it trades history and prints a report.

          A first run, without any data:
            TradingBot -x kraken -p 5 -c XXBTZUSD --data synthetic -s 2024-01-01 -e 2024-06-30
          Real history, from Kraken's OHLCVT archives:
            TradingBot history import XBTUSD_60.csv
            TradingBot -x kraken -p 60 -c XXBTZUSD -s 2017-01-01 -e 2022-12-31 --strategy macd-cross
        """;

    /// <returns>The process's exit code, see <see cref="ExitCode"/>.</returns>
    public static int Run(string[] arguments, TextWriter output, TextWriter errors, CancellationToken stop)
    {
        var root = new RootCommand(Description);
        TradeCommand.AddTo(root, output, errors, stop);
        root.Subcommands.Add(HistoryCommand.Create(output, errors, stop));
        root.Subcommands.Add(StrategiesCommand.Create(output));
        root.Subcommands.Add(SimulateKrakenCommand.Create(output, stop));
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            errors.WriteLine(parsed.Errors[0].Message);
            return ExitCode.WrongInput;
        }

        try
        {
            return parsed.Invoke(new InvocationConfiguration
            {
                Output = output,
                Error = errors,
                EnableDefaultExceptionHandler = false,
            });
        }
        catch (UserError error)
        {
            errors.WriteLine(error.Message);
            return error.ExitCode;
        }
    }
}
