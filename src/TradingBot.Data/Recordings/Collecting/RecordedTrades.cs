using TradingBot.Data.Recordings.Log;
using TradingBot.Data.Recordings.Manifests;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Data.Recordings.Sealing;
using TradingBot.Data.Recordings.Segments;
using TradingBot.Exchanges.Contract.Capture;

namespace TradingBot.Data.Recordings.Collecting;

/// <summary>
/// The latest trades of a recording, so that a collector that starts again knows what has not come meanwhile.
/// </summary>
internal static class RecordedTrades
{
    /// <summary>Hours with trades that are looked at: a hole older than that was fetched or does not exist.</summary>
    private const int HoursLookedAt = 24;

    /// <param name="folder">The recording's.</param>
    /// <param name="exchange">Whose pairs.</param>
    /// <param name="decoder">Reads its messages.</param>
    /// <param name="tell">Is told which segment cannot be read; the others count.</param>
    /// <param name="stop">Ends the reading.</param>
    /// <returns>By pair, rising in id.</returns>
    /// <exception cref="RecordingException">The manifest or the log cannot be read.</exception>
    public static async Task<IReadOnlyDictionary<string, IEnumerable<TradeMark>>> ReadAsync(
        RecordingFolder folder,
        string exchange,
        IMessageDecoder decoder,
        Action<string> tell,
        CancellationToken stop)
    {
        var found = new Dictionary<string, SortedDictionary<long, TradeMark>>();
        var pairs = Manifest.Read(folder).Segments
            .Select(segment => segment.Name)
            .Where(name => name.Exchange == exchange && name.Kind == SegmentKind.Trades)
            .GroupBy(name => name.Symbol);
        foreach (var pair in pairs)
        {
            foreach (var name in pair.TakeLast(HoursLookedAt))
            {
                stop.ThrowIfCancellationRequested();
                try
                {
                    await ReadAsync(folder.In(name.Path), Of(pair.Key)).ConfigureAwait(false);
                }
                catch (RecordingException unreadable)
                {
                    tell(unreadable.Message);
                }
            }
        }

        foreach (var hour in folder.LogHours())
            Read(folder, hour, exchange, decoder, Of, stop);
        return found.ToDictionary(pair => pair.Key, pair => (IEnumerable<TradeMark>)pair.Value.Values);

        SortedDictionary<long, TradeMark> Of(string symbol) =>
            found.TryGetValue(symbol, out var marks) ? marks : found[symbol] = [];
    }

    private static async Task ReadAsync(string path, SortedDictionary<long, TradeMark> marks)
    {
        await foreach (var batch in SegmentReader.GroupsAsync(path, _ => new TradeMarkBatch()).ConfigureAwait(false))
        {
            for (var row = 0; row < batch.Count; row++)
                Add(marks, batch.Id.Values[row], batch.ExchangeMicros.Values[row]);
        }
    }

    private static void Read(
        RecordingFolder folder,
        RecordingHour hour,
        string exchange,
        IMessageDecoder decoder,
        Func<string, SortedDictionary<long, TradeMark>> of,
        CancellationToken stop)
    {
        var pairs = new HourPairs(folder, hour);
        using var log = new HourLog(folder, hour);
        while (log.Next(out var frame))
        {
            stop.ThrowIfCancellationRequested();
            if (pairs.ExchangeOf(frame.Connection) != exchange)
                continue;
            foreach (var (symbol, trades) in TradesIn(in frame, decoder, name => pairs.SymbolOf(exchange, name)))
            {
                foreach (var trade in trades)
                    Add(of(symbol), trade.Id, trade.ExchangeMicros);
            }
        }
    }

    private static IEnumerable<(string Symbol, IReadOnlyList<CapturedTrade> Trades)> TradesIn(
        in Frame frame, IMessageDecoder decoder, Func<string, string?> symbolOf)
    {
        if (frame.Type == FrameType.Fetched && NoteJson.Fetched(in frame) is var fetched)
            return [(fetched.Pair, fetched.Trades)];
        if (frame.Type != FrameType.Message)
            return [];
        var events = new List<MarketEvent>();
        try
        {
            decoder.Decode(frame.Payload.Span, events);
        }
        catch (FormatException)
        {
            return []; // sealing tells of it
        }

        return events.OfType<TradesMessage>()
            .Select(trades => (Symbol: symbolOf(trades.Market), trades.Trades))
            .Where(found => found.Symbol is not null)
            .Select(found => (found.Symbol!, found.Trades));
    }

    private static void Add(SortedDictionary<long, TradeMark> marks, long id, long micros) =>
        marks.TryAdd(id, new TradeMark(id, DateTime.UnixEpoch.AddMicroseconds(micros)));

    private sealed class TradeMarkBatch : RowBatch
    {
        public TradeMarkBatch() => Columns = [Id, ExchangeMicros];

        public LongColumn Id { get; } = new("id", isDelta: true);

        public LongColumn ExchangeMicros { get; } = new("exch_us", isDelta: true);

        public override IReadOnlyList<Column> Columns { get; }
    }
}
