using TradingBot.Data.Recordings.Log;
using TradingBot.Exchanges.Contract.Capture;

namespace TradingBot.Data.Recordings.Sealing;

/// <summary>
/// Reads an hour's log through, once for each group of pairs, and gives each pair what is about it. Decoding is what
/// costs: the first reading notes what each message is about, and later ones decode no others.
/// </summary>
internal sealed class HourPass(
    RecordingFolder folder, RecordingHour hour, HourPairs facts, IReadOnlyDictionary<string, IMessageDecoder> decoders)
{
    private readonly List<MarketEvent> _events = [];
    private readonly HashSet<string> _unknown = [];
    private readonly MessageMarkets _markets = new();

    public RecordingHour Hour => hour;

    public HourPairs Facts => facts;

    /// <summary>Frames of one reading that no decoder understands.</summary>
    public long UnreadableFrames { get; private set; }

    /// <summary>What could not be read of earlier hours.</summary>
    public HashSet<string> Unreadable { get; } = [];

    /// <summary>Messages after which a book was crossed, of the pairs that are done.</summary>
    public long Crossed { get; set; }

    /// <summary>Pairs that messages were about, but that nobody said are recorded.</summary>
    public IReadOnlyCollection<string> UnknownPairs => _unknown;

    /// <summary>
    /// Reads the log for the first time, and divides the pairs into groups whose rows may be in memory at once.
    /// </summary>
    /// <param name="rows">Of a group, but for one pair that has more.</param>
    /// <param name="stop">Ends it.</param>
    /// <exception cref="RecordingException">The log cannot be read.</exception>
    public IEnumerable<IReadOnlyList<RecordedPair>> Groups(long rows, CancellationToken stop)
    {
        using (var log = new HourLog(folder, hour))
        {
            while (log.Next(out var frame))
            {
                stop.ThrowIfCancellationRequested();
                if (frame.Type != FrameType.Message || facts.ExchangeOf(frame.Connection) is not { } exchange)
                    continue;
                _markets.Next(out _);
                if (TryDecode(in frame, decoders[exchange], outputs: []))
                    _markets.Note(_events);
            }
        }

        var (group, sum) = (new List<RecordedPair>(), 0L);
        foreach (var pair in facts.All)
        {
            var own = _markets.RowsOf(pair.Market ?? pair.Symbol);
            if (group.Count > 0 && sum + own > rows)
            {
                yield return group;
                (group, sum) = ([], 0);
            }

            group.Add(pair);
            sum += own;
        }

        if (group.Count > 0)
            yield return group;
    }

    /// <exception cref="RecordingException">The log cannot be read.</exception>
    /// <exception cref="ScaleExceededException">A number has more decimals than its file.</exception>
    public async Task RunAsync(IReadOnlyList<PairOutput> outputs, CancellationToken stop)
    {
        var byPair = outputs.ToDictionary(output => (output.Builder.Pair.Exchange, output.Builder.Pair.Symbol));
        using var log = new HourLog(folder, hour);
        UnreadableFrames = 0;
        _markets.Begin();
        while (log.Next(out var frame))
        {
            stop.ThrowIfCancellationRequested();
            foreach (var output in outputs)
                output.Builder.Take(in frame, log.Damage);
            if (frame.Type is FrameType.Message or FrameType.Fetched)
                Read(in frame, outputs, byPair);
            foreach (var output in outputs)
            {
                if (output.HasFull)
                    await output.FlushFullAsync().ConfigureAwait(false);
            }
        }
    }

    private void Read(
        in Frame frame,
        IReadOnlyList<PairOutput> outputs,
        Dictionary<(string Exchange, string Symbol), PairOutput> byPair)
    {
        if (facts.ExchangeOf(frame.Connection) is not { } exchange)
        {
            _unknown.Add($"connection {frame.Connection}");
            return;
        }

        if (frame.Type == FrameType.Fetched)
        {
            var fetched = NoteJson.Fetched(in frame);
            if (byPair.TryGetValue((exchange, fetched.Pair), out var output))
                output.Builder.Take(Message(fetched), frame.Received);
        }
        else if (MustDecode(exchange, byPair) && TryDecode(in frame, decoders[exchange], outputs))
        {
            Give(exchange, frame.Received, byPair);
        }
    }

    private bool MustDecode(string exchange, Dictionary<(string Exchange, string Symbol), PairOutput> byPair) =>
        _markets.Next(out var market) switch
        {
            MessageContent.Nothing => false,
            MessageContent.OneMarket => facts.SymbolOf(exchange, market) is not { } symbol
                || byPair.ContainsKey((exchange, symbol)),
            _ => true,
        };

    private static TradesMessage Message(FetchedTrades fetched) =>
        new(fetched.Pair, fetched.Trades, TradeSource.Rest);

    private bool TryDecode(in Frame frame, IMessageDecoder decoder, IReadOnlyList<PairOutput> outputs)
    {
        _events.Clear();
        try
        {
            decoder.Decode(frame.Payload.Span, _events);
            return true;
        }
        catch (FormatException wrong)
        {
            UnreadableFrames++;
            foreach (var output in outputs)
                output.Builder.TakeUnreadable(in frame, $"a message is not understood: {wrong.Message}");
            return false;
        }
    }

    private void Give(
        string exchange, Receipt received, Dictionary<(string Exchange, string Symbol), PairOutput> byPair)
    {
        foreach (var what in _events)
        {
            if (facts.SymbolOf(exchange, what.Market) is not { } symbol)
                _unknown.Add($"{exchange}:{what.Market}");
            else if (byPair.TryGetValue((exchange, symbol), out var output))
                output.Builder.Take(what, received);
        }
    }
}
