namespace TradingBot.Core.Risk.Sizing;

/// <summary>Always the same volume, as the original bot's 0.002.</summary>
/// <param name="volume">Base units.</param>
/// <param name="currency">The base currency's name.</param>
public sealed class FixedVolume(decimal volume, string currency) : ISizing
{
    public string Description => FormattableString.Invariant($"{volume} {currency}");

    public decimal Volume(decimal price, decimal equity) => volume;
}
