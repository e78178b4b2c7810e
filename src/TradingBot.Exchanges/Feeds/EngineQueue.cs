using System.Diagnostics;
using System.Threading.Channels;
using TradingBot.Core.Engine;
using TradingBot.Exchanges.Contract.Answers;

namespace TradingBot.Exchanges.Feeds;

/// <summary>
/// The one ordered stream of events before an engine: bounded, and never quietly short of one. A lost trade would be a
/// wrong candle, a lost answer a wrong account: when it is full it ends, with an error. Safe for several writers.
/// </summary>
public sealed class EngineQueue
{
    /// <summary>Minutes of the busiest market.</summary>
    private const int DefaultLength = 100_000;

    private readonly Channel<ReceivedEvent> _channel;

    /// <param name="length">Events that may wait.</param>
    public EngineQueue(int length = DefaultLength) => _channel = Channel.CreateBounded<ReceivedEvent>(
        new BoundedChannelOptions(length) { SingleReader = true });

    public ChannelReader<ReceivedEvent> Reader => _channel.Reader;

    /// <summary>Events that wait.</summary>
    public int Depth => _channel.Reader.Count;

    /// <summary>Appends an event.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="receivedAt">
    /// When the frame that brought it was received; of <see cref="Stopwatch"/>. 0: it comes from no frame.
    /// </param>
    public void Write(EngineEvent happened, long receivedAt = 0)
    {
        var received = new ReceivedEvent(happened, receivedAt != 0 ? receivedAt : Stopwatch.GetTimestamp());
        if (!_channel.Writer.TryWrite(received))
            End(new FeedFailedException("the engine's queue is full: it cannot keep up"));
    }

    /// <summary>Nothing more comes: what waits is still taken.</summary>
    /// <param name="failure">Why, for the reader; null: the end was asked for.</param>
    public void End(Exception? failure = null) => _channel.Writer.TryComplete(failure);
}
