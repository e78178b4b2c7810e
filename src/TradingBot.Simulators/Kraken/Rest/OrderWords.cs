using TradingBot.Core.Market;
using TradingBot.Simulators.Kraken.Notation;
using TradingBot.Simulators.Matching.Orders;

namespace TradingBot.Simulators.Kraken.Rest;

/// <summary>Kraken's words for the parts of an order, in REST and WebSocket alike.</summary>
internal static class OrderWords
{
    private const int PercentDecimals = 4;

    private static readonly (string Word, OrderKind Kind)[] Kinds =
    [
        ("market", OrderKind.Market),
        ("limit", OrderKind.Limit),
        ("stop-loss", OrderKind.StopLoss),
        ("take-profit", OrderKind.TakeProfit),
        ("stop-loss-limit", OrderKind.StopLossLimit),
        ("take-profit-limit", OrderKind.TakeProfitLimit),
        ("trailing-stop", OrderKind.TrailingStop),
        ("trailing-stop-limit", OrderKind.TrailingStopLimit),
        ("iceberg", OrderKind.Iceberg),
    ];

    private static readonly (string Word, TimeInForce Force)[] Forces =
    [
        ("GTC", TimeInForce.GoodTillCancelled),
        ("IOC", TimeInForce.ImmediateOrCancel),
        ("GTD", TimeInForce.GoodTillDate),
        ("FOK", TimeInForce.FillOrKill),
    ];

    public static string Word(this OrderKind kind) => Kinds.First(pair => pair.Kind == kind).Word;

    public static string Word(this TimeInForce force) => Forces.First(pair => pair.Force == force).Word;

    public static string Word(this Side side) => side == Side.Buy ? "buy" : "sell";

    public static string Word(this OrderStatus status) => status switch
    {
        OrderStatus.Pending => "pending",
        OrderStatus.Open => "open",
        OrderStatus.Closed => "closed",
        OrderStatus.Canceled => "canceled",
        _ => "expired",
    };

    public static OrderKind? Kind(string word)
    {
        var index = Array.FindIndex(Kinds, pair => pair.Word == word);
        return index < 0 ? null : Kinds[index].Kind;
    }

    /// <summary>In capitals or not.</summary>
    public static TimeInForce? Force(string word)
    {
        var index = Array.FindIndex(Forces, pair => pair.Word.Equals(word, StringComparison.OrdinalIgnoreCase));
        return index < 0 ? null : Forces[index].Force;
    }

    public static Side? SideOf(string word) => word switch
    {
        "buy" => Side.Buy,
        "sell" => Side.Sell,
        _ => null,
    };

    /// <summary>The rule of one of Kraken's three words, with hyphens or, on a socket, underscores.</summary>
    public static SelfTradeRule SelfTrade(string word) => word.Replace('_', '-') switch
    {
        "cancel-oldest" => SelfTradeRule.CancelOldest,
        "cancel-both" => SelfTradeRule.CancelBoth,
        _ => SelfTradeRule.CancelNewest,
    };

    /// <summary><c>buy 1.25000000 XBTUSD @ stop loss 27000.0 -> limit 26900.0</c>.</summary>
    public static string Description(
        OrderTicket ticket, Instrument rules, decimal volume, decimal? limit, decimal? trigger) =>
        $"{ticket.Side.Word()} {Wire.Text(volume, rules.VolumeDecimals)} {rules.Symbol} @ "
        + Terms(ticket.Kind, rules, Limit(ticket, limit), Trigger(ticket, trigger));

    /// <summary><c>close position @ stop loss 22000.0 -> limit 21000.0</c>; empty when nothing follows.</summary>
    public static string Closing(OrderTicket ticket, Instrument rules) => ticket.Close is { } close
        ? $"close position @ {Terms(close.Kind, rules, close.Limit, close.Trigger)}"
        : "";

    /// <summary>An order's limit: the given price, or a trailing stop's distance.</summary>
    public static PriceTerm? Limit(OrderTicket ticket, decimal? price) =>
        ticket.Kind.IsTrailing() ? ticket.TrailingLimit : At(price);

    /// <inheritdoc cref="Limit"/>
    public static PriceTerm? Trigger(OrderTicket ticket, decimal? price) =>
        ticket.Kind.IsTrailing() ? ticket.Trail : At(price);

    /// <summary><c>27000.0</c>, <c>+150.0</c>, <c>-2.5000%</c>.</summary>
    public static string Text(PriceTerm term, Instrument rules)
    {
        var sign = term is { IsRelative: true, Value: >= 0 } ? "+" : "";
        return term.Unit == PriceUnit.Percent
            ? $"{sign}{Wire.Text(term.Value, PercentDecimals)}%"
            : sign + Wire.Text(term.Value, rules.PriceDecimals);
    }

    private static string Terms(OrderKind kind, Instrument rules, PriceTerm? limit, PriceTerm? trigger)
    {
        var limitText = limit is { } first ? Text(first, rules) : "";
        var triggerText = trigger is { } second ? Text(second, rules) : "";
        return kind switch
        {
            OrderKind.Market => "market",
            OrderKind.Limit or OrderKind.Iceberg => $"limit {limitText}",
            OrderKind.StopLoss => $"stop loss {triggerText}",
            OrderKind.TakeProfit => $"take profit {triggerText}",
            OrderKind.StopLossLimit => $"stop loss {triggerText} -> limit {limitText}",
            OrderKind.TakeProfitLimit => $"take profit {triggerText} -> limit {limitText}",
            OrderKind.TrailingStop => $"trailing stop {triggerText}",
            _ => $"trailing stop {triggerText} -> limit {limitText}",
        };
    }

    private static PriceTerm? At(decimal? price) => price is { } given ? PriceTerm.At(given) : null;
}
