using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace TradingBot.Benchmarks;

/// <summary>A whole number on the command line, which is checked when it is read.</summary>
internal static class WholeNumber
{
    /// <param name="name">As the help has it.</param>
    /// <param name="help">What it counts.</param>
    /// <param name="least">The smallest that is allowed.</param>
    /// <param name="most">The largest.</param>
    /// <param name="otherwise">Taken when it is not given.</param>
    public static Argument<int> Argument(string name, string help, int least, int most, int otherwise) => new(name)
    {
        Description = help,
        DefaultValueFactory = _ => otherwise,
        CustomParser = result => Read(result, name, least, most),
    };

    /// <inheritdoc cref="Argument"/>
    public static Option<int> Option(string name, string help, int least, int most, int otherwise) => new(name)
    {
        Description = help,
        HelpName = "NUMBER",
        DefaultValueFactory = _ => otherwise,
        CustomParser = result => Read(result, name, least, most),
    };

    private static int Read(ArgumentResult result, string name, int least, int most)
    {
        var text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
        {
            return number;
        }

        result.AddError($"{name}: '{text}' is not allowed; use a whole number from {least} to {most}");
        return least;
    }
}
