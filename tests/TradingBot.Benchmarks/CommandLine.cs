using System.CommandLine;
using TradingBot.Input;

namespace TradingBot.Benchmarks;

/// <summary>The program's commands; without one it measures backtests.</summary>
internal static class CommandLine
{
    private const string Description =
        "Measures backtests against a program in C; its commands look for mistakes and measure the rest.";

    /// <returns>0: all is well; 1: something was found or failed; 2: the arguments are not understood.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var repeats = WholeNumber.Argument("REPEATS", "how many times each row is measured", 1, 1000, otherwise: 30);
        var root = new RootCommand(Description)
        {
            FaultCommand.Create(),
            KillCommand.Create(),
            FleetCommand.Create(),
            Mutants.MutantCommand.Create(),
            Comparison.CompareCommand.Create(),
            TickToOrderCommand.Create(),
            SweepCommand.Create(),
            JournalCommand.Create(),
            Recordings.RecordingCommand.Create(),
            Recordings.CollectorCommand.Create(),
        };
        // A command's help shows the root's arguments as its own, and this one is not.
        if (root.Subcommands.All(command => command.Name != arguments.FirstOrDefault()))
            root.Arguments.Add(repeats);
        root.SetAction(parsed => BacktestBenchmark.Run(parsed.GetValue(repeats)));
        var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (WhatIsWrong(parsed, repeats) is { } wrong)
        {
            await Console.Error.WriteLineAsync(wrong);
            return ExitCode.WrongInput;
        }

        try
        {
            // A defect shows its stack trace, and Ctrl-C ends a measurement at once; mutants and compare clear away.
            return await parsed.InvokeAsync(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (UserError wrongInput)
        {
            await Console.Error.WriteLineAsync(wrongInput.Message);
            return wrongInput.ExitCode;
        }
    }

    private static string? WhatIsWrong(ParseResult parsed, Argument repeats)
    {
        var command = parsed.CommandResult.Command;
        var help = command is RootCommand ? "see '--help' for the commands" : $"see '{command.Name} --help'";
        if (parsed.UnmatchedTokens.Count > 0)
            return $"'{parsed.UnmatchedTokens[0]}' is not a command or option here; {help}";
        if (parsed.Errors.Count > 0)
            return $"{parsed.Errors[0].Message.TrimEnd('.')}; {help}";
        return command is not RootCommand && parsed.GetResult(repeats) is { Tokens: [var stray, ..] }
            ? $"'{stray.Value}' stands before the command {command.Name}; {help}"
            : null;
    }
}
