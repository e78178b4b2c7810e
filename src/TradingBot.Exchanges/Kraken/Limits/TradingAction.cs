namespace TradingBot.Exchanges.Kraken.Limits;

/// <summary>What the matching engine counts.</summary>
internal enum TradingAction
{
    Add,
    Cancel,
}
