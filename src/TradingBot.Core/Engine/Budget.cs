using TradingBot.Core.Market;

namespace TradingBot.Core.Engine;

/// <summary>
/// Changes of the money that a bot trades with, each done once: the request is a file, and a process may die between
/// doing what it says and deleting it.
/// </summary>
/// <param name="instrument">For the words.</param>
/// <param name="engine">Has the money.</param>
/// <param name="done">Requests that earlier sessions have done.</param>
internal sealed class Budget(Instrument instrument, TradingEngine engine, IEnumerable<Guid> done)
{
    private const int Remembered = 50;

    private readonly Queue<Guid> _done = new(done);

    /// <summary>The last requests that are done, the oldest first; null for none.</summary>
    public IReadOnlyList<Guid>? Done => _done.Count == 0 ? null : [.. _done];

    /// <summary>Does what is asked, where it can be done and was not.</summary>
    /// <returns>By how much the money has changed, quote currency; and what a person has to know, or null.</returns>
    public (decimal Change, string? Remark) Take(EngineEvent.BudgetChanged request)
    {
        if (_done.Contains(request.Id))
            return (0, null);
        _done.Enqueue(request.Id);
        if (_done.Count > Remembered)
            _done.Dequeue();
        var free = engine.FreeCash;
        if (-request.Amount > free)
        {
            return (0, FormattableString.Invariant(
                $"{-request.Amount} {instrument.Quote} cannot be withdrawn: {free} {instrument.Quote} are free"));
        }

        engine.Ledger.ChangeBudget(request.Amount);
        return (request.Amount, null);
    }
}
