namespace TradingBot.Input;

/// <summary>Words of a command line as a POSIX shell takes them.</summary>
internal static class ShellText
{
    private const string Plain = "%+,-./:=@_";

    /// <summary>The word as it is, or in single quotes where the shell would read something into it.</summary>
    public static string Of(string word) =>
        word.Length > 0 && word.All(letter => char.IsAsciiLetterOrDigit(letter) || Plain.Contains(letter))
            ? word
            : $"'{word.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
