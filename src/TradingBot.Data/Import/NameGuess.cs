using System.Globalization;
using TradingBot.Core.Market;
using TradingBot.Data.Candles;
using TradingBot.Exchanges.Contract;

namespace TradingBot.Data.Import;

/// <summary>
/// What a file's name says of its content: <c>XBTUSD_60</c>, Binance's <c>BTCUSDT-1h-2025-01</c>, freqtrade's
/// <c>BTC_USDT-5m</c>, CryptoDataDownload's <c>Bitstamp_BTCUSD_2024_minute</c>, <c>XBTUSD</c> of time and sales.
/// </summary>
/// <param name="Pair">A name of the pair, or null.</param>
/// <param name="Period">The interval, or null.</param>
/// <param name="IsInForm">True for <c>PAIR_MINUTES</c>: no guess, but what the form says.</param>
internal readonly record struct NameGuess(string? Pair, Timeframe? Period, bool IsInForm)
{
    private const int Day = 1440;

    private static readonly string[] Endings = [".gz", ".csv", ".txt", ".tsv"];

    private static readonly (string Unit, int Minutes)[] Units =
    [
        ("m", 1), ("min", 1), ("minute", 1), ("minutes", 1),
        ("h", 60), ("hr", 60), ("hour", 60), ("hours", 60), ("hourly", 60),
        ("d", Day), ("day", Day), ("daily", Day), ("w", 7 * Day), ("week", 7 * Day), ("weekly", 7 * Day),
    ];

    /// <summary>True for the name of a CSV, gzipped or not.</summary>
    public static bool IsText(string fileName)
    {
        var unpacked = fileName.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? fileName[..^3] : fileName;
        return Path.GetExtension(unpacked).ToUpperInvariant() is ".CSV" or ".TSV";
    }

    /// <param name="fileName">Without its folder.</param>
    /// <param name="venue">Its names of pairs are the ones that are looked for.</param>
    public static NameGuess Of(string fileName, IVenue venue)
    {
        var name = WithoutEndings(fileName);
        var words = name.Split('_', '-', ' ');
        var cut = name.LastIndexOf('_');
        if (cut <= 0 || SeriesName.ParseMinutes(name[(cut + 1)..]) is not { } period || !IsOfCandles(period))
            return new NameGuess(PairIn(words, venue.Pairs), PeriodIn(words), IsInForm: false);
        return IsWholePair(name[..cut], words[..^1], venue)
            ? new NameGuess(SeriesName.Of(venue, name[..cut], period)?.Instrument.Symbol, period, IsInForm: true)
            : new NameGuess(PairIn(words, venue.Pairs), period, IsInForm: false);
    }

    /// <summary>2024 is a year: no exchange has candles of 33 hours and 44 minutes.</summary>
    private static bool IsOfCandles(Timeframe period) => Day % period.Minutes == 0 || period.Minutes % Day == 0;

    /// <summary>False where an exchange's name or another word stands beside the pair.</summary>
    private static bool IsWholePair(string text, string[] words, IVenue venue)
    {
        if (SeriesName.Of(venue, text, new Timeframe(1)) is not { } series)
            return false;
        return PairIn(words, venue.Pairs) is { } pair
            ? words.Length == 1 || SeriesName.Of(venue, pair, series.Timeframe) == series
            : words.Length == 1 || !venue.Pairs.IsPair(text); // my_BTC looks like a pair
    }

    private static string WithoutEndings(string fileName)
    {
        var name = fileName;
        while (Endings.FirstOrDefault(end => name.EndsWith(end, StringComparison.OrdinalIgnoreCase)) is { } ending)
            name = name[..^ending.Length];
        return name;
    }

    /// <summary>
    /// What is surely a pair goes first; the exchange's name may stand before it, so two words of which only the second
    /// is known are a pair where that is money: <c>FOO_USDT</c>, not <c>my_BTC</c>.
    /// </summary>
    private static string? PairIn(string[] words, IPairDirectory pairs)
    {
        var twos = words.Zip(words.Skip(1)).ToList();
        return words.FirstOrDefault(word => pairs.Find(word) is not null)
            ?? Joined(twos.Find(two => pairs.Find(Joined(two)!) is not null))
            ?? Joined(twos.Find(two => pairs.IsBase(two.First) && pairs.IsQuote(two.Second)))
            ?? words.FirstOrDefault(pairs.IsPair)
            ?? Joined(twos.Find(two => pairs.IsMoney(two.Second) && two.First.Any(char.IsAsciiLetter)));
    }

    private static string? Joined((string First, string Second) two) =>
        two.First is null ? null : $"{two.First}_{two.Second}";

    private static Timeframe? PeriodIn(string[] words) =>
        words.Select(LengthOf).FirstOrDefault(period => period is not null);

    /// <summary><c>1h</c>, <c>15m</c>, <c>d</c>, <c>minute</c>; no months and no seconds.</summary>
    private static Timeframe? LengthOf(string word)
    {
        var digits = word.TakeWhile(char.IsAsciiDigit).Count();
        var unit = Units.FirstOrDefault(unit => unit.Unit.Equals(word[digits..], StringComparison.OrdinalIgnoreCase));
        var count = 1;
        var isCount = digits == 0
            || int.TryParse(word[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out count);
        var isShort = isCount && unit.Minutes > 0 && count > 0 && (long)count * unit.Minutes <= 21_600;
        return isShort ? new Timeframe(count * unit.Minutes) : null;
    }
}
