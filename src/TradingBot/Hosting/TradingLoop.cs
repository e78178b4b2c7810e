using System.Threading.Channels;
using TradingBot.Core.Engine;

namespace TradingBot.Hosting;

/// <summary>
/// The one thread that decides: takes event after event, remembers it, lets the trader decide, acts. What an order
/// depends on is on the disk before the order leaves.
/// </summary>
/// <param name="trader">Decides.</param>
/// <param name="events">Its queue.</param>
/// <param name="gateway">Acts.</param>
/// <param name="journal">Shows what happens.</param>
internal sealed class TradingLoop(
    Trader trader, ChannelReader<EngineEvent> events, IOrderGateway gateway, SessionLog journal)
{
    /// <summary>Runs until the queue is completed or the program stops.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await foreach (var happened in events.ReadAllAsync(cancellation).ConfigureAwait(false))
            Take(happened);
    }

    /// <summary>Takes one event; also called before the loop runs, for what a session begins with.</summary>
    public void Take(EngineEvent happened)
    {
        trader.Process(happened);
        foreach (var command in trader.Commands)
            gateway.CarryOut(command);
        gateway.Advance();
        journal.Show(happened);
    }
}
