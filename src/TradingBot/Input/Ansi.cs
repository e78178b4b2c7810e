namespace TradingBot.Input;

/// <summary>Colours of a terminal, and whether there is one that wants them.</summary>
internal static class Ansi
{
    public const string Red = "\e[0;31m";
    public const string Green = "\e[0;32m";
    public const string Yellow = "\e[0;33m";
    public const string Purple = "\e[0;35m";
    public const string Cyan = "\e[0;36m";
    public const string White = "\e[0;37m";
    public const string OnCyan = "\e[46m";
    public const string Off = "\e[0m";

    public static string In(string colour, string text) => colour + text + Off;

    /// <summary>True when what is written there is seen by a person who has not asked for plain text.</summary>
    /// <param name="output">The console's, or anything else.</param>
    /// <param name="environment">The value of a variable, or null; see no-color.org.</param>
    public static bool IsWanted(TextWriter output, Func<string, string?> environment) =>
        ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected && IsAllowed(environment);

    /// <summary>False for a person who has asked for plain text.</summary>
    public static bool IsAllowed(Func<string, string?> environment) =>
        string.IsNullOrEmpty(environment("NO_COLOR")) && environment("TERM") != "dumb";
}
