namespace TradingBot.Core.Backtesting.Statistics;

/// <summary>
/// How far the price went against a closed trade and for it, between its fills: fractions of the entry's price, each 0
/// or more, before fees.
/// </summary>
/// <param name="Adverse">The farthest against it (maximum adverse excursion).</param>
/// <param name="Favourable">The farthest for it (maximum favourable excursion).</param>
/// <param name="GivenBack">How much of the farthest for it was lost again until the exit.</param>
public readonly record struct Excursion(double Adverse, double Favourable, double GivenBack);
