using System.Threading.Channels;
using TradingBot.Core.Engine;
using TradingBot.Kraken.Sockets;

namespace TradingBot.Hosting;

/// <summary>
/// The one ordered stream of events before the engine: bounded, and never quietly short of one. What is written is
/// stamped with the time its frame was received.
/// </summary>
internal sealed class EngineQueue : ChannelWriter<EngineEvent>
{
    /// <summary>Minutes of the busiest market.</summary>
    private const int DefaultLength = 100_000;

    private readonly Channel<ReceivedEvent> _channel;

    public EngineQueue(int length = DefaultLength) => _channel = Channel.CreateBounded<ReceivedEvent>(
        new BoundedChannelOptions(length) { SingleReader = true });

    public ChannelReader<ReceivedEvent> Reader => _channel.Reader;

    /// <summary>Events that wait.</summary>
    public int Depth => _channel.Reader.Count;

    public override bool TryWrite(EngineEvent item) =>
        _channel.Writer.TryWrite(new ReceivedEvent(item, FrameStamp.Current));

    public override ValueTask<bool> WaitToWriteAsync(CancellationToken cancellationToken = default) =>
        _channel.Writer.WaitToWriteAsync(cancellationToken);

    public override bool TryComplete(Exception? error = null) => _channel.Writer.TryComplete(error);
}
