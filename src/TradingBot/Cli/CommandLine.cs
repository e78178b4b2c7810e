using System.CommandLine;
using System.CommandLine.Parsing;
using TradingBot.Cli.Bots;
using TradingBot.Cli.History;
using TradingBot.Cli.Options;
using TradingBot.Cli.Recordings;
using TradingBot.Cli.Research;
using TradingBot.Configuration;
using TradingBot.Core;
using TradingBot.Data.Candles;
using TradingBot.Exchanges;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Input;
using TradingBot.UserStrategies;

namespace TradingBot.Cli;

/// <summary>
/// Parses the arguments, runs the command, turns every expected failure into one line and an exit code.
/// </summary>
internal static class CommandLine
{
    private const string Description =
        """
        Trades cryptocurrency on Kraken with a strategy: on paper, live, or with -s on history, with a report.

          Paper trading on a Kraken inside this program; with -x kraken at the real Kraken's prices:
            TradingBot -x simulator -p 5 -t 5 -c XXBTZUSD
          A backtest without any data:
            TradingBot -x kraken -p 5 -c XXBTZUSD --data synthetic -s 2024-01-01 -e 2024-06-30
          Real history, from Kraken's OHLCVT archives:
            TradingBot history import XBTUSD_60.csv
            TradingBot -x kraken -p 60 -c XXBTZUSD -s 2017-01-01 -e 2022-12-31 --strategy macd-cross
        """;

    /// <returns>The process's exit code, see <see cref="ExitCode"/>.</returns>
    public static Task<int> RunAsync(
        string[] arguments, TextWriter output, TextWriter errors, CancellationToken stop) =>
        RunAsync(arguments, ConfigurationPlaces.Standard, output, errors, stop);

