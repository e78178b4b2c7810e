using TradingBot.Exchanges.Connections;

namespace TradingBot.Exchanges.Kraken.Rest;

/// <summary>One call of Kraken's REST interface, before it is signed.</summary>
/// <param name="Endpoint">The last part of its path, such as <c>AddOrder</c>.</param>
/// <param name="Fields">Its parameters.</param>
internal sealed record RestCall(string Endpoint, FormFields Fields)
{
    public string PublicPath => "/0/public/" + Endpoint;

    public string PrivatePath => "/0/private/" + Endpoint;
}
