using TradingBot.Core.Backtesting.Fills.Recorded;

namespace TradingBot.Modes;

/// <summary>Which recording a bot is tried on, and how its orders meet it.</summary>
/// <param name="Directory">The recording's.</param>
/// <param name="Latency">
/// From a decision until the exchange has the order, and from what the exchange does until it is known here.
/// </param>
/// <param name="Queue">How resting orders are filled.</param>
internal sealed record RecordingOptions(string Directory, TimeSpan Latency, QueueModel Queue)
{
    /// <summary>In milliseconds: what a home connection has to an exchange on another continent, one way.</summary>
    public const int DefaultLatency = 150;

    /// <summary>Both ways together are shorter than an order's deadline: it would be refused for coming late.</summary>
    public static readonly TimeSpan LongestLatency = TimeSpan.FromSeconds(4);

    /// <summary>True where resting orders wait in a queue.</summary>
    public bool HasQueue => Queue != QueueModel.TradeThrough;
}
