namespace TradingBot.Bots.Followers;

/// <summary>How long what an event led to took.</summary>
/// <param name="Stored">Until it was on the disk; zero when nothing was stored.</param>
/// <param name="TickToOrder">From the frame to the last order it led to; zero without one.</param>
internal readonly record struct LoopTimes(TimeSpan Stored, TimeSpan TickToOrder);
