using TradingBot.Core.Market;

namespace TradingBot.Kraken.Feed;

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
    private readonly SortedDictionary<long, Trade> _waiting = [];
    private Trade? _last;

    /// <summary>The hole that keeps newer trades waiting, or null.</summary>
    public TradeGap? Gap => _last is { } last && _waiting.Count > 0
        ? new TradeGap(last.Id, last.Time, _waiting.First().Key)
        : null;

    public long GapCount { get; private set; }

    /// <summary>Ids that do not exist: the tape itself, read around them, does not have them.</summary>
    public long MissingIds { get; private set; }

    /// <summary>
    /// Goes on after a trade that is already known, as from the store; without it the first batch decides.
    /// </summary>
    public void StartAfter(Trade known)
    {
        _last = known;
        _waiting.Clear();
    }

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

        // The first batch of all may be in any order; its oldest trade is where the tape begins.
        if (_last is null && _waiting.Count > 0)
            Deliver(_waiting.First().Value, ready);
        DeliverWhole(ready);
        if (!hadGap && Gap is not null)
            GapCount++;
    }

    /// <summary>
    /// Fills the hole with the tape as REST has it, from before the hole to past its end. Ids that the tape does not
    /// have are given up.
    /// </summary>
    /// <returns>False when the tape does not reach the end of the hole yet: ask again.</returns>
    public bool Fill(IReadOnlyList<Trade> tape, List<Trade> ready)
    {
        if (Gap is not { } gap)
            return true;
        var reached = 0L;
        foreach (var trade in tape)
        {
            Wait(trade);
            reached = Math.Max(reached, trade.Id);
        }

        DeliverWhole(ready);
        if (reached < gap.BeforeId)
            return Gap is null;
        // Every id up to the end of the hole was looked for: what is still missing is not on the tape.
        while (Gap is { } rest && rest.BeforeId <= gap.BeforeId)
        {
            MissingIds += rest.BeforeId - rest.AfterId - 1;
            Deliver(_waiting[rest.BeforeId], ready);
            DeliverWhole(ready);
        }

        return true;
    }

    private void Wait(Trade trade)
    {
        if (_last is not { } last || trade.Id > last.Id)
            _waiting.TryAdd(trade.Id, trade);
    }

    private void DeliverWhole(List<Trade> ready)
    {
        while (_last is { } last && _waiting.TryGetValue(last.Id + 1, out var next))
            Deliver(next, ready);
    }

    private void Deliver(Trade trade, List<Trade> ready)
    {
        _waiting.Remove(trade.Id);
        ready.Add(trade);
        _last = trade;
    }
}
