using System.Globalization;
using TradingBot.Core.Market;
using TradingBot.Exchanges;

namespace TradingBot.Data.Candles;

/// <summary>What one candle file holds: a pair and the length of its candles. Written <c>XBTUSD_60</c>.</summary>
internal readonly record struct SeriesName
{
    /// <summary>What fits the header of a candle file.</summary>
    public const int LongestSymbol = 28;

    private SeriesName(string symbol, Timeframe timeframe)
    {
        Symbol = symbol;
        Timeframe = timeframe;
    }

    public string Symbol { get; }

    public Timeframe Timeframe { get; }

    public string FileName => this + CandleFile.Extension;

    /// <summary>Any of Kraken's names of the pair; null if it cannot be part of a file name.</summary>
    public static SeriesName? Of(string pair, Timeframe timeframe)
    {
        var symbol = Venues.Default.Pairs.SymbolOf(pair.Trim());
        // Letters, digits, and the dot and hyphen of names such as ETH2.S: nothing that could leave the directory.
        var fits = symbol.Length is > 0 and <= LongestSymbol
            && char.IsAsciiLetterOrDigit(symbol[0])
            && symbol.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-');
        return fits ? new SeriesName(symbol, timeframe) : null;
    }

    /// <summary>Reads <c>PAIR_MINUTES</c>; null if the text is not of that form.</summary>
    public static SeriesName? Parse(string text)
    {
        var cut = text.LastIndexOf('_');
        return cut > 0 && ParseMinutes(text[(cut + 1)..]) is { } timeframe ? Of(text[..cut], timeframe) : null;
    }

    /// <summary>Whole minutes, 1 to 21,600; null for any other text.</summary>
    public static Timeframe? ParseMinutes(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
        && minutes is >= 1 and <= 21_600
            ? new Timeframe(minutes)
            : null;

    public override string ToString() => $"{Symbol}_{Timeframe}";
}
