namespace TradingBot.Core.Strategies;

public enum SignalKind
{
    None,
    Enter,
    Leave,
}
