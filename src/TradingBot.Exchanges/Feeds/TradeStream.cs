using TradingBot.Core.Market;

namespace TradingBot.Exchanges.Feeds;

/// <summary>
/// The tape of one pair, whole and in order. Ids count up by one, so a hole is seen at once; what came after it waits
/// until REST has filled it, and nothing is delivered twice. Whether a trade came by socket, snapshot or REST makes
/// no difference.
/// </summary>
/// <param name="mostWaiting">
/// Trades kept behind a hole. Beyond it the newest are dropped: they show as the next hole and are fetched then.
/// </param>
internal sealed class TradeStream(int mostWaiting = 20_000)
{
    /// <summary>Ids by which a repeated trade is known: more than any snapshot has.</summary>
    private const int IdsRemembered = 2_000;

    /// <summary>REST and socket print the time of one trade with different precision.</summary>
    private static readonly TimeSpan TimeTolerance = TimeSpan.FromMilliseconds(1);

    private readonly SortedDictionary<long, Trade> _waiting = [];
    private readonly HashSet<long> _delivered = [];
    private readonly Queue<long> _deliveredInOrder = new();

    /// <summary>The last trade delivered; null before the first.</summary>
    public Trade? Last { get; private set; }

    /// <summary>The hole that keeps newer trades waiting, or null.</summary>
    public TradeGap? Gap => Last is { } last && _waiting.Count > 0
        ? new TradeGap(last.Id, _waiting.First().Key)
        : null;

    public long GapCount { get; private set; }

    /// <summary>Ids that do not exist: the tape itself, read around them, does not have them.</summary>
    public long MissingIds { get; private set; }

    /// <summary>
    /// Trades left out though they are new by their time: their id lies below one that was delivered and is no repeat.
    /// </summary>
    public long JumpsBack { get; private set; }

    /// <summary>
    /// Takes trades as they came; appends to <paramref name="ready"/> what is now whole and in order.
    /// </summary>
    public void Accept(ReadOnlySpan<Trade> trades, List<Trade> ready)
    {
        var hadGap = Gap is not null;
        foreach (var trade in trades)
        {
            if (_waiting.Count < mostWaiting)
                Wait(trade);
        }

        DeliverWhole(ready);
        if (!hadGap && Gap is not null)
            GapCount++;
    }

    /// <summary>
    /// Takes the tape as REST has it, from the last trade delivered or before it. Ids up to its end that it does not
    /// have do not exist.
    /// </summary>
    /// <returns>False when there is a hole behind its end: ask again.</returns>
    public bool Fill(IReadOnlyList<Trade> tape, List<Trade> ready)
    {
        var reached = 0L;
        foreach (var trade in tape)
        {
            Wait(trade);
            reached = Math.Max(reached, trade.Id);
        }

        DeliverWhole(ready);
        while (Gap is { } gap && gap.BeforeId <= reached)
        {
            MissingIds += gap.BeforeId - gap.AfterId - 1;
            Deliver(_waiting[gap.BeforeId], ready);
            DeliverWhole(ready);
        }

        return Gap is null;
    }

    private void Wait(Trade trade)
    {
        if (Last is not { } last || trade.Id > last.Id)
            _waiting.TryAdd(trade.Id, trade);
        else if (!_delivered.Contains(trade.Id) && trade.Time > last.Time + TimeTolerance)
            JumpsBack++;
    }

    private void DeliverWhole(List<Trade> ready)
    {
        // The first batch of all may be in any order; its oldest trade is where the tape begins.
        if (Last is null && _waiting.Count > 0)
            Deliver(_waiting.First().Value, ready);
        while (Last is { } last && _waiting.TryGetValue(last.Id + 1, out var next))
            Deliver(next, ready);
    }

    private void Deliver(Trade trade, List<Trade> ready)
    {
        _waiting.Remove(trade.Id);
        ready.Add(trade);
        Last = trade;
        _delivered.Add(trade.Id);
        _deliveredInOrder.Enqueue(trade.Id);
        if (_deliveredInOrder.Count > IdsRemembered)
            _delivered.Remove(_deliveredInOrder.Dequeue());
    }
}
