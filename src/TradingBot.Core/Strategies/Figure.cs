namespace TradingBot.Core.Strategies;

/// <summary>A value inside a strategy, for those who watch it; no decision depends on its being read.</summary>
/// <param name="Name">Under which it is shown: <c>macd.histogram</c>.</param>
/// <param name="Read">Its value after the last closed candle; NaN while there is none.</param>
public sealed record Figure(string Name, Func<double> Read);
