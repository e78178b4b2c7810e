using System.Globalization;
using TradingBot.Core.Market;
using TradingBot.Simulators.Kraken.Markets;
using TradingBot.Simulators.Kraken.Notation;
using TradingBot.Simulators.Kraken.State;
using TradingBot.Simulators.Matching.Orders;

namespace TradingBot.Simulators.Kraken.Rest;

/// <summary>Makes a ticket of AddOrder's parameters. Source: REFERENCE 2.4.</summary>
internal static class TicketReader
{
    private static readonly string[] Flags = ["post", "fcib", "fciq", "nompp", "viqc"];
    private static readonly TimeSpan FarthestDeadline = TimeSpan.FromSeconds(60);

    /// <exception cref="KrakenRefusal">A parameter is missing or wrong.</exception>
    public static OrderTicket Read(Exchange exchange, SimulatedMarket market, RequestParameters parameters)
    {
        var kind = OrderWords.Kind(parameters.Required("ordertype")) ?? throw KrakenRefusal.Argument("ordertype");
        var side = OrderWords.SideOf(parameters.Required("type")) ?? throw KrakenRefusal.Argument("type");
        AllowNoMargin(parameters.Text("leverage") is not (null or "none" or "0"), parameters.Flag("reduce_only"));
        var flags = FlagsOf(parameters);
        var (limit, trigger) = Terms(kind, side, parameters, prefix: null);
        var ticket = new OrderTicket
        {
            Symbol = market.Instrument.Symbol,
            Side = side,
            Kind = kind,
            Volume = parameters.Amount("volume") ?? throw KrakenRefusal.Argument("volume"),
            IsQuoteVolume = flags.Contains("viqc"),
            DisplayVolume = parameters.Amount("displayvol"),
            TriggersOnIndex = parameters.Word("trigger", "last", "index") == "index",
            SelfTrade = OrderWords.SelfTrade(
                parameters.Word("stptype", "cancel-newest", "cancel-oldest", "cancel-both")),
            TimeInForce = Force(parameters.Text("timeinforce")),
            PostOnly = flags.Contains("post"),
            FeeInBase = flags.Contains("fcib") || (exchange.BuysPayInBase && side == Side.Buy),
            Starts = Time(exchange, parameters, "starttm"),
            Expires = Time(exchange, parameters, "expiretm"),
            Deadline = Deadline(exchange, parameters.Text("deadline")),
            ClientId = parameters.Text("cl_ord_id"),
            UserReference = parameters.Integer("userref"),
            Close = Close(side, parameters.Nested("close")),
        };
        ticket = Priced(market, ticket, limit, trigger);
        Check(ticket);
        return ticket;
    }

    /// <summary>The ticket with its prices; those of a trailing stop stay distances.</summary>
    public static OrderTicket Priced(SimulatedMarket market, OrderTicket ticket, PriceTerm? limit, PriceTerm? trigger)
    {
        if (ticket.Kind.IsTrailing())
            return ticket with { Trail = trigger, TrailingLimit = limit };
        var (last, tick) = (market.Market.Last?.Price ?? 0, market.Instrument.TickSize);
        var stop = trigger?.From(last, tick);
        return ticket with { TriggerPrice = stop, LimitPrice = limit?.From(stop ?? last, tick) };
    }

    /// <summary>There is no margin here, so no position that an order might only reduce.</summary>
    /// <exception cref="KrakenRefusal">One of them was asked for.</exception>
    public static void AllowNoMargin(bool isMargin, bool isReduceOnly)
    {
        if (isMargin)
            throw new KrakenRefusal("EGeneral:Permission denied");
        if (isReduceOnly)
            throw new KrakenRefusal("EOrder:Reduce only:No position exists");
    }

    /// <summary>A deadline in RFC 3339; null when none was given.</summary>
    /// <exception cref="KrakenRefusal">No time, or too far away.</exception>
    public static DateTime? Deadline(Exchange exchange, string? text)
    {
        if (text is null)
            return null;
        // At a higher speed, a minute of the client's time is more of the exchange's.
        var farthest = exchange.ShownNow + FarthestDeadline * Math.Max(1, exchange.Clock.Speed);
        return UnixTime.Parse(text) is { } time && time <= farthest
            ? time - exchange.Skew
            : throw KrakenRefusal.Argument("deadline");
    }

