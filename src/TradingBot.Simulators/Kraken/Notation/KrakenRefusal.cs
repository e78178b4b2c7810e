namespace TradingBot.Simulators.Kraken.Notation;

/// <summary>Ends a request with an error, in Kraken's words.</summary>
/// <param name="error">As <c>EOrder:Insufficient funds</c>.</param>
internal sealed class KrakenRefusal(string error) : Exception(error)
{
    public static KrakenRefusal Argument(string name) => new($"EGeneral:Invalid arguments:{name}");
}
