using TradingBot.Core.Market;
using TradingBot.Exchanges;
using TradingBot.Exchanges.Contract;
using TradingBot.Input;

namespace TradingBot.Cli;

/// <summary>The pair that a person types.</summary>
internal static class PairValues
{
    private static IPairDirectory Pairs => Venues.Default.Pairs;

    /// <summary>A pair by any of the venue's names; one without known rules only if there are candles of it.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="hasCandles">Whether the store has candles of a symbol.</param>
    public static Instrument Stored(string text, Predicate<string> hasCandles)
    {
        if (Pairs.Find(text) is { } known)
            return known;
        var symbol = Pairs.SymbolOf(text);
        return hasCandles(symbol)
            ? Pairs.WithoutRules(symbol)
            : throw new UserError(
                $"'{text}' is not a known pair; use {string.Join(", ", Pairs.Known)}, another of Kraken's, or "
                + "import candles of it");
    }

    /// <summary>
    /// A pair the exchange will be asked about: from our table, or a first idea of it from its name.
    /// </summary>
    public static Instrument Live(string text)
    {
        var isName = text.Length is >= 3 and <= 40 && char.IsAsciiLetterOrDigit(text[0])
            && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '/' or '-' or '_');
        return !isName
            ? throw new UserError($"'{text}' is not a pair; use one such as XBTUSD, XXBTZUSD, XBT/USD or BTC/USD")
            : Pairs.Find(text) ?? Pairs.WithoutRules(Pairs.SymbolOf(text));
    }
}
