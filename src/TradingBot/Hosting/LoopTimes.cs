namespace TradingBot.Hosting;

/// <summary>How long what the last event led to took. Of the trading thread only.</summary>
internal sealed class LoopTimes
{
    /// <summary>Until it was on the disk; zero when nothing was stored.</summary>
    public TimeSpan Stored { get; set; }

    /// <summary>From the frame to the last order it led to; zero without one.</summary>
    public TimeSpan TickToOrder { get; set; }
}
