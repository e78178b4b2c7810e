namespace TradingBot.Core.Indicators;

/// <summary>How MACD's two averages begin; after some hundred candles both ways give the same values.</summary>
public enum MacdSeeding
{
    /// <summary>Each average from the mean of its own first values.</summary>
    OwnValues,

    /// <summary>As TA-Lib: the fast average waits and is seeded so that both are ready at the same candle.</summary>
    TaLib,
}
