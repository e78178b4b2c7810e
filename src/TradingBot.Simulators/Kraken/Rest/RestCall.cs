using System.Text;
using TradingBot.Simulators.Kraken.Notation;

namespace TradingBot.Simulators.Kraken.Rest;

/// <summary>A REST request as it came.</summary>
/// <param name="Path">With the leading <c>/0/</c>: what is signed.</param>
/// <param name="IsPrivate">Under <c>/0/private/</c>.</param>
/// <param name="Method">The last part of the path.</param>
/// <param name="Query">Without the question mark.</param>
/// <param name="Body">The bytes sent: what is signed.</param>
/// <param name="Key">Header API-Key.</param>
/// <param name="Signature">Header API-Sign.</param>
/// <param name="Address">Where it came from.</param>
internal sealed record RestCall(
    string Path,
    bool IsPrivate,
    string Method,
    string Query,
    ReadOnlyMemory<byte> Body,
    string? Key,
    string? Signature,
    string Address)
{
    /// <summary>Those of the body, a form or JSON; without a body, those of the query.</summary>
    /// <exception cref="KrakenRefusal">The body starts like JSON but is not.</exception>
    public RequestParameters Parameters()
    {
        if (Body.Length == 0)
            return RequestParameters.OfForm(Query);
        return Body.Span[0] == (byte)'{'
            ? RequestParameters.OfJson(Body)
            : RequestParameters.OfForm(Encoding.UTF8.GetString(Body.Span));
    }
}
