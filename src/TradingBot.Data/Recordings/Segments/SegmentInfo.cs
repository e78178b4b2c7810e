using System.Globalization;
using TradingBot.Data.Recordings.Rows;

namespace TradingBot.Data.Recordings.Segments;

/// <summary>What a segment says of itself in its file's metadata.</summary>
/// <param name="PriceDecimals">Of its column of prices.</param>
/// <param name="QuantityDecimals">Of its column of quantities.</param>
/// <param name="Depth">Levels of a side that the book was cut to; 0: it was not.</param>
internal sealed record SegmentInfo(int PriceDecimals, int QuantityDecimals, int Depth)
{
    public const int Version = 1;

    private const string VersionKey = "tradingbot.version";
    private const string PriceKey = "tradingbot.price_decimals";
    private const string QuantityKey = "tradingbot.quantity_decimals";
    private const string DepthKey = "tradingbot.depth";
    private const string EndKey = "tradingbot.end";
    private const string LastIdKey = "tradingbot.last_id";
    private const string LastMessageKey = "tradingbot.last_message";
    private const string DigestsKey = "tradingbot.digests";
    private const string CandlesKey = "tradingbot.open_candles";

    /// <summary>Of changes: true if the book was known at the end of the hour.</summary>
    public bool IsBookKnownAtEnd { get; init; }

    /// <summary>Of changes: the exchange's last update id at the end of the hour.</summary>
    public long? LastId { get; init; }

    /// <summary>
    /// Of changes: the number of the last message of the book up to the end of the hour; 0 if there was none.
    /// </summary>
    public long LastMessage { get; init; }

    /// <summary>Of changes: what the recorder's own book was, after the message of that number.</summary>
    public IReadOnlyList<(long Message, string Digest)> Digests { get; init; } = [];

    /// <summary>Of candles: those that were not over at the end of the hour, one of each length.</summary>
    public IReadOnlyList<OpenCandle> OpenCandles { get; init; } = [];

    public IReadOnlyDictionary<string, string> ToMetadata()
    {
        var metadata = new Dictionary<string, string>
        {
            [VersionKey] = Text(Version),
            [PriceKey] = Text(PriceDecimals),
            [QuantityKey] = Text(QuantityDecimals),
            [DepthKey] = Text(Depth),
            [EndKey] = IsBookKnownAtEnd ? "known" : "unknown",
            [LastMessageKey] = Text(LastMessage),
            [DigestsKey] = string.Join(' ', Digests.Select(digest => $"{Text(digest.Message)}:{digest.Digest}")),
        };
        if (LastId is { } last)
            metadata[LastIdKey] = Text(last);
        if (OpenCandles.Count > 0)
            metadata[CandlesKey] = string.Join(' ', OpenCandles);
        return metadata;
    }

    /// <exception cref="RecordingException">It is not a segment of ours, or a later version wrote it.</exception>
    public static SegmentInfo Of(IReadOnlyDictionary<string, string> metadata, string file)
    {
        if (!metadata.TryGetValue(VersionKey, out var version))
            throw new RecordingException($"{file}: is not a segment of a recording");
        if (version != Text(Version))
            throw new RecordingException($"{file}: has version {version}; this program reads {Version}");
        try
        {
            return new SegmentInfo(Number(PriceKey), Number(QuantityKey), Number(DepthKey))
            {
                IsBookKnownAtEnd = metadata[EndKey] == "known",
                LastId = metadata.TryGetValue(LastIdKey, out var last) ? Long(last) : null,
                LastMessage = Long(metadata[LastMessageKey]),
                Digests = [.. metadata[DigestsKey].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Digest)],
                OpenCandles = metadata.TryGetValue(CandlesKey, out var candles)
                    ? [.. candles.Split(' ').Select(OpenCandle.Parse)]
                    : [],
            };
        }
        catch (Exception wrong) when (wrong is KeyNotFoundException or FormatException or IndexOutOfRangeException
            or OverflowException)
        {
            throw new RecordingException($"{file}: its metadata is damaged: {wrong.Message}", wrong);
        }

        int Number(string key) => int.Parse(metadata[key], CultureInfo.InvariantCulture);
    }

    private static (long Message, string Digest) Digest(string text)
    {
        var parts = text.Split(':');
        return (Long(parts[0]), parts[1]);
    }

    private static long Long(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
