using System.CommandLine;
using TradingBot.Cli.Options;
using TradingBot.Configuration;
using TradingBot.Exchanges.Contract;
using TradingBot.Input;

namespace TradingBot.Cli;

/// <summary>
/// An <c>appsettings.json</c> with every setting in it, each a comment below what it means; made of the options, so
/// that none is missing.
/// </summary>
internal static class ConfigSample
{
    private const int Width = 112;

    public static void Write(TextWriter output)
    {
        output.WriteLine(
            """
            // Settings of TradingBot: copy this to appsettings.json and uncomment what you want to change.
            // Environment variables (TRADINGBOT__MAXDAILYLOSS=5%) override this file, and command-line arguments
            // (--max-daily-loss 5%) override both. 'TradingBot config show' prints the settings in effect,
            // 'TradingBot config check' reports problems. Secrets do not belong here: see the README.
            {
              "TradingBot": {
            """);
        foreach (var option in TradeOptions.All)
        {
            // The same on every machine, whoever's home it was made in.
            var description = option.Description?.Replace(
                UserData.Directory, "~/.local/share/TradingBot", StringComparison.Ordinal);
            foreach (var line in Wrap(description ?? ""))
                output.WriteLine($"    // {line}");
            output.WriteLine($"    // \"{ConfigurationKey.Of(option)}\": {Example(option)},");
        }

        output.WriteLine("  }");
        output.WriteLine("}");
    }

    private static string Example(Option option)
    {
        if (option.ValueType == typeof(bool))
            return option == ShortOptions.Short ? "true" : "false"; // its terms are in the sample, too, and want it
        if (!ConfigurationKey.IsSection(option))
            return $"\"{TextOption.ExampleOf(option)}\"";
        return option == TradeOptions.Set ? """{ "take-profit": "0.7", "stop-loss": "2.5" }""" : "{ }";
    }

    private static IEnumerable<string> Wrap(string text)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length + word.Length >= Width)
            {
                yield return line;
                line = "";
            }

            line += line.Length == 0 ? word : $" {word}";
        }

        yield return line;
    }
}
