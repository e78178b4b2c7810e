using System.Diagnostics;
using System.Threading.Channels;
using TradingBot.Bots.Followers;
using TradingBot.Bots.Orders;
using TradingBot.Core.Engine;
using TradingBot.Core.Orders;
using TradingBot.Exchanges.Feeds;
using TradingBot.Storage;

namespace TradingBot.Bots.Loop;

/// <summary>
/// The one thread that decides: takes event after event, remembers it, lets the trader decide, acts. What an order
/// depends on is on the disk before the order leaves; everything else follows within a second.
/// </summary>
/// <param name="trader">Decides.</param>
/// <param name="events">Its queue.</param>
/// <param name="journal">Remembers.</param>
/// <param name="gateway">Acts.</param>
/// <param name="reporter">Told what came of each event.</param>
/// <param name="time">The clock.</param>
internal sealed class TradingLoop(
    Trader trader,
    ChannelReader<ReceivedEvent> events,
    Journal journal,
    IOrderGateway gateway,
    BotReporter reporter,
    TimeProvider time)
{
    private static readonly TimeSpan LongestInMemory = TimeSpan.FromSeconds(1);
    private long _storedAt = time.GetTimestamp();

    /// <summary>True: the loop ends as soon as no trade is open and no order on its way.</summary>
    public bool EndsWhenFlat { get; set; }

    /// <summary>From the frame to the request.</summary>
    public TickToOrder TickToOrder { get; } = new();

    /// <summary>The same without what the disk took to make the order's reasons durable.</summary>
    public TickToOrder TickToOrderWithoutDisk { get; } = new();

    private bool IsFlat => trader.Engine.Ledger.Open.Count == trader.Engine.Ledger.Dust && !trader.Unsettled.Any();

    /// <summary>Runs until the queue is completed or the program stops.</summary>
    /// <exception cref="Input.UserError">What has happened cannot be stored; nothing was sent after it.</exception>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            await foreach (var received in events.ReadAllAsync(cancellation).ConfigureAwait(false))
            {
                Take(received.Event, received.At);
                if (EndsWhenFlat && IsFlat)
                    break;
            }
        }
        finally
        {
            if (journal.Pending > 0)
                Store(hasTime: false);
        }
    }

    /// <summary>Takes one event; also called before the loop runs, for what a session begins with.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="receivedAt">When the frame that brought it was received; 0: not from a frame.</param>
    public void Take(EngineEvent happened, long receivedAt = 0)
    {
        var times = default(LoopTimes);
        journal.Append(happened);
        trader.Process(happened);
        var isDue = time.GetElapsedTime(_storedAt) >= LongestInMemory || happened is EngineEvent.BudgetChanged;
        if (isDue || trader.Changes.Count > 0 || trader.Commands.Count > 0 || trader.Question is not null)
            times = times with { Stored = Store(HasTime) };
        foreach (var command in trader.Commands)
        {
            gateway.CarryOut(command);
            if (command is OrderCommand.Submit && receivedAt != 0)
                times = Measured(times, Stopwatch.GetElapsedTime(receivedAt));
        }

        if (trader.BudgetChange != 0)
            gateway.ChangeBudget(trader.BudgetChange);
        if (trader.Question is { } question)
            gateway.Ask(question);
        gateway.Advance(trader.HasResting);
        reporter.Report(happened, in times);
    }

    /// <summary>True while nobody waits for the disk: nothing is to be sent, and no event has come meanwhile.</summary>
    private bool HasTime =>
        trader.Changes.Count == 0 && trader.Commands.Count == 0 && trader.Question is null
        && !(events.CanCount && events.Count > 0);

    private TimeSpan Store(bool hasTime)
    {
        var began = Stopwatch.GetTimestamp();
        journal.Commit(trader, hasTime);
        _storedAt = time.GetTimestamp();
        return Stopwatch.GetElapsedTime(began);
    }

    private LoopTimes Measured(LoopTimes times, TimeSpan whole)
    {
        TickToOrder.Add(whole);
        TickToOrderWithoutDisk.Add(whole - times.Stored);
        return times with { TickToOrder = whole };
    }
}
