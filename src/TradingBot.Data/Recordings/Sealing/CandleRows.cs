using TradingBot.Data.Recordings.Rows;
using TradingBot.Exchanges.Contract.Capture;

namespace TradingBot.Data.Recordings.Sealing;

/// <summary>
/// The exchange's own candles of one pair through an hour of the log, each once and as it last stood. An exchange sends
/// the running candle again and again, and never says that it is over: the first word about a later one says so. Where
/// words were missed, only the list after a subscription tells how a candle ended; what it does not reach back to is a
/// gap.
/// </summary>
internal sealed class CandleRows
{
    private readonly PairBatches _batches;
    private readonly SortedDictionary<int, OpenCandle> _open = [];
    private readonly Dictionary<int, GapRow> _gaps = [];
    private bool _hasAny;

    /// <param name="pair">Which.</param>
    /// <param name="start">What is known of it.</param>
    /// <param name="batches">Are added to.</param>
    public CandleRows(RecordedPair pair, PairStart start, PairBatches batches)
    {
        (_batches, _hasAny) = (batches, pair.CandleMinutes > 0);
        foreach (var candle in start.Candles.Where(candle => candle.Candle.Minutes == pair.CandleMinutes))
            _open[candle.Candle.Minutes] = candle; // of others nobody listens any more
    }

    /// <summary>True if candles are recorded, whether one has come or not.</summary>
    public bool HasAny => _hasAny;

    /// <summary>Those that are not over, one of each length.</summary>
    public IReadOnlyList<OpenCandle> Open => [.. _open.Values];

    public void Take(CandlesMessage message, Receipt received)
    {
        _hasAny |= message.Candles.Count > 0;
        foreach (var alike in message.Candles.GroupBy(candle => candle.Minutes))
        {
            var candles = alike.OrderBy(candle => candle.BeginMicros)
                .Select(candle => new OpenCandle(
                    candle, message.ExchangeMicros, received.WallMicros, IsCertain: true))
                .ToList();
            if (!_open.TryGetValue(alike.Key, out var known))
                Begin(candles);
            else if (message.IsSnapshot)
                TakeList(in known, candles);
            else
                candles.ForEach(Take);
        }
    }

    /// <summary>Words may be missing until the next.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="from">Since when, unix microseconds of receipt; null: not known.</param>
    public void Interrupt(string reason, long? from)
    {
        foreach (var (minutes, known) in _open.Where(candle => candle.Value.IsCertain).ToList())
        {
            _open[minutes] = known with { IsCertain = false };
            _gaps[minutes] = new GapRow(GapRow.Candles, reason)
            {
                FromReceivedMicros = from,
                FromExchangeMicros = known.Candle.BeginMicros,
            };
        }
    }

    /// <summary>Something is missing.</summary>
    public void Miss(GapRow gap)
    {
        if (_open.Count > 0)
            Interrupt(gap.Reason, gap.FromReceivedMicros);
        else if (gap.Kind == GapRow.Candles)
            _batches.Gaps.Add(gap);
    }

    /// <summary>The hour is over.</summary>
    public void Complete()
    {
        foreach (var (minutes, known) in _open.Where(candle => !candle.Value.IsCertain))
            _batches.Gaps.Add(_gaps.GetValueOrDefault(minutes) ?? Missing(in known));
    }

    /// <summary>The first that is heard: all that is listed but the running one is over.</summary>
    private void Begin(List<OpenCandle> candles)
    {
        foreach (var candle in candles.SkipLast(1))
            Keep(in candle);
        _open[candles[^1].Candle.Minutes] = candles[^1];
    }

    private void Take(OpenCandle next)
    {
        var known = _open[next.Candle.Minutes];
        if (next.Candle.BeginMicros < known.Candle.BeginMicros)
            return; // of one that is over
        if (next.Candle.BeginMicros > known.Candle.BeginMicros && known.IsCertain)
            Keep(in known);
        Resolve(in known, in next, next.ReceivedMicros);
        _open[next.Candle.Minutes] = next;
    }

    /// <summary>What is listed of the known candle and of those behind it takes the place of what was heard.</summary>
    private void TakeList(in OpenCandle known, List<OpenCandle> candles)
    {
        var begin = known.Candle.BeginMicros;
        var news = candles.FindAll(candle => candle.Candle.BeginMicros >= begin);
        if (news.Count == 0)
            return;
        Resolve(known with { IsCertain = known.IsCertain && news[0].Candle.BeginMicros == begin }, news[0],
            news[0].ReceivedMicros);
        Begin(news);
    }

    /// <summary>Tells what was missed between two words, if anything may have been.</summary>
    /// <param name="known">What was known before.</param>
    /// <param name="next">The earliest candle that is known now.</param>
    /// <param name="received">When.</param>
    private void Resolve(in OpenCandle known, in OpenCandle next, long received)
    {
        if (known.IsCertain)
            return;
        var (begin, minutes) = (known.Candle.BeginMicros, known.Candle.Minutes);
        var lost = (next.Candle.BeginMicros - begin) / (known.Candle.EndMicros - begin);
        var gap = _gaps.GetValueOrDefault(minutes)
            ?? (lost > 0 ? Missing(in known) : Missing(in known) with { Reason = "fetched" });
        _gaps.Remove(minutes);
        _batches.Gaps.Add(gap with
        {
            ToExchangeMicros = next.Candle.BeginMicros,
            ToReceivedMicros = received,
            Lost = lost,
            IsBackfilled = lost == 0,
        });
    }

    /// <summary>What an earlier hour has told already, and goes on.</summary>
    private static GapRow Missing(in OpenCandle known) =>
        new(GapRow.Candles, "candles are missing") { FromExchangeMicros = known.Candle.BeginMicros };

    private void Keep(in OpenCandle candle)
    {
        var it = candle.Candle;
        _batches.Candles.Add(new CandleRow(
            it.BeginMicros,
            it.Minutes,
            _batches.Price(it.Open),
            _batches.Price(it.High),
            _batches.Price(it.Low),
            _batches.Price(it.Close),
            _batches.Quantity(it.Volume),
            _batches.Price(it.AveragePrice),
            it.Trades,
            candle.ExchangeMicros,
            candle.ReceivedMicros));
    }

}