    /// <summary>The rules between parameters that hold however the order came.</summary>
    /// <exception cref="KrakenRefusal">One is broken.</exception>
    public static void Check(OrderTicket ticket)
    {
        if (ticket.IsQuoteVolume && (ticket.Kind != OrderKind.Market || ticket.Side != Side.Buy))
            throw KrakenRefusal.Argument("oflags");
        var mayRest = ticket.TimeInForce is TimeInForce.GoodTillCancelled or TimeInForce.GoodTillDate;
        if (ticket.PostOnly && (ticket.Kind is not (OrderKind.Limit or OrderKind.Iceberg) || !mayRest))
            throw KrakenRefusal.Argument("oflags");
        if (ticket.TimeInForce != TimeInForce.GoodTillCancelled && !ticket.Kind.HasLimit())
            throw KrakenRefusal.Argument("timeinforce");
        var excludesClientId = ticket.UserReference is not null || ticket.Close is not null;
        if (ticket.ClientId is { } id && (excludesClientId || !ClientIds.IsAllowed(id)))
            throw KrakenRefusal.Argument("cl_ord_id");
    }

    /// <summary>
    /// A price as Kraken takes it: absolute, or from another one by <c>+</c>, <c>-</c> or <c>#</c>, in per cent too.
    /// </summary>
    /// <param name="text">As <c>37500</c>, <c>+5.5</c>, <c>-2%</c>.</param>
    /// <param name="from">What it is relative to.</param>
    /// <param name="isHigher">Which way <c>#</c> points.</param>
    /// <param name="name">The parameter's.</param>
    /// <param name="tick">A relative price is rounded to it.</param>
    /// <exception cref="KrakenRefusal">It is no price.</exception>
    public static decimal Price(string text, decimal from, bool isHigher, string name, decimal tick) =>
        Term(text, isHigher, name).From(from, tick);

    /// <inheritdoc cref="Price"/>
    public static PriceTerm Term(string text, bool isHigher, string name)
    {
        var isRelative = text[0] is '+' or '-' or '#';
        var isPercent = text[^1] == '%';
        var digits = text[(isRelative ? 1 : 0)..(isPercent ? ^1 : ^0)];
        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            || (isPercent && !isRelative) || value > RequestParameters.LargestAmount)
        {
            throw KrakenRefusal.Argument(name);
        }

        if (!isRelative)
            return PriceTerm.At(value);
        var isAbove = text[0] == '+' || (text[0] == '#' && isHigher);
        return new PriceTerm(isAbove ? value : -value, isPercent ? PriceUnit.Percent : PriceUnit.Quote);
    }

    private static (PriceTerm? Limit, PriceTerm? Trigger) Terms(
        OrderKind kind, Side side, RequestParameters parameters, string? prefix)
    {
        PriceTerm Read(string name, bool isHigher)
        {
            var shown = prefix is null ? name : $"{prefix}[{name}]";
            return Term(parameters.Text(name) ?? throw KrakenRefusal.Argument(shown), isHigher, shown);
        }

        if (kind == OrderKind.Market)
            return (null, null);
        // a stop is hit on the losing side, a limit and a target are on the winning one
        var isStop = kind is OrderKind.StopLoss or OrderKind.StopLossLimit;
        var first = Read("price", kind.IsTrailing() || isStop == (side == Side.Buy));
        if (!kind.HasTrigger())
            return (first, null);
        return (kind.HasLimit() ? Read("price2", side == Side.Buy) : null, first);
    }

    private static IReadOnlyList<string> FlagsOf(RequestParameters parameters)
    {
        var flags = parameters.List("oflags");
        var isFeeTwice = flags.Contains("fcib") && flags.Contains("fciq");
        return flags.All(flag => Flags.Contains(flag)) && !isFeeTwice ? flags : throw KrakenRefusal.Argument("oflags");
    }

    private static TimeInForce Force(string? word) => word is null
        ? TimeInForce.GoodTillCancelled
        : OrderWords.Force(word) ?? throw KrakenRefusal.Argument("timeinforce");

    private static DateTime? Time(Exchange exchange, RequestParameters parameters, string name)
    {
        if (parameters.Text(name) is not { } text || text == "0")
            return null;
        var isRelative = text[0] == '+';
        var digits = text[(isRelative ? 1 : 0)..];
        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            || seconds > uint.MaxValue)
        {
            throw KrakenRefusal.Argument(name);
        }

        return isRelative ? exchange.Now.AddSeconds((double)seconds) : UnixTime.FromSeconds(seconds) - exchange.Skew;
    }

    private static ClosingTerms? Close(Side side, RequestParameters close)
    {
        if (close.IsEmpty)
            return null;
        var kind = OrderWords.Kind(close.Required("ordertype")) ?? throw KrakenRefusal.Argument("close[ordertype]");
        if (kind is OrderKind.Market or OrderKind.Iceberg)
            throw KrakenRefusal.Argument("close[ordertype]");
        var other = side == Side.Buy ? Side.Sell : Side.Buy;
        var (limit, trigger) = Terms(kind, other, close, "close");
        return new ClosingTerms(kind, limit, trigger);
    }
}
