namespace TradingBot.Core.Engine;

/// <summary>What a person can ask of a running bot.</summary>
public enum OperatorCommand
{
    /// <summary>No new trades; those that are open end by their rules.</summary>
    Halt,

    /// <summary>New trades again, whatever had stopped them.</summary>
    Resume,

    /// <summary>No new trades, and close what is open now.</summary>
    Flatten,
}
