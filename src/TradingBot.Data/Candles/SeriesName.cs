using System.Globalization;
using TradingBot.Core.Market;
using TradingBot.Exchanges;
using TradingBot.Exchanges.Contract;

namespace TradingBot.Data.Candles;

/// <summary>
/// What one candle file holds: a pair of a venue and the length of its candles. Written <c>binanceus:BTCUSD_60</c>, and
/// of the venue that is meant where none is named <c>XBTUSD_60</c>.
/// </summary>
internal readonly record struct SeriesName
{
    /// <summary>What fits the header of a candle file.</summary>
    public const int LongestSymbol = 28;

    private SeriesName(InstrumentId instrument, Timeframe timeframe) =>
        (Instrument, Timeframe) = (instrument, timeframe);

    public InstrumentId Instrument { get; }

    public Timeframe Timeframe { get; }

    /// <summary>The pair as it is shown and as a file's header has it: after its venue, but the default one.</summary>
    public string Pair => Folder.Length == 0 ? Instrument.Symbol : Instrument.ToString();

    /// <summary>
    /// Where its file is in the store. Series had no venue once: those of the default one stay where they were.
    /// </summary>
    public string Folder => FolderOf(Instrument.Venue);

    /// <summary>Within the folder.</summary>
    public string FileName => $"{Instrument.Symbol}_{Timeframe}{CandleFile.Extension}";

    /// <summary>A pair by any of a venue's names; null if it cannot be part of a file name.</summary>
    public static SeriesName? Of(IVenue venue, string pair, Timeframe timeframe)
    {
        var symbol = venue.Pairs.SymbolOf(pair.Trim());
        var name = new SeriesName(new InstrumentId(venue.Name, symbol), timeframe);
        // Letters, digits, and the dot and hyphen of names such as ETH2.S: nothing that could leave the directory.
        var fits = symbol.Length > 0 && name.Pair.Length <= LongestSymbol
            && char.IsAsciiLetterOrDigit(symbol[0])
            && symbol.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-');
        return fits ? name : null;
    }

    /// <summary>A pair as a person names it, with its venue or without; null when it is not one.</summary>
    /// <param name="pair">As <c>kraken:XBT/USD</c> or <c>XBTUSD</c>.</param>
    /// <param name="timeframe">Length of its candles.</param>
    /// <param name="venues">Those that may be named; null: the program's.</param>
    public static SeriesName? Of(string pair, Timeframe timeframe, VenueList? venues = null)
    {
        try
        {
            var named = (venues ?? Venues.Known).Read(pair);
            return Of(named.Venue, named.Name, timeframe);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>
    /// Reads <c>PAIR_MINUTES</c> as a person writes it, or <c>XBTUSD_1h</c>; null if the text is not of that form.
    /// </summary>
    public static SeriesName? Parse(string text, VenueList? venues = null) =>
        Cut(text, Timeframe.Parse) is var (pair, timeframe) ? Of(pair, timeframe, venues) : null;

    /// <summary>That of a venue's series, in the store; empty: the store itself.</summary>
    public static string FolderOf(string venue) => venue == Venues.Default.Name ? "" : venue;

    /// <summary>Reads the name of a file in the folder of a venue, without its extension; null for any other.</summary>
    public static SeriesName? OfFile(IVenue venue, string name) =>
        Cut(name, ParseMinutes) is var (pair, timeframe) ? Of(venue, pair, timeframe) : null;

    /// <summary>Whole minutes, 1 to 21,600; null for any other text.</summary>
    public static Timeframe? ParseMinutes(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
        && minutes is >= 1 and <= 21_600
            ? new Timeframe(minutes)
            : null;

    public override string ToString() => $"{Pair}_{Timeframe}";

    private static (string Pair, Timeframe Timeframe)? Cut(string text, Func<string, Timeframe?> parse)
    {
        var cut = text.LastIndexOf('_');
        return cut > 0 && parse(text[(cut + 1)..]) is { } timeframe ? (text[..cut], timeframe) : null;
    }
}
