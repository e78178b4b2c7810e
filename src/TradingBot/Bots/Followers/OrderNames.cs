using TradingBot.Core.Orders;

namespace TradingBot.Bots.Followers;

/// <summary>The exchange's ids of orders.</summary>
internal sealed class OrderNames
{
    private readonly Dictionary<long, string> _exchangeIds = [];

    /// <summary>A later attempt at the same order has the say.</summary>
    public void Learn(AttemptRecord attempt)
    {
        if (attempt.ExchangeId is { Length: > 0 } id)
            _exchangeIds[attempt.Number] = id;
    }

    /// <summary>The exchange's id of an order; null where it has none, or it is not known.</summary>
    public string? Find(long number) => _exchangeIds.GetValueOrDefault(number);
}
