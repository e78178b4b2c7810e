using TradingBot.Exchanges.Connections;
using TradingBot.Exchanges.Contract.Answers;
using RestAnswer = TradingBot.Exchanges.Contract.Answers.Answer<System.ReadOnlyMemory<byte>>;

namespace TradingBot.Exchanges.Kraken.Rest;

/// <summary>Sends public calls: GET, unsigned, counted per address.</summary>
internal sealed class PublicTransport(HttpClient http, RestPipelines pipelines, RestAllowances allowances)
{
    public Task<RestAnswer> ReadAsync(RestCall call, CancellationToken cancellation) => pipelines.Read.RunAsync(
        admitted => allowances.Public.TakeAsync(1, admitted),
        async limited =>
        {
            var query = call.Fields.ToString();
            using var request = new HttpRequestMessage(
                HttpMethod.Get, query.Length == 0 ? call.PublicPath : $"{call.PublicPath}?{query}");
            var answer = await HttpExchange
                .SendAsync(http, request, Envelope.Read, limited, cancellation).ConfigureAwait(false);
            if (answer is RestAnswer.Rejected { Error.Retry: RetryAdvice.AfterPause } refused)
                allowances.Public.Refused(refused.Error);
            return answer;
        },
        cancellation);
}
