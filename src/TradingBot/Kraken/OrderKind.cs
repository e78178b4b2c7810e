namespace TradingBot.Kraken;

/// <summary>The order types this program sends; those it reads are text.</summary>
internal enum OrderKind
{
    Market,
    Limit,
    StopLoss,
    TakeProfit,
    StopLossLimit,
    TakeProfitLimit,
}
