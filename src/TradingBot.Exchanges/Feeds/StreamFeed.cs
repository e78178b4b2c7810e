using Microsoft.Extensions.Logging;
using TradingBot.Core.Market;
using TradingBot.Exchanges.Connections;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Answers;

namespace TradingBot.Exchanges.Feeds;

/// <summary>Follows a market by the exchange's live stream; what that leaves out is fetched.</summary>
/// <param name="stream">Brings the trades to the tape, and keeps the book.</param>
/// <param name="tape">Knows what is missing.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Changes of state.</param>
public sealed partial class StreamFeed(
    IMarketStream stream, CandleTape tape, TimeProvider time, ILogger<StreamFeed> log) : IMarketFeed
{
    /// <summary>How often the tape is looked at for something to ask.</summary>
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private readonly ILogger<StreamFeed> _log = log;

    public ConnectionState? Connection => stream.Connection;

    public bool TryShowBook(Action<OrderBook> look) => stream.TryShowBook(look);

    public Task RunAsync(CancellationToken cancellation) =>
        JointTasks.UntilOneEndsAsync(cancellation, AskWhenDueAsync, stream.RunAsync);

    private async Task AskWhenDueAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(LookInterval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation).ConfigureAwait(false))
            {
                if (!tape.IsQuestionDue)
                    continue;
                var answer = await tape.AskAsync(cancellation).ConfigureAwait(false);
                if (answer == TapeAnswer.ChannelIsBehind && stream.HasTrades)
                {
                    ChannelIsSilent();
                    stream.DistrustTrades();
                }
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The program stops.
        }
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "REST has trades that the trade channel did not deliver; subscribing again")]
    private partial void ChannelIsSilent();
}
