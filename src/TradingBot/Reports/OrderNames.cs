using TradingBot.Core.Orders;

namespace TradingBot.Reports;

/// <summary>The ids orders are shown under: the exchange's, or ours where it has none.</summary>
internal sealed class OrderNames
{
    private readonly Dictionary<long, string> _exchangeIds = [];

    /// <summary>A later attempt at the same order has the say.</summary>
    public void Learn(AttemptRecord attempt)
    {
        if (attempt.ExchangeId is { Length: > 0 } id)
            _exchangeIds[attempt.Number] = id;
    }

    public string Of(long number) => _exchangeIds.GetValueOrDefault(number) ?? OrderId.Simulated(number);
}
