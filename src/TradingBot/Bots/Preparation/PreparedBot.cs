using TradingBot.Bots.Followers;
using TradingBot.Bots.Loop;
using TradingBot.Bots.Orders;
using TradingBot.Core.Engine;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Feeds;
using TradingBot.Storage;

namespace TradingBot.Bots.Preparation;

/// <summary>
/// A bot that has asked, checked, recovered and warmed up: all that is left is to run it, once. Disposing of it
/// releases its database and waits for what is under way.
/// </summary>
internal sealed class PreparedBot : IAsyncDisposable
{
    /// <summary>Its database, and the way of its operator.</summary>
    public required OpenedBot Opened { get; init; }

    /// <summary>As the exchange reported it, with the loop's queue.</summary>
    public required BotMarket Market { get; init; }

    /// <summary>What the engine was made from.</summary>
    public required EngineSetup Setup { get; init; }

    /// <summary>Decides; the loop's own while the bot runs.</summary>
    public required Trader Trader { get; init; }

    public required TradingLoop Loop { get; init; }

    public required BotReporter Reporter { get; init; }

    /// <summary>Taken before what waits in the queue: what the exchange accepted when it was asked.</summary>
    public required EngineEvent.ModeChanged First { get; init; }

    public required IMarketFeed Feed { get; init; }

    /// <summary>Where its orders go.</summary>
    public required TradingSide Side { get; init; }

    public required SessionTimer Timer { get; init; }

    /// <summary>For words.</summary>
    public required IVenue Venue { get; init; }

    private Journal Journal => Opened.Journal;

    /// <summary>Trades until its operator or the token stops it, or it cannot go on.</summary>
    public async Task<BotResult> RunAsync(CancellationToken cancellation)
    {
        Exception? failure = null;
        try
        {
            try
            {
                var run = new LoopRun(Loop, Reporter, Market.Events, Venue);
                await run.UntilEndAsync(First, [Feed.RunAsync, Side.RunAsync, Timer.RunAsync], cancellation)
                    .ConfigureAwait(false);
            }
            finally
            {
                Journal.End(Market.Now); // also after an error: the process is alive to store it
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // asked to stop
        }
        catch (Exception stopped)
        {
            failure = stopped; // a bug too: this bot ends, and whoever runs it says why
        }

        if (!cancellation.IsCancellationRequested)
            failure = await LeaveAsync(cancellation).ConfigureAwait(false) is { } second ? failure ?? second : failure;
        return new BotResult(
            failure, Reporter.Latest, WordsOf(Loop.TickToOrder), WordsOf(Loop.TickToOrderWithoutDisk));
    }

    public async ValueTask DisposeAsync()
    {
        await Side.DisposeAsync().ConfigureAwait(false);
        Opened.Dispose();
    }

    /// <summary>The program goes on without it.</summary>
    /// <returns>A mistake of ours, or null.</returns>
    private async Task<Exception?> LeaveAsync(CancellationToken cancellation)
    {
        try
        {
            await Side.Gateway.LeaveAsync(Trader.Unsettled, cancellation).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return null; // the program ends after all, and nothing keeps the switch from going off
        }
        catch (Exception mistake)
        {
            return mistake;
        }
    }

    private static string? WordsOf(TickToOrder measured) => measured.Count > 0 ? measured.ToString() : null;
}
