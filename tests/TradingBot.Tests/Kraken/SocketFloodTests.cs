using System.Net.WebSockets;
using TradingBot.Exchanges.Kraken.Sockets;

namespace TradingBot.Tests.Kraken;

/// <summary>A far end that sends pieces of a frame without an end, as fast as they are read.</summary>
public class SocketFloodTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_flood_of_pieces_ends_at_once_when_it_is_cancelled(int bytes)
    {
        using var stop = new CancellationTokenSource();
        using var flood = new Flood(bytes, pieces => { if (pieces == 100) stop.Cancel(); });
        using var connection = new SocketConnection(flood);

        await connection.Awaiting(line => line.ReceiveAsync(stop.Token))
            .Should().ThrowAsync<OperationCanceledException>();

        flood.Pieces.Should().Be(100);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65536)]
    public async Task A_frame_without_an_end_ends_the_connection(int bytes)
    {
        using var flood = new Flood(bytes, _ => { });
        using var connection = new SocketConnection(flood);

        await connection.Awaiting(line => line.ReceiveAsync(CancellationToken.None))
            .Should().ThrowAsync<IOException>().WithMessage("a frame that does not end: *");
    }

    private sealed class Flood(int bytes, Action<int> told) : WebSocket
    {
        public int Pieces { get; private set; }

        public override WebSocketCloseStatus? CloseStatus => null;

        public override string? CloseStatusDescription => null;

        public override WebSocketState State => WebSocketState.Open;

        public override string? SubProtocol => null;

        public override ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(
            Memory<byte> buffer, CancellationToken cancellationToken)
        {
            told(++Pieces);
            return ValueTask.FromResult(new ValueWebSocketReceiveResult(
                Math.Min(bytes, buffer.Length), WebSocketMessageType.Text, endOfMessage: false));
        }

        public override Task<WebSocketReceiveResult> ReceiveAsync(
            ArraySegment<byte> buffer, CancellationToken cancellationToken) => throw new NotSupportedException();

        public override Task SendAsync(
            ArraySegment<byte> buffer,
            WebSocketMessageType messageType,
            bool endOfMessage,
            CancellationToken cancellationToken) => throw new NotSupportedException();

        public override Task CloseAsync(
            WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public override Task CloseOutputAsync(
            WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public override void Abort()
        {
        }

        public override void Dispose()
        {
        }
    }
}
