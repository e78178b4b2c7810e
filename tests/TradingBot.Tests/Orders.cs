using TradingBot.Core.Market;
using TradingBot.Core.Risk;
using TradingBot.Core.Trading;

namespace TradingBot.Tests;

/// <summary>Orders for tests of exchanges, made as all orders are: by the risk gate.</summary>
internal static class Orders
{
    public static OrderRequest Buying(decimal volume, decimal price = 100, OrderStyle style = OrderStyle.Market)
    {
        var gate = new RiskGate(Backtests.Bitcoin, new RiskLimits(1), new MarketOrderCost(feeRate: 0, priceReserve: 0));
        var intent = new OrderIntent(OrderPurpose.Open, Side.Buy, volume, price, Trade: 0, "test", style);
        gate.Review(in intent, new RiskView(FreeCash: 1_000_000, Held: 0, Trades: 0), out var request).Should().Be(Refusal.None);
        return request;
    }
}
