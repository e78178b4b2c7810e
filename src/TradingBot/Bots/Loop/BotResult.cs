using TradingBot.Bots.Followers;

namespace TradingBot.Bots.Loop;

/// <summary>What is left of a bot's run.</summary>
/// <param name="Failure">Why it could not go on; null: it was asked to stop.</param>
/// <param name="Latest">The bot as it was at the end; null: it had not begun.</param>
/// <param name="TickToOrder">From the frame to the request, in words; null: it sent no order.</param>
/// <param name="TickToOrderWithoutDisk">The same without what the disk took to make the reasons durable.</param>
internal sealed record BotResult(
    Exception? Failure, BotSnapshot? Latest, string? TickToOrder, string? TickToOrderWithoutDisk)
{
    /// <summary>Of a bot that was asked to stop before it had begun.</summary>
    public static BotResult NotBegun { get; } = new(null, null, null, null);
}
