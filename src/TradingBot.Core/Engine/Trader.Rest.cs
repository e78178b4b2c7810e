using TradingBot.Core.Orders;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Core.Risk.Breakers;

namespace TradingBot.Core.Engine;

/// <content>How a trader is taken down at a moment of rest, and made again from that.</content>
public sealed partial class Trader
{
    /// <summary>
    /// True while nothing is under way: no order, no question, no answer awaited, no doubt about the account.
    /// </summary>
    public bool IsAtRest => _tracker.IsAtRest && Engine.IsAtRest && (_audit is null || _audit.IsAtRest);

    /// <summary>All of it, at a moment of rest.</summary>
    /// <param name="bot">Whose trader it is.</param>
    public TraderCheckpoint Checkpoint(Guid bot)
    {
        Invariant.Holds(IsAtRest);
        return new TraderCheckpoint(
            State(_now, bot),
            _leaveAgain,
            _tracker.Mode,
            Engine.Checkpoint(),
            Breakers.Checkpoint(),
            _tracker.RefutedCheckpoint(),
            _audit?.Checkpoint());
    }

    /// <summary>Makes it again.</summary>
    /// <param name="setup">Of its session.</param>
    /// <param name="rules">Of its session.</param>
    /// <param name="limits">Of its session.</param>
    /// <param name="then">What it was.</param>
    /// <param name="seen">All candles that had closed in its session, in their order.</param>
    /// <param name="attempts">The attempts that <see cref="Accounts.AuditCheckpoint"/> names, by their ids.</param>
    public static Trader At(
        EngineSetup setup,
        OrderRules rules,
        BreakerLimits limits,
        TraderCheckpoint then,
        IEnumerable<SeenCandle> seen,
        IReadOnlyDictionary<Guid, AttemptRecord> attempts)
    {
        var trader = new Trader(setup, rules, limits, then.State) { _leaveAgain = then.LeaveAgain };
        trader.Engine.Restore(then.Engine, seen);
        trader.Breakers.Restore(then.Breakers);
        trader._tracker.ModeIs(then.Mode);
        trader._tracker.Restore(then.Refuted);
        Invariant.Holds(trader._audit is null == then.Audit is null);
        trader._audit?.Restore(then.Audit!, attempts);
        trader.Engine.IsHalted = trader.MayNotOpen;
        return trader;
    }
}
