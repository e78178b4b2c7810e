using System.Globalization;

namespace TradingBot.Exchanges.Contract.Answers;

/// <summary>Words of another machine, before they go into a log, a terminal or a chat.</summary>
public static class ExchangeText
{
    /// <summary>Longer than any error Kraken is known for.</summary>
    private const int Longest = 200;

    /// <summary>One line without escape sequences or other invisible characters, cut where it is too long.</summary>
    public static string Clean(string text)
    {
        var cut = text.Length <= Longest ? text : string.Concat(text.AsSpan(0, Longest), "…");
        return cut.Any(IsInvisible) ? string.Concat(cut.Select(c => IsInvisible(c) ? ' ' : c)) : cut;
    }

    private static bool IsInvisible(char c) => char.GetUnicodeCategory(c)
        is UnicodeCategory.Control
        or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.PrivateUse
        or UnicodeCategory.Surrogate;
}
