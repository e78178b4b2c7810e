using TradingBot.Exchanges.Contract.Answers;
using RestAnswer = TradingBot.Exchanges.Contract.Answers.Answer<System.ReadOnlyMemory<byte>>;

namespace TradingBot.Exchanges.Connections;

/// <summary>One HTTP request and its answer; everything that can go wrong on the way becomes an answer too.</summary>
internal static class HttpExchange
{
    /// <param name="http">Without a time limit or a retry of its own.</param>
    /// <param name="request">Its content is an <see cref="OnceContent"/> or null.</param>
    /// <param name="read">What a status and a body say.</param>
    /// <param name="limited">Ends with the attempt's time limit or with <paramref name="cancellation"/>.</param>
    /// <param name="cancellation">The caller's own.</param>
    /// <exception cref="OperationCanceledException">The caller cancelled and nothing had left.</exception>
    public static async Task<RestAnswer> SendAsync(
        HttpClient http,
        HttpRequestMessage request,
        Func<int, ReadOnlyMemory<byte>, RestAnswer> read,
        CancellationToken limited,
        CancellationToken cancellation)
    {
        var content = (OnceContent?)request.Content;
        try
        {
            using var response = await http.SendAsync(request, limited).ConfigureAwait(false);
            var body = await response.Content.ReadAsByteArrayAsync(limited).ConfigureAwait(false);
            return read((int)response.StatusCode, body);
        }
        catch (OperationCanceledException)
            when (cancellation.IsCancellationRequested && content is not { MayHaveLeft: true })
        {
            throw;
        }
        catch (OperationCanceledException)
        {
            return Failed(content, wasWritten: content is null, "no answer within the time limit");
        }
        catch (HttpRequestException failure)
        {
            // The exception's own message may name the host and port, never a header or a body.
            return Failed(content, !IsConnectFailure(failure), $"{failure.HttpRequestError}: {failure.Message}");
        }
        catch (IOException failure)
        {
            return Failed(content, wasWritten: true, failure.Message);
        }
    }

    // A signed request knows itself whether it left; for a plain read the kind of failure tells. A reason may quote
    // what came over the line.
    private static RestAnswer Failed(OnceContent? content, bool wasWritten, string reason) =>
        content?.MayHaveLeft ?? wasWritten
            ? new RestAnswer.Unknown(ExchangeText.Clean(reason))
            : new RestAnswer.NotSent(ExchangeText.Clean(reason));

    private static bool IsConnectFailure(HttpRequestException failure) => failure.HttpRequestError
        is HttpRequestError.NameResolutionError
        or HttpRequestError.ConnectionError
        or HttpRequestError.SecureConnectionError
        or HttpRequestError.ProxyTunnelError;
}