    /// <param name="arguments">What the user typed.</param>
    /// <param name="places">Where the configuration is.</param>
    /// <param name="output">For what was asked for.</param>
    /// <param name="errors">For what went wrong.</param>
    /// <param name="stop">Ctrl-C.</param>
    /// <param name="venues">Those that may be named; null: the program's.</param>
    /// <returns>The process's exit code, see <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(
        string[] arguments,
        ConfigurationPlaces places,
        TextWriter output,
        TextWriter errors,
        CancellationToken stop,
        VenueList? venues = null)
    {
        var configuration = new EffectiveOptions(
            places, [.. TradeOptions.All, HistoryCommand.Data.Option], TradeOptions.Strategy, TradeOptions.Set)
        {
            Venues = venues ?? Venues.Known,
            ArgumentsOnly = [.. CollectCommand.ArgumentsOnly, .. SearchOptions.All],
        };
        var root = RootOf(configuration, output, errors, stop);
        // '@' begins the name of a person or channel, not of a file with more arguments.
        var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if ((Misspelt(parsed) ?? WhatIsWrong(parsed)) is { } wrong)
        {
            await errors.WriteLineAsync(wrong).ConfigureAwait(false);
            return ExitCode.WrongInput;
        }

        try
        {
            RequireHome();
            if (parsed.Action == parsed.CommandResult.Command.Action) // not for --help and --version
                parsed = configuration.Apply(parsed);
            var exitCode = await parsed.InvokeAsync(new InvocationConfiguration
            {
                Output = output,
                Error = errors,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null, // Ctrl-C is Program's, SIGTERM the host's
            }, CancellationToken.None).ConfigureAwait(false); // the commands have the token already
            await output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            return exitCode;
        }
        catch (FullProgramNeededException)
        {
            await errors.WriteLineAsync(FullProgram.TakePlace(arguments)).ConfigureAwait(false);
            return ExitCode.Failed;
        }
        catch (Exception failure) when (Explained(failure, configuration) is { } end)
        {
            if (failure is not IOException)
                await output.FlushAsync(CancellationToken.None).ConfigureAwait(false);
            if (end.Message.Length > 0)
                await errors.WriteLineAsync(end.Message).ConfigureAwait(false);
            return end.ExitCode;
        }
    }

    /// <exception cref="UserError">Files would go where nobody looks for them.</exception>
    private static void RequireHome()
    {
        var profile = Environment.GetFolderPath(
            Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify);
        var home = Environment.GetEnvironmentVariable("HOME");
        if (UserData.IsNowhere(home, Environment.GetEnvironmentVariable("XDG_DATA_HOME"), profile))
            throw new UserError("HOME is not set: set it, or XDG_DATA_HOME to where files may go", ExitCode.Failed);
    }

    private static RootCommand RootOf(
        EffectiveOptions configuration, TextWriter output, TextWriter errors, CancellationToken stop)
    {
        var root = new RootCommand(Description);
        TradeCommand.AddTo(root, configuration, output, stop);
        root.Subcommands.Add(RunCommand.Create(configuration, stop));
        root.Subcommands.Add(HistoryCommand.Create(configuration.Venues, output, errors, TimeProvider.System, stop));
        root.Subcommands.Add(OptimizeCommand.Create(configuration, output, errors, TimeProvider.System, stop));
        root.Subcommands.Add(CollectCommand.Create(configuration, stop));
        root.Subcommands.Add(RecordingsCommand.Create(configuration.Venues, output, TimeProvider.System, stop));
        root.Subcommands.Add(FollowCommand.Create(configuration.Places, output, errors, TimeProvider.System, stop));
        root.Subcommands.Add(StatusCommand.Create(output, TimeProvider.System));
        root.Subcommands.Add(LedgerCommand.Create(output));
        root.Subcommands.Add(OrdersCommand.Create(output));
        root.Subcommands.Add(ReplayCommand.Create(output));
        root.Subcommands.Add(StrategiesCommand.Create(output));
        root.Subcommands.Add(ConfigCommand.Create(configuration, output, errors));
        root.Subcommands.Add(SimulateKrakenCommand.Create(output, stop));
        root.Subcommands.Add(DoctorCommand.Create(configuration, output, stop));
        foreach (var command in BudgetCommands.Create(output, stop))
            root.Subcommands.Add(command);
        foreach (var command in OperatorCommands.Create(output, stop))
            root.Subcommands.Add(command);
        return root;
    }

    /// <summary>What an expected failure means to the user; null for a bug.</summary>
    private static (string Message, int ExitCode)? Explained(
        Exception failure, EffectiveOptions configuration) => failure switch
        {
            UserError error => (configuration.Named(error).Message, error.ExitCode),
            StrategyFileException wrong => (wrong.Message, ExitCode.WrongInput),
            CandleStoreException damaged => (damaged.Message, ExitCode.Failed),
            FeedFailedException lost => (lost.Message, ExitCode.Failed),
            IOException closed when StandardOutput.IsClosedPipe(closed) => ("", ExitCode.Failed),
            Exception files when OpenFiles.IsTooMany(files) => (OpenFiles.Words("no"), ExitCode.Failed),
            IOException disk => ($"cannot write the output: {disk.Message}", ExitCode.Failed),
            OverflowException => (
                "an amount of money has more than 28 digits: use a smaller --volume or --balance", ExitCode.WrongInput),
            _ => null,
        };

    /// <summary>The words of a command after the program's name, each with a blank before it.</summary>
    private static string PathOf(ParseResult parsed)
    {
        var path = "";
        for (var at = parsed.CommandResult; at.Command is not RootCommand; at = (CommandResult)at.Parent!)
            path = $" {at.Command.Name}{path}";
        return path;
    }

    /// <summary>What the parser does not understand, or null.</summary>
    private static string? WhatIsWrong(ParseResult parsed)
    {
        if (parsed.Errors.Count == 0)
            return null;
        var command = parsed.CommandResult.Command;
        var path = PathOf(parsed);
        if (parsed.UnmatchedTokens.Count == 0)
        {
            return command.Action is null
                ? $"'TradingBot{path}' needs one of: {string.Join(", ", command.Subcommands.Select(one => one.Name))}"
                : parsed.Errors[0].Message;
        }

        return WhatWasMeant(parsed.UnmatchedTokens[0], command, path);
    }

    /// <summary>A misspelt option that an argument of several values has taken, or null.</summary>
    private static string? Misspelt(ParseResult parsed)
    {
        var typed = parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens)
            .Select(token => token.Value)
            .FirstOrDefault(text => text.StartsWith("--", StringComparison.Ordinal) && !File.Exists(text));
        return typed is null ? null : WhatWasMeant(typed, parsed.CommandResult.Command, PathOf(parsed));
    }

    private static string WhatWasMeant(string typed, Command command, string path)
    {
        var names = typed.StartsWith('-') ? command.Options.Select(option => option.Name)
            : command.Subcommands.Select(one => one.Name).Append("--help");
        var meant = NearestName.Nearest(typed, names) is { } nearest ? $" (did you mean '{nearest}'?)" : "";
        return $"'{typed}' is not a command or option{meant}; see 'TradingBot{path} --help'";
    }
}
