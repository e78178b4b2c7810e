using TradingBot.Data.Recordings.Log;

namespace TradingBot.Data.Recordings.Sealing;

/// <summary>What an hour's log says about itself before anything is made of it.</summary>
internal sealed class HourPairs
{
    private readonly Dictionary<ushort, string> _exchanges = [];
    private readonly Dictionary<(string Exchange, string Symbol), RecordedPair> _pairs = [];
    private readonly HashSet<(ushort Connection, string Symbol)> _carried = [];
    private readonly Dictionary<(string Exchange, string Market), string> _symbols = [];

    /// <exception cref="RecordingException">A file cannot be read, or its frames are not understood.</exception>
    public HourPairs(RecordingFolder folder, RecordingHour hour)
    {
        using var log = new HourLog(folder, hour);
        while (log.Next(out var frame))
        {
            LastSequence = Math.Max(LastSequence, frame.Sequence);
            if (frame.Type != FrameType.Pair)
                continue;
            var pair = NoteJson.Pair(in frame);
            if (pair.Problem() is { } problem)
                throw new RecordingException($"{folder.LogOf(hour)}: frame {frame.Sequence}: {problem}");
            if (pair.CandleMinutes == 0 && _pairs.TryGetValue((pair.Exchange, pair.Symbol), out var before))
                pair = pair with { CandleMinutes = before.CandleMinutes }; // earlier in the hour there were some
            _exchanges[frame.Connection] = pair.Exchange;
            _pairs[(pair.Exchange, pair.Symbol)] = pair;
            _symbols[(pair.Exchange, pair.Market ?? pair.Symbol)] = pair.Symbol;
            _carried.Add((frame.Connection, pair.Symbol));
        }
    }

    /// <summary>The highest sequence of a frame.</summary>
    public ulong LastSequence { get; }

    /// <summary>What is recorded, in an order that is always the same.</summary>
    public IReadOnlyList<RecordedPair> All =>
        [.. _pairs.Values.OrderBy(pair => pair.Exchange, StringComparer.Ordinal)
            .ThenBy(pair => pair.Symbol, StringComparer.Ordinal)];

    public IEnumerable<string> Exchanges => _exchanges.Values.Distinct();

    /// <summary>Null for a connection on which nothing is recorded.</summary>
    public string? ExchangeOf(ushort connection) => _exchanges.GetValueOrDefault(connection);

    /// <summary>The pair that a venue's messages mean by a name; null: nobody said that it is recorded.</summary>
    public string? SymbolOf(string exchange, string market) => _symbols.GetValueOrDefault((exchange, market));

    /// <summary>True if the pair was recorded on the connection in this hour.</summary>
    public bool IsCarried(ushort connection, RecordedPair pair) =>
        ExchangeOf(connection) == pair.Exchange && _carried.Contains((connection, pair.Symbol));
}
