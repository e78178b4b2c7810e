using TradingBot.Core.Accounts;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;

namespace TradingBot.Core.Engine;

/// <summary>
/// Everything that can happen to the engine: a closed set, each with the exchange time it happened at.
/// </summary>
/// <param name="Time">UTC.</param>
public abstract record EngineEvent(DateTime Time)
{
    /// <summary>A candle that was closed elsewhere: history, before the first trade is seen.</summary>
    public sealed record CandleClosed(DateTime Time, Candle Candle) : EngineEvent(Time);

    /// <summary>A print of the market's tape.</summary>
    public sealed record TradePrinted(Trade Trade) : EngineEvent(Trade.Time);

    /// <summary>The order book as it was a moment ago, for a strategy that looks at it.</summary>
    public sealed record BookSampled(BookSample Sample) : EngineEvent(Sample.Time);

    /// <summary>The tape is known to be whole up to this time, whether or not anything traded.</summary>
    public sealed record Elapsed(DateTime Time) : EngineEvent(Time);

    /// <summary>
    /// The exchange's clock as the program estimates it: about every second, also while the tape is not known.
    /// </summary>
    public sealed record TimerFired(DateTime Time) : EngineEvent(Time);

    /// <summary>The exchange has taken an order.</summary>
    /// <param name="Time">UTC.</param>
    /// <param name="Id">The attempt's <c>cl_ord_id</c>.</param>
    /// <param name="ExchangeId">The exchange's id.</param>
    public sealed record OrderAccepted(DateTime Time, Guid Id, string ExchangeId) : EngineEvent(Time);

    /// <summary>An order does not exist at the exchange, with proof.</summary>
    /// <param name="Time">UTC.</param>
    /// <param name="Id">The attempt's <c>cl_ord_id</c>.</param>
    /// <param name="Reason">The exchange's words, or ours when nothing was sent.</param>
    /// <param name="MayBeRepeated">True where the reason passes.</param>
    /// <param name="WouldHaveTraded">True where an order that was to rest came to a market it would have met.</param>
    public sealed record OrderRejected(
        DateTime Time, Guid Id, string Reason, bool MayBeRepeated, bool WouldHaveTraded = false) : EngineEvent(Time);

    /// <summary>An order was sent, and its outcome is unknown.</summary>
    /// <param name="Time">UTC.</param>
    /// <param name="Id">The attempt's <c>cl_ord_id</c>.</param>
    /// <param name="Reason">The exchange's words, or ours where it gave none.</param>
    /// <param name="Refusal">Where the exchange refused one copy of it: what that says; else null.</param>
    public sealed record OutcomeUnknown(
        DateTime Time, Guid Id, string Reason, CopyRefusal? Refusal = null) : EngineEvent(Time);

    /// <summary>The exchange shows an order: by itself, or because it was asked.</summary>
    public sealed record OrderReported(DateTime Time, Guid Id, OrderReport Report) : EngineEvent(Time);

    /// <summary>The exchange was asked for an order, answered, and does not have it there.</summary>
    /// <param name="Time">UTC.</param>
    /// <param name="Id">The attempt's <c>cl_ord_id</c>.</param>
    /// <param name="Look">The question's number.</param>
    public sealed record OrderNotFound(DateTime Time, Guid Id, int Look) : EngineEvent(Time);

    /// <summary>The exchange was asked for an order, and did not answer.</summary>
    public sealed record LookFailed(DateTime Time, Guid Id, int Look, string Reason) : EngineEvent(Time);

    /// <summary>A request to take an order back was answered, or was not: how the order ended is asked for.</summary>
    /// <param name="Time">UTC.</param>
    /// <param name="Id">The attempt's <c>cl_ord_id</c>.</param>
    /// <param name="IsTaken">True where the exchange will cancel it, or has no such open order any more.</param>
    /// <param name="Reason">The exchange's words, or ours.</param>
    public sealed record CancelAnswered(DateTime Time, Guid Id, bool IsTaken, string Reason) : EngineEvent(Time);

    /// <summary>What the account holds, whoever brought it there.</summary>
    /// <param name="Time">UTC.</param>
    /// <param name="Number">The question's, or <see cref="AtStart"/>.</param>
    /// <param name="Base">Base units.</param>
    /// <param name="Quote">Quote currency.</param>
    public sealed record AccountRead(DateTime Time, int Number, decimal Base, decimal Quote) : EngineEvent(Time)
    {
        /// <summary>Nobody asked: it was read at this time before the session began.</summary>
        public const int AtStart = 0;
    }

    /// <summary>What has changed the account.</summary>
    /// <param name="Time">UTC.</param>
    /// <param name="Number">The question's.</param>
    /// <param name="Entries">In any order, each once.</param>
    public sealed record AccountEntriesRead(DateTime Time, int Number, IReadOnlyList<AccountEntry> Entries)
        : EngineEvent(Time);

    /// <summary>The exchange was asked about the account, and did not answer.</summary>
    /// <param name="Time">UTC.</param>
    /// <param name="Number">The question's.</param>
    /// <param name="Reason">The exchange's words, or ours.</param>
    /// <param name="IsFinal">True where it would not help to ask again.</param>
    public sealed record AccountUnread(DateTime Time, int Number, string Reason, bool IsFinal = false)
        : EngineEvent(Time);

    /// <summary>The exchange accepts more or less than before.</summary>
    public sealed record ModeChanged(DateTime Time, ExchangeMode Mode) : EngineEvent(Time);

    /// <summary>The operator gives the bot more money to trade with, or takes some back.</summary>
    /// <param name="Time">UTC.</param>
    /// <param name="Id">Of the request: one that is reported twice counts once.</param>
    /// <param name="Amount">Quote currency; below 0 for what is taken back.</param>
    public sealed record BudgetChanged(DateTime Time, Guid Id, decimal Amount) : EngineEvent(Time);

    /// <summary>The operator wants something.</summary>
    public sealed record OperatorAsked(DateTime Time, OperatorCommand Wish) : EngineEvent(Time);
}
