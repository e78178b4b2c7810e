namespace TradingBot.Simulators.Kraken.Accounts;

/// <summary>Kraken's verification levels, by which the counters differ.</summary>
public enum AccountTier
{
    Starter,
    Intermediate,
    Pro,
}
