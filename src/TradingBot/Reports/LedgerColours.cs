using System.Text.RegularExpressions;
using TradingBot.Input;

namespace TradingBot.Reports;

/// <summary>
/// Paints a line of the ledger as the original did: purple, the side red, the deal cyan, and the profit green, red or
/// white. The line itself stays plain until it reaches a terminal, so that no file can get a colour.
/// </summary>
internal static partial class LedgerColours
{
    /// <summary>Writes lines of the ledger, coloured where a terminal wants it.</summary>
    public static Action<string> On(TextWriter output) => Ansi.IsWanted(output, Environment.GetEnvironmentVariable)
        ? line => output.WriteLine(Paint(line))
        : output.WriteLine;

    /// <summary>The line with colours; any other line as it is.</summary>
    public static string Paint(string line)
    {
        if (Form().Match(line) is not { Success: true } match)
            return line;
        var (profit, amount) = (match.Groups["profit"].Value, match.Groups["amount"].Value);
        var colour = amount.StartsWith('-') ? Ansi.Red
            : amount.Any(digit => digit is >= '1' and <= '9') ? Ansi.Green
            : Ansi.White;
        return Ansi.Purple + match.Groups["head"].Value + Ansi.Red + match.Groups["side"].Value
            + Ansi.Cyan + match.Groups["deal"].Value + Ansi.Purple + match.Groups["tail"].Value
            + (profit.Length > 0 ? colour + profit : "") + Ansi.Off;
    }

    [GeneratedRegex(
        """
        ^(?<head>[-\d]{10}\ [-:\d]{8}\ /\ [-\d]{10}\ [-:\d]{8}\ \S+\ )
        (?<side>BUY|SELL)
        (?<deal>\ \S+\ @\ \S+\ =\ .+?)
        (?<tail>\ \S+\ (OPEN|CLOSED|PENDING)\ Exit\ Price:\ \S+(\ P/L:\ )?)
        (?<profit>\ [^-\d]*(?<amount>-?[\d.]+)\ \|.*)?$
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
