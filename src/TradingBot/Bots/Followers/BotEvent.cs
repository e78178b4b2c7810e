using System.Text.Json.Serialization;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Risk.Breakers;

namespace TradingBot.Bots.Followers;

/// <summary>
/// Everything that can happen to a bot, for its followers: a closed set of plain values that can be kept, written
/// and sent. A follower switches over the cases and throws at an unknown one.
/// </summary>
/// <param name="Time">UTC, the latest that is known of the exchange's clock.</param>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(Began), "began")]
[JsonDerivedType(typeof(Ended), "ended")]
[JsonDerivedType(typeof(Ticked), "ticked")]
[JsonDerivedType(typeof(CandleClosed), "candle-closed")]
[JsonDerivedType(typeof(ExchangeModeChanged), "exchange-mode-changed")]
[JsonDerivedType(typeof(OrderDecided), "order-decided")]
[JsonDerivedType(typeof(OrderChanged), "order-changed")]
[JsonDerivedType(typeof(OrderFilled), "order-filled")]
[JsonDerivedType(typeof(OrderEnded), "order-ended")]
[JsonDerivedType(typeof(OrderNotAsked), "order-not-asked")]
[JsonDerivedType(typeof(CancelAsked), "cancel-asked")]
[JsonDerivedType(typeof(TradeOpened), "trade-opened")]
[JsonDerivedType(typeof(TradeClosed), "trade-closed")]
[JsonDerivedType(typeof(BreakerTripped), "breaker-tripped")]
[JsonDerivedType(typeof(BreakerReset), "breaker-reset")]
[JsonDerivedType(typeof(TradesResumed), "trades-resumed")]
[JsonDerivedType(typeof(Surprised), "surprised")]
[JsonDerivedType(typeof(Remarked), "remarked")]
[JsonDerivedType(typeof(BudgetChanged), "budget-changed")]
[JsonDerivedType(typeof(LatencyMeasured), "latency-measured")]
internal abstract record BotEvent([property: JsonPropertyOrder(-1)] DateTime Time)
{
    /// <summary>Of the format; raised when a reader of the old one would misread the new one.</summary>
    public const int CurrentVersion = 1;

    [JsonPropertyOrder(-2)]
    public int Version { get; init; } = CurrentVersion;

    /// <summary>The session is warmed up; nothing has happened in it yet.</summary>
    /// <param name="Time">UTC.</param>
    /// <param name="Bot">What it trades where.</param>
    /// <param name="Earlier">Trades that earlier sessions have closed.</param>
    /// <param name="OpenTrades">Left by earlier sessions.</param>
    /// <param name="Breakers">Tripped in earlier sessions.</param>
    public sealed record Began(
        DateTime Time,
        BotProfile Bot,
        TradeTotals Earlier,
        IReadOnlyList<BotTrade> OpenTrades,
        IReadOnlyList<TrippedBreaker> Breakers) : BotEvent(Time);

    /// <summary>The session is over.</summary>
    /// <param name="Time">UTC.</param>
    /// <param name="Reason">Why it could not go on, or null when it was asked to stop.</param>
    public sealed record Ended(DateTime Time, string? Reason) : BotEvent(Time);

    /// <summary>The price is due to be shown.</summary>
    /// <param name="Time">UTC.</param>
    /// <param name="Close">Of the last closed candle, quote currency.</param>
    /// <param name="Forming">The candle as it stands; null while nothing has traded in it.</param>
    public sealed record Ticked(DateTime Time, double Close, BotCandle? Forming) : BotEvent(Time);

    /// <summary>A candle is closed, and the strategy has seen it.</summary>
    /// <param name="Time">UTC.</param>
    /// <param name="Candle">Without a trade in it, its four prices are the close before.</param>
    /// <param name="Figures">The strategy's after it; none at a candle that was closed together with a later one.
    /// </param>
    public sealed record CandleClosed(DateTime Time, BotCandle Candle, IReadOnlyList<BotFigure> Figures)
        : BotEvent(Time);

    /// <summary>The exchange accepts more or less than before.</summary>
    public sealed record ExchangeModeChanged(DateTime Time, ExchangeMode Mode) : BotEvent(Time);

    /// <summary>An order has passed the risk gate.</summary>
    /// <param name="Time">UTC.</param>
    /// <param name="Number">Of the order.</param>
    /// <param name="Purpose">Open a trade or close one.</param>
    /// <param name="Side">Buy or sell.</param>
    /// <param name="Volume">Base units.</param>
    /// <param name="Price">The market's when it was decided, or the limit; quote currency.</param>
    /// <param name="Style">All but a market order may rest in the book.</param>
    /// <param name="Reason">The signal's or the exit rule's words.</param>
    public sealed record OrderDecided(
        DateTime Time,
        long Number,
        OrderPurpose Purpose,
        Side Side,
        decimal Volume,
        decimal Price,
        OrderStyle Style,
        string Reason) : BotEvent(Time);

