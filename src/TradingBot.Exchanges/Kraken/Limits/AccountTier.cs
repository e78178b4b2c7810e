namespace TradingBot.Exchanges.Kraken.Limits;

/// <summary>Kraken's verification tiers; they decide how fast one may call and trade.</summary>
internal enum AccountTier
{
    Starter,
    Intermediate,
    Pro,
}
