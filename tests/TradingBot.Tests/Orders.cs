using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Core.Risk;

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

    public static OrderRequest Selling(decimal volume, decimal price = 100)
    {
        var gate = new RiskGate(Backtests.Bitcoin, new RiskLimits(1), new MarketOrderCost(0, 0));
        var intent = new OrderIntent(OrderPurpose.Close, Side.Sell, volume, price, Trade: 1, "test");
        gate.Review(in intent, new RiskView(FreeCash: 0, Held: volume, Trades: 1), out var request).Should().Be(Refusal.None);
        return request;
    }

    /// <summary>On margin: opens a short, or closes the one of that trade.</summary>
    public static OrderRequest OnMargin(Side side, decimal volume, int leverage = 2, long trade = 0)
    {
        var gate = new RiskGate(
            Backtests.Bitcoin, new RiskLimits(1), new MarketOrderCost(0, 0), new MarketOrderCost(0, 0));
        var purpose = side == Side.Sell ? OrderPurpose.Open : OrderPurpose.Close;
        var intent = new OrderIntent(purpose, side, volume, Price: 100, trade, "test", Leverage: leverage);
        gate.Review(in intent, new RiskView(FreeCash: 1_000_000, Held: 1_000, Trades: 0), out var request).Should().Be(Refusal.None);
        return request;
    }
}
