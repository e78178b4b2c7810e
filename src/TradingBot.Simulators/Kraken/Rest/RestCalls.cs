using System.Text.Json.Nodes;
using TradingBot.Simulators.Kraken.Accounts;
using TradingBot.Simulators.Kraken.Notation;
using TradingBot.Simulators.Kraken.State;

namespace TradingBot.Simulators.Kraken.Rest;

/// <summary>
/// Carries out one call: checks the key, the rate limit, then runs the endpoint. Knows nothing of HTTP's transport.
/// </summary>
internal sealed class RestCalls(Exchange exchange)
{
    private readonly Dictionary<string, DecayingCounter> _publicCalls = new(StringComparer.Ordinal);

    /// <summary>The JSON text that answers a call.</summary>
    /// <param name="call">What is asked.</param>
    /// <param name="age">How old an answer with trades is.</param>
    public string Answer(RestCall call, TimeSpan age = default)
    {
        lock (exchange.Gate)
        {
            exchange.Advance();
            exchange.AnswerAge = age;
            try
            {
                return Text([], Run(call));
            }
            catch (KrakenRefusal refusal)
            {
                return Text([refusal.Message], result: null);
            }
        }
    }

    /// <summary>The JSON text of an error.</summary>
    public static string Text(IEnumerable<string> errors, JsonNode? result)
    {
        var answer = new JsonObject { ["error"] = new JsonArray([.. errors.Select(error => (JsonNode)error)]) };
        if (result is not null)
            answer["result"] = result;
        return Wire.Json(answer);
    }

    private JsonNode Run(RestCall call)
    {
        var endpoints = call.IsPrivate ? EndpointTable.Private : EndpointTable.Public;
        if (!endpoints.TryGetValue(call.Method, out var endpoint))
            throw new KrakenRefusal("EGeneral:Unknown method");
        if (!call.IsPrivate)
        {
            CountPublic(call.Address);
            return endpoint(exchange, call.Parameters());
        }

        var (key, parameters) = Authenticate(call);
        if (!key.Calls.TryAdd(EndpointTable.CostOf(call.Method, parameters), exchange.Now))
            throw new KrakenRefusal("EAPI:Rate limit exceeded");
        return endpoint(exchange, parameters);
    }

    private (ApiKey Key, RequestParameters Parameters) Authenticate(RestCall call)
    {
        if (call.Key is null || !exchange.Keys.TryGetValue(call.Key, out var key))
            throw new KrakenRefusal("EAPI:Invalid key");
        var parameters = call.Parameters();
        var nonce = parameters.Text("nonce") ?? throw new KrakenRefusal("EAPI:Invalid nonce");
        if (call.Signature is null || !key.Signed(call.Signature, call.Path, nonce, call.Body.Span))
            throw new KrakenRefusal("EAPI:Invalid signature");
        if (!key.TryUse(nonce))
            throw new KrakenRefusal("EAPI:Invalid nonce");
        return (key, parameters);
    }

    private void CountPublic(string address)
    {
        if (!_publicCalls.TryGetValue(address, out var counter))
            _publicCalls[address] = counter = new DecayingCounter(
                exchange.PublicLimits.Most, exchange.PublicLimits.Decay);
        if (!counter.TryAdd(1, exchange.Now))
            throw new KrakenRefusal("EGeneral:Too many requests");
    }
}
