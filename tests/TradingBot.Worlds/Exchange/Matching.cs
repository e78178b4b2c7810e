using TradingBot.Worlds.Machine;

namespace TradingBot.Worlds.Exchange;

/// <summary>
/// What the exchange does with orders. Written from Kraken's documentation alone; it shares nothing with the client or
/// with the offline Kraken, so that a mistake in one of them cannot hide here.
/// </summary>
internal sealed class Matching(
    WorldTime time, Chaos chaos, Census census, Market market, Account account, ExchangeHabits habits)
{
    public const decimal MakerRate = 0.0016m;
    public const decimal TakerRate = 0.0026m;
    private const decimal HalfSpread = 1;

    private readonly List<ExchangeOrder> _orders = [];
    private int _number;
    private int _switchNumber;
    private bool _isStruggling;

    /// <summary>Told of each step of an order: its name, the order, and the fill if it is one.</summary>
    public Action<string, ExchangeOrder, Fill?> Tell { get; set; } = (_, _, _) => { };

    /// <summary>online, cancel_only, post_only, maintenance.</summary>
    public string Mode { get; set; } = "online";

    /// <summary>All there ever were, oldest first.</summary>
    public IReadOnlyList<ExchangeOrder> Orders => _orders;

    public decimal Ask => market.Price + HalfSpread;

    public decimal Bid => market.Price - HalfSpread;

    /// <summary>What an order that is bought or sold now may still use of an asset.</summary>
    public decimal Available(bool isQuote) => isQuote
        ? account.Quote - Open.Where(order => order.IsBuy).Sum(order => order.Rest * (order.Limit ?? Ask) * (1 + TakerRate))
        : account.Base - Open.Where(order => !order.IsBuy).Sum(order => order.Rest);

    private IEnumerable<ExchangeOrder> Open => _orders.Where(order => order.IsOpen);

    /// <returns>Why it is not taken, in Kraken's words; null where it is.</returns>
    public string? WhyNot(Ticket ticket)
    {
        if (ticket.Deadline < time.Utc)
            return Refused("EService:Deadline elapsed");
        if (Mode == "maintenance")
            return "EService:Unavailable";
        if (Mode == "cancel_only" || (Mode == "post_only" && !ticket.IsPostOnly))
            return $"EService:Market in {Mode} mode";
        if (ticket.Volume < 0.00005m || ticket.Volume * (ticket.Limit ?? market.Price) < 0.5m)
            return "EOrder:Order minimum not met";
        if (decimal.Round(ticket.Volume, 8) != ticket.Volume)
            return "EGeneral:Invalid arguments:volume";
        if (ticket.Limit is { } limit && limit % 0.1m != 0)
            return "EOrder:Tick size check failed";
        if (ticket.ClientId is { } id && Open.Any(order => order.ClientId == id))
            return Refused("EGeneral:Invalid arguments:cl_ord_id not unique");
        var needed = ticket.IsBuy ? ticket.Volume * (ticket.Limit ?? Ask) * (1 + TakerRate) : ticket.Volume;
        if (needed > Available(ticket.IsBuy))
            return Refused("EOrder:Insufficient funds");
        return ticket.IsPostOnly && Crosses(ticket.IsBuy, ticket.Limit!.Value) ? Refused("EOrder:Post only order") : null;
    }

    /// <summary>Takes an order that nothing speaks against.</summary>
    public ExchangeOrder Place(Ticket ticket)
    {
        var order = new ExchangeOrder
        {
            Id = $"O{++_number:D5}-{time.Now.Ticks / 10_000 % 100_000:D5}-WORLD",
            ClientId = ticket.ClientId,
            IsBuy = ticket.IsBuy,
            Volume = ticket.Volume,
            Limit = ticket.Limit,
            OpenedAt = time.Utc,
        };
        _orders.Add(order);
        census.Count(ticket.Limit is null ? "orders at the market" : "orders with a limit");
        Hide(order);
        Tell("pending_new", order, null);
        Tell("new", order, null);
        if (order.Limit is not { } limit || Crosses(order.IsBuy, limit))
            Trade(order, ticket.IsFeeInQuote);
        else
            census.Count("orders that rest");
        return order;
    }

    /// <summary>Somebody else's order of the same account, done at once.</summary>
    public void PlaceForeign(bool isBuy, decimal volume, string? clientId)
    {
        var order = new ExchangeOrder
        {
            Id = $"O{++_number:D5}-OTHER-WORLD",
            ClientId = clientId,
            IsBuy = isBuy,
            Volume = volume,
            Limit = null,
            OpenedAt = time.Utc,
            IsForeign = true,
        };
        _orders.Add(order);
        FillPart(order, volume, isMaker: false, isFeeInQuote: true);
    }

    /// <summary>
    /// Does, or does not, what the answer will leave open. An exchange that struggles to answer may be late everywhere:
    /// that is when an order's absence has to be proved.
    /// </summary>
    public void Unsaid(Action act)
    {
        if (chaos.Below(2) == 0)
            return;
        _isStruggling = chaos.Below(2) == 0;
        act();
        _isStruggling = false;
    }

    /// <returns>Why not, in Kraken's words; null where it is done.</returns>
    public string? Cancel(string id)
    {
        if (Mode == "maintenance")
            return "EService:Unavailable";
        if (_orders.Find(order => order.Id == id || (order.ClientId == id && order.IsOpen)) is not { } order)
            return _orders.Exists(order => order.ClientId == id) ? "EOrder:Unknown order" : "EOrder:Invalid order";
        if (!order.IsOpen)
            return Refused("EOrder:Unknown order");
        census.Count("cancels taken");
        if (order.Limit is not null && chaos.Happens(Fault.LateFill))
        {
            // The engine had a match under way when the cancel came.
            time.After(chaos.Between(0.1, 0.8), () => FillSome(order));
            time.After(chaos.Between(0.9, 2), () => End(order, "User requested"));
            return null;
        }

        End(order, "User requested");
        return null;
    }

    /// <summary>The dead man's switch: every order is cancelled after so many seconds without another call.</summary>
    public void SetSwitch(int seconds)
    {
        var number = ++_switchNumber;
        if (seconds == 0)
            return;
        time.After(seconds, () =>
        {
            if (number != _switchNumber)
                return;
            census.Count("dead man's switch went off");
            foreach (var order in Open.ToList())
                End(order, "Cancelled by the switch");
        });
    }

    /// <summary>The market has moved: what rests may be met.</summary>
    public void Moved()
    {
        foreach (var order in Open.Where(order => order.Limit is not null && order.OpenedAt < time.Utc).ToList())
        {
            if (order.IsBuy ? market.Price <= order.Limit : market.Price >= order.Limit)
                FillSome(order);
        }
    }

    private bool Crosses(bool isBuy, decimal limit) => isBuy ? limit >= Ask : limit <= Bid;

    private string Refused(string error)
    {
        census.Count($"refused: {error}");
        return error;
    }

    private void Hide(ExchangeOrder order)
    {
        if (habits.HidesBeyondTheLimit && chaos.Below(3) == 0)
            order.VisibleFrom = order.ToldFrom = time.Utc.AddSeconds(chaos.Between(100, 200));
        else if (chaos.Happens(Fault.OrderHidden) || _isStruggling)
        {
            if (_isStruggling)
                census.Count("orders hidden by an exchange that struggles");
            order.VisibleFrom = time.Utc.AddSeconds(chaos.Between(1, 60));
            // Only one that is also not told of puts a proof of absence to the test, and by itself that is too rare.
            if (_isStruggling || chaos.Below(2) == 0)
                order.ToldFrom = order.VisibleFrom;
        }

        if (chaos.Happens(Fault.OrderSilent))
            order.ToldFrom = time.Utc.AddSeconds(chaos.Between(1, 60));
    }

    /// <summary>Takes liquidity, in one piece or several, at once or a little later.</summary>
    private void Trade(ExchangeOrder order, bool isFeeInQuote)
    {
        var pieces = chaos.Happens(Fault.PartialFill) ? 2 + chaos.Below(3) : 1;
        var isLate = chaos.Happens(Fault.LateFill);
        var isProtected = pieces > 1 && order.Limit is null && chaos.Happens(Fault.PriceProtection);
        var delay = 0.0;
        for (var piece = 1; piece <= pieces; piece++)
        {
            var isLast = piece == pieces;
            if (isLate)
                delay += chaos.Between(0.2, 4);
            Later(delay, () =>
            {
                if (!order.IsOpen)
                    return;
                if (isLast && isProtected)
                    End(order, "Market price protection");
                else
                    FillPart(order, isLast ? order.Rest : PartOf(order.Rest), isMaker: false, isFeeInQuote);
            });
        }
    }

    /// <summary>What rests is as often met in part: that is no fault of the exchange's.</summary>
    private void FillSome(ExchangeOrder order)
    {
        if (!order.IsOpen)
            return;
        var isPart = chaos.Happens(Fault.PartialFill) || (chaos.IsOn && chaos.Below(2) == 0);
        FillPart(order, isPart ? PartOf(order.Rest) : order.Rest, isMaker: true, isFeeInQuote: true);
    }

    private void FillPart(ExchangeOrder order, decimal volume, bool isMaker, bool isFeeInQuote)
    {
        var price = isMaker ? order.Limit!.Value : order.IsBuy ? Ask : Bid;
        var cost = decimal.Round(price * volume, 5);
        var rate = isMaker ? MakerRate : TakerRate;
        var inBase = order.IsBuy && (!isFeeInQuote || (habits.ChargesBase && !order.IsForeign));
        var fill = new Fill(
            $"T{order.Id[1..6]}-{order.Fills.Count:D3}",
            order,
            time.Utc,
            volume,
            price,
            cost,
            decimal.Round(cost * rate, 5),
            isMaker,
            inBase ? decimal.Round(volume * rate, 8) : 0);
        order.Fills.Add(fill);
        account.Book(fill);
        if (inBase)
            census.Count("fees taken in base");
        if (order.Rest == 0)
            (order.Status, order.ClosedAt) = ("closed", time.Utc);
        census.Count(order.IsForeign ? "fills of others" : "fills");
        Tell("trade", order, fill);
        if (!order.IsOpen)
            Tell("filled", order, null);
    }

    private void End(ExchangeOrder order, string reason)
    {
        if (!order.IsOpen)
            return;
        (order.Status, order.ClosedAt, order.Reason) = ("canceled", time.Utc, reason);
        census.Count(order.Filled > 0 ? "orders ended with a part filled" : "orders ended without a fill");
        Tell("canceled", order, null);
    }

    private void Later(double seconds, Action action)
    {
        if (seconds == 0)
            action();
        else
            time.After(seconds, action);
    }

    /// <summary>Any of the digits a volume may have; never all of it, never nothing where there is more than one unit.</summary>
    private decimal PartOf(decimal volume)
    {
        var units = (int)Math.Min(int.MaxValue, volume * 100_000_000m);
        return units <= 1 ? volume : (1 + chaos.Below(units - 1)) / 100_000_000m;
    }
}
