using System.Globalization;
using System.Text;
using TradingBot.Exchanges.Connections;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Exchanges.Kraken.Limits;
using RestAnswer = TradingBot.Exchanges.Contract.Answers.Answer<System.ReadOnlyMemory<byte>>;

namespace TradingBot.Exchanges.Kraken.Rest;

/// <summary>
/// Sends signed calls. One request is under way at a time, from taking the nonce to the end of the answer: on two
/// connections a later nonce could overtake an earlier one, and the earlier would be refused.
/// </summary>
internal sealed class PrivateTransport(
    HttpClient http,
    RestPipelines pipelines,
    RestAllowances allowances,
    KrakenSigner signer,
    NonceSource nonces) : IDisposable
{
    private readonly SemaphoreSlim _oneAtATime = new(1);

    /// <summary>For what changes nothing: may be sent several times, each time with a new nonce.</summary>
    public Task<RestAnswer> ReadAsync(RestCall call, CancellationToken cancellation) =>
        SendAsync(pipelines.Read, call, cancellation);

    /// <summary>For what changes something: sent once, and a refusal of one copy leaves it unknown.</summary>
    public async Task<RestAnswer> WriteAsync(RestCall call, CancellationToken cancellation) =>
        (await SendAsync(pipelines.Write, call, cancellation).ConfigureAwait(false)).OfWrite();

    /// <summary>For a change that is only checked, and changes nothing: sent once.</summary>
    public Task<RestAnswer> CheckAsync(RestCall call, CancellationToken cancellation) =>
        SendAsync(pipelines.Write, call, cancellation);

    public void Dispose() => _oneAtATime.Dispose();

    private Task<RestAnswer> SendAsync(RestPipeline pipeline, RestCall call, CancellationToken cancellation) =>
        pipeline.RunAsync(
            admitted => allowances.Private.TakeAsync(KrakenRateLimits.PrivateCost(call.Endpoint), admitted),
            limited => SendInTurnAsync(call, limited, cancellation),
            cancellation);

    private async Task<RestAnswer> SendInTurnAsync(
        RestCall call, CancellationToken limited, CancellationToken cancellation)
    {
        try
        {
            await _oneAtATime.WaitAsync(limited).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new RestAnswer.NotSent("the time limit passed while another request of this key was under way");
        }

        try
        {
            using var request = Sign(call);
            var answer = await HttpExchange
                .SendAsync(http, request, Envelope.Read, limited, cancellation).ConfigureAwait(false);
            if (answer is RestAnswer.Rejected { Error.Retry: RetryAdvice.AfterPause } refused)
                allowances.Private.Refused(refused.Error);
            return answer;
        }
        catch (IOException failure)
        {
            return new RestAnswer.NotSent($"no nonce: {failure.Message}");
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private HttpRequestMessage Sign(RestCall call)
    {
        var nonce = nonces.Next();
        var fields = call.Fields.ToString();
        var text = "nonce=" + nonce.ToString(CultureInfo.InvariantCulture) + (fields.Length == 0 ? "" : "&" + fields);
        var body = Encoding.ASCII.GetBytes(text);
        var request = new HttpRequestMessage(HttpMethod.Post, call.PrivatePath) { Content = new OnceContent(body) };
        request.Headers.TryAddWithoutValidation("API-Key", signer.Key);
        request.Headers.TryAddWithoutValidation("API-Sign", signer.Sign(call.PrivatePath, nonce, body));
        return request;
    }
}