    /// <summary>Something is different about an attempt at an order.</summary>
    /// <param name="Time">UTC.</param>
    /// <param name="Order">How it stands now.</param>
    public sealed record OrderChanged(DateTime Time, BotOrder Order) : BotEvent(Time);

    /// <summary>An order has traded, whole or in part: one for each fill.</summary>
    /// <param name="Time">UTC.</param>
    /// <param name="Number">Of the order.</param>
    /// <param name="FillId">The exchange's.</param>
    /// <param name="Side">Buy or sell.</param>
    /// <param name="Volume">Base units.</param>
    /// <param name="Price">Quote currency.</param>
    /// <param name="Fee">What it is worth, quote currency.</param>
    /// <param name="IsMaker">True when the order had rested in the book.</param>
    public sealed record OrderFilled(
        DateTime Time,
        long Number,
        string FillId,
        Side Side,
        decimal Volume,
        decimal Price,
        decimal Fee,
        bool IsMaker) : BotEvent(Time)
    {
        /// <summary>What of the fee was not taken from the quote balance; null: nothing.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public BotFeeInKind? FeeInKind { get; init; }
    }

    /// <summary>An order is over, and no further attempt at it follows.</summary>
    /// <param name="Time">UTC.</param>
    /// <param name="Order">The last attempt at it.</param>
    /// <param name="Fill">What was traded in all; null where nothing was.</param>
    /// <param name="Rejection">Why it was refused; null when it was filled or taken back.</param>
    public sealed record OrderEnded(DateTime Time, BotOrder Order, BotFill? Fill, string? Rejection) : BotEvent(Time);

    /// <summary>The exchange was asked for an order, and did not answer.</summary>
    /// <param name="Time">UTC.</param>
    /// <param name="Id">The attempt's client id.</param>
    /// <param name="Reason">The exchange's words, or ours.</param>
    public sealed record OrderNotAsked(DateTime Time, Guid Id, string Reason) : BotEvent(Time);

    /// <summary>The exchange was asked to cancel an order.</summary>
    /// <param name="Time">UTC.</param>
    /// <param name="Id">The attempt's client id.</param>
    /// <param name="ExchangeId">The exchange's id of it.</param>
    public sealed record CancelAsked(DateTime Time, Guid Id, string ExchangeId) : BotEvent(Time);

    public sealed record TradeOpened(DateTime Time, BotTrade Trade) : BotEvent(Time);

    /// <summary>A trade, or a part of it, is closed.</summary>
    public sealed record TradeClosed(DateTime Time, BotClosedTrade Trade) : BotEvent(Time);

    /// <summary>No trades are opened for this reason, perhaps beside others.</summary>
    public sealed record BreakerTripped(DateTime Time, string Name, string Reason) : BotEvent(Time);

    /// <summary>This reason is gone; others may be left.</summary>
    public sealed record BreakerReset(DateTime Time, string Name) : BotEvent(Time);

    /// <summary>Trades are opened: no breaker is tripped any more, or an operator made sure of it.</summary>
    public sealed record TradesResumed(DateTime Time) : BotEvent(Time);

    /// <summary>What must not happen; it stops new trades, and a person has to look.</summary>
    public sealed record Surprised(DateTime Time, string What) : BotEvent(Time);

    /// <summary>Odd, and harmless.</summary>
    public sealed record Remarked(DateTime Time, string What) : BotEvent(Time);

    /// <summary>A deposit, or a withdrawal, is done or refused for good: it is stored.</summary>
    /// <param name="Time">UTC.</param>
    /// <param name="Id">Of the request.</param>
    /// <param name="Asked">Quote currency; below 0 for a withdrawal.</param>
    /// <param name="Change">What it has changed; 0 where it was refused, or done before.</param>
    public sealed record BudgetChanged(DateTime Time, Guid Id, decimal Asked, decimal Change) : BotEvent(Time);

    /// <summary>An order has left for the exchange.</summary>
    /// <param name="Time">UTC.</param>
    /// <param name="TickToOrder">Since the market data that led to it were received, by this machine's clock.</param>
    public sealed record LatencyMeasured(DateTime Time, TimeSpan TickToOrder) : BotEvent(Time);
}
