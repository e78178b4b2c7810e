using TradingBot.Core.Market;

namespace TradingBot.Bots.Followers;

/// <summary>A candle; prices in quote currency.</summary>
/// <param name="Opened">Start of its interval, UTC.</param>
/// <param name="Open">First price.</param>
/// <param name="High">Highest price.</param>
/// <param name="Low">Lowest price.</param>
/// <param name="Close">Last price.</param>
/// <param name="Volume">Base units.</param>
/// <param name="Trades">0 for an interval in which nothing traded.</param>
internal sealed record BotCandle(
    DateTime Opened, double Open, double High, double Low, double Close, double Volume, int Trades)
{
    public static BotCandle Of(in Candle candle) => new(
        candle.OpenTime, candle.Open, candle.High, candle.Low, candle.Close, candle.Volume, candle.TradeCount);
}

/// <summary>A value of a strategy's working.</summary>
/// <param name="Name"><c>macd.histogram</c></param>
/// <param name="Value">Finite.</param>
internal readonly record struct BotFigure(string Name, double Value);
