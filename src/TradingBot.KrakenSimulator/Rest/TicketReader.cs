using System.Globalization;
using TradingBot.Core.Market;
using TradingBot.Core.Simulation.Matching;
using TradingBot.KrakenSimulator.Markets;

namespace TradingBot.KrakenSimulator.Rest;

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
        if (parameters.Text("leverage") is not (null or "none" or "0"))
            throw new KrakenRefusal("EGeneral:Permission denied");
        var flags = parameters.List("oflags");
        if (flags.FirstOrDefault(flag => !Flags.Contains(flag)) is not null)
            throw KrakenRefusal.Argument("oflags");
        var (limit, trigger) = Prices(market, kind, side, parameters.Text("price"), parameters.Text("price2"));
        var ticket = new OrderTicket
        {
            Symbol = market.Instrument.Symbol,
            Side = side,
            Kind = kind,
            Volume = parameters.Amount("volume") ?? throw KrakenRefusal.Argument("volume"),
            IsQuoteVolume = flags.Contains("viqc"),
            LimitPrice = limit,
            TriggerPrice = trigger,
            TriggersOnIndex = parameters.Text("trigger") == "index",
            TimeInForce = Force(parameters.Text("timeinforce")),
            PostOnly = flags.Contains("post"),
            FeeInBase = flags.Contains("fcib"),
            Starts = Time(exchange, parameters, "starttm"),
            Expires = Time(exchange, parameters, "expiretm"),
            Deadline = Deadline(exchange, parameters.Text("deadline")),
            ClientId = parameters.Text("cl_ord_id"),
            UserReference = parameters.Integer("userref"),
            Close = Close(market, side, parameters.Nested("close")),
        };
        Check(ticket);
        return ticket;
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
        if (ticket.PostOnly && (ticket.Kind != OrderKind.Limit || !mayRest))
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
    public static decimal Price(string text, decimal from, bool isHigher, string name, decimal tick)
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
            return value;
        var distance = isPercent ? from * value / 100 : value;
        var price = text[0] == '+' || (text[0] == '#' && isHigher) ? from + distance : from - distance;
        return Math.Round(price / tick) * tick;
    }

    private static (decimal? Limit, decimal? Trigger) Prices(
        SimulatedMarket market, OrderKind kind, Side side, string? price, string? price2)
    {
        var (last, tick) = (market.Market.Last?.Price ?? 0, market.Instrument.TickSize);
        if (kind == OrderKind.Market)
            return (null, null);
        // a stop is hit on the losing side, a limit and a target are on the winning one
        var isStop = kind is OrderKind.StopLoss or OrderKind.StopLossLimit;
        var first = Price(
            price ?? throw KrakenRefusal.Argument("price"), last, isStop == (side == Side.Buy), "price", tick);
        if (kind == OrderKind.Limit)
            return (first, null);
        return kind.HasLimit()
            ? (Price(price2 ?? throw KrakenRefusal.Argument("price2"), first, side == Side.Buy, "price2", tick), first)
            : (null, first);
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

    private static ClosingTerms? Close(SimulatedMarket market, Side side, RequestParameters close)
    {
        if (close.IsEmpty)
            return null;
        var kind = OrderWords.Kind(close.Required("ordertype")) ?? throw KrakenRefusal.Argument("close[ordertype]");
        if (kind == OrderKind.Market)
            throw KrakenRefusal.Argument("close[ordertype]");
        var other = side == Side.Buy ? Side.Sell : Side.Buy;
        var (limit, trigger) = Prices(market, kind, other, close.Text("price"), close.Text("price2"));
        return new ClosingTerms(kind, limit, trigger);
    }
}
