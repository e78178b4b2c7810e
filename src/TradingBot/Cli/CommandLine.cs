using System.CommandLine;

namespace TradingBot.Cli;

/// <summary>Parses the arguments, runs the command, turns every expected failure into one line and an exit code.</summary>
internal static class CommandLine
{
    /// <returns>The process's exit code, see <see cref="ExitCode"/>.</returns>
    public static int Run(string[] arguments, TextWriter output, TextWriter errors, CancellationToken stop)
    {
        var root = new RootCommand("Trades cryptocurrency on Kraken: live, on paper, or against history.");
        root.Subcommands.Add(HistoryCommand.Create(output, errors, stop));
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
