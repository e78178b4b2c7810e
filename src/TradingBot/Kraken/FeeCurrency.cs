namespace TradingBot.Kraken;

/// <summary>
/// The currency of the pair that pays the fee. Kraken's own default differs between buying and selling.
/// </summary>
internal enum FeeCurrency
{
    Quote,
    Base,
}
