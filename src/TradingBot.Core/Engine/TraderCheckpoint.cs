using TradingBot.Core.Accounts;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Orders.Tracking;
using TradingBot.Core.Risk.Breakers;

namespace TradingBot.Core.Engine;

/// <summary>
/// All of a trader at a moment of rest, in the middle of a session: with it and the candles its strategy has seen,
/// another trader decides from there on word for word the same. A <see cref="SessionStart"/> is less: what a restart
/// may forget (when the account is asked next, how old the market is) a replay may not.
/// </summary>
/// <param name="State">What a restart would go on from.</param>
/// <param name="LeaveAgain">Before this the operator's wish to close everything is not repeated; UTC.</param>
/// <param name="Mode">What the exchange accepts.</param>
/// <param name="Engine">What the engine has of the market.</param>
/// <param name="Breakers">What the breakers look at.</param>
/// <param name="Refuted">Attempts held for rejected or absent.</param>
/// <param name="Audit">The comparison with the account; null where there is none.</param>
public sealed record TraderCheckpoint(
    SessionStart State,
    DateTime LeaveAgain,
    ExchangeMode Mode,
    EngineCheckpoint Engine,
    BreakerCheckpoint Breakers,
    RefutedCheckpoint Refuted,
    AuditCheckpoint? Audit);

/// <summary>What an engine has of the market beside the candles that have closed.</summary>
/// <param name="ClosedCandles">How many those are: so many must be shown to another engine first.</param>
/// <param name="Price">The market's last; null before any.</param>
/// <param name="Forming">The candle that is not closed yet; null while nothing has traded in it.</param>
/// <param name="Book">The order book as it was last sampled; null before.</param>
/// <param name="Dust">The open trades that are too small to sell, by the orders that opened them.</param>
/// <param name="Held">What the ledger holds, base units; with the digits it has, which orders' volumes show.</param>
public sealed record EngineCheckpoint(
    long ClosedCandles,
    double? Price,
    Candle? Forming,
    BookSample? Book,
    IReadOnlyList<long> Dust,
    decimal Held);

/// <summary>A closed candle as a strategy saw it.</summary>
/// <param name="Candle">The candle.</param>
/// <param name="Book">The order book as it was last sampled then; null before.</param>
public readonly record struct SeenCandle(Candle Candle, BookSample? Book);
