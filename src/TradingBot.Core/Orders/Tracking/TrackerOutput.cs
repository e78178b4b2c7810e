namespace TradingBot.Core.Orders.Tracking;

/// <summary>What the tracker wants done and stored after an event; emptied before the next.</summary>
internal sealed class TrackerOutput
{
    public List<OrderCommand> Commands { get; } = [];

    public List<OrderChange> Changes { get; } = [];

    /// <summary>Ends of orders, for the engine.</summary>
    public List<OrderOutcome> Outcomes { get; } = [];

    /// <summary>Things that must not happen, for a person.</summary>
    public List<string> Surprises { get; } = [];

    /// <summary>Odd, but harmless: for the log.</summary>
    public List<string> Remarks { get; } = [];

    public void Clear()
    {
        Commands.Clear();
        Changes.Clear();
        Outcomes.Clear();
        Surprises.Clear();
        Remarks.Clear();
    }
}
