using System.Net;
using System.Net.Http.Headers;

namespace TradingBot.Exchanges.Connections;

/// <summary>
/// The body of a signed request. It knows whether it was handed to the network, and it goes out once: an HTTP stack
/// that replays a request on a new connection is stopped here, because the copy might be a second order.
/// </summary>
internal sealed class OnceContent : HttpContent
{
    private readonly byte[] _body;
    private int _writes;

    public OnceContent(byte[] body)
    {
        _body = body;
        Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
    }

    /// <summary>False as long as it is certain that no byte of the body left: Kraken cannot have acted on it.</summary>
    public bool MayHaveLeft => Volatile.Read(ref _writes) > 0;

    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _writes) > 1)
            throw new IOException("a signed request is never sent twice");
        await stream.WriteAsync(_body, cancellationToken).ConfigureAwait(false);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
