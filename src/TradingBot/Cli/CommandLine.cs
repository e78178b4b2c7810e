using System.CommandLine;
using System.CommandLine.Parsing;
using TradingBot.History;

namespace TradingBot.Cli;

/// <summary>
/// Parses the arguments, runs the command, turns every expected failure into one line and an exit code.
/// </summary>
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
            errors.WriteLine(WhatIsWrong(parsed));
            return ExitCode.WrongInput;
        }

        try
        {
            var exitCode = parsed.Invoke(new InvocationConfiguration
            {
                Output = output,
                Error = errors,
                EnableDefaultExceptionHandler = false,
            });
            output.Flush();
            return exitCode;
        }
        catch (UserError error)
        {
            output.Flush();
            errors.WriteLine(error.Message);
            return error.ExitCode;
        }
        catch (CandleStoreException damaged)
        {
            errors.WriteLine(damaged.Message);
            return ExitCode.Failed;
        }
        catch (IOException failure)
        {
            if (!StandardOutput.IsClosedPipe(failure))
                errors.WriteLine($"cannot write the output: {failure.Message}");
            return ExitCode.Failed;
        }
        catch (OverflowException)
        {
            errors.WriteLine("an amount of money has more than 28 digits: use a smaller --volume or --balance");
            return ExitCode.WrongInput;
        }
    }

    private static string WhatIsWrong(ParseResult parsed)
    {
        if (parsed.UnmatchedTokens.Count == 0)
            return parsed.Errors[0].Message;
        var path = "";
        for (var at = parsed.CommandResult; at.Command is not RootCommand; at = (CommandResult)at.Parent!)
            path = $" {at.Command.Name}{path}";
        return $"'{parsed.UnmatchedTokens[0]}' is not a command or option; see 'TradingBot{path} --help'";
    }
}
