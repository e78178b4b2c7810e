using TradingBot.Core.Market;
using TradingBot.Data.Recordings.Rows;
using TradingBot.Exchanges.Contract.Capture;

namespace TradingBot.Data.Recordings.Sealing;

/// <summary>
/// The trades of one pair through an hour of the log, each once, whether it came by socket, in a list after a
/// subscription, or by REST. Ids that are missing are gaps, and those that came later are told too.
/// </summary>
internal sealed class TradeRows(PairStart start, PairBatches batches)
{
    private readonly IdRanges _seen = start.Trades.Copy();
    private readonly long _oldest = start.Trades.First ?? long.MinValue;
    private readonly List<GapRow> _interruptions = [];
    private readonly List<(long First, long Last)> _fetched = [];
    private GapRow? _open;

    public void Take(TradesMessage message, Receipt received)
    {
        if (_open is { } open && message.Source != TradeSource.Rest && message.Trades.Count > 0)
        {
            _interruptions.Add(open with
            {
                ToReceivedMicros = received.WallMicros,
                NextId = Math.Max(message.Trades.Max(trade => trade.Id), open.LastId!.Value + 1),
            });
            _open = null;
        }

        foreach (var trade in message.Trades)
        {
            // What is older than all that was looked at stands in hours that were not.
            if (trade.Id < _oldest || !_seen.Add(trade.Id))
                continue;
            Add(in trade, message.Source, received);
            if (message.Source == TradeSource.Rest)
                Fetched(trade.Id);
        }
    }

    /// <summary>Trades may be missing until the next message.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="from">Since when, unix microseconds of receipt; null: not known.</param>
    public void Interrupt(string reason, long? from)
    {
        if (_seen.Last is { } last)
            _open ??= new GapRow(GapRow.Trades, reason) { FromReceivedMicros = from, LastId = last };
    }

    /// <summary>The hour is over.</summary>
    public void Complete()
    {
        foreach (var gap in _interruptions)
        {
            var lost = _seen.MissingBetween(gap.LastId!.Value, gap.NextId!.Value);
            batches.Gaps.Add(gap with { Lost = lost, IsBackfilled = lost == 0 });
        }

        if (_open is { } open)
            batches.Gaps.Add(open);
        foreach (var (last, next) in _seen.Holes)
        {
            if (!start.Trades.Holes.Any(hole => hole.Last <= last && hole.Next >= next))
                batches.Gaps.Add(Gap(last, next, "trades are missing"));
        }

        foreach (var (last, next) in start.Trades.Holes)
        {
            if (_seen.HasAllBetween(last, next))
                batches.Gaps.Add(Fetched(last, next));
        }

        foreach (var (first, last) in _fetched)
        {
            if (!IsTold(first, last))
                batches.Gaps.Add(Fetched(first - 1, last + 1));
        }
    }

    /// <summary>True where another gap says that these were missed.</summary>
    private bool IsTold(long first, long last) =>
        _interruptions.Exists(gap => gap.LastId < first && gap.NextId > last)
        || start.Trades.Holes.Any(hole => hole.Last < first && hole.Next > last);

    private void Fetched(long id)
    {
        if (_fetched is [.., var run] && id == run.Last + 1)
            _fetched[^1] = run with { Last = id };
        else
            _fetched.Add((id, id));
    }

    private static GapRow Fetched(long last, long next) => Gap(last, next, "fetched") with { IsBackfilled = true };

    private static GapRow Gap(long last, long next, string reason) =>
        new(GapRow.Trades, reason) { LastId = last, NextId = next, Lost = next - last - 1 };

    private void Add(in CapturedTrade trade, TradeSource source, Receipt received) => batches.Trades.Add(new TradeRow(
        trade.Id,
        trade.ExchangeMicros,
        received.WallMicros,
        trade.Taker == Side.Buy,
        batches.Price(trade.Price),
        batches.Quantity(trade.Quantity),
        trade.IsMarket,
        source));
}
