using TradingBot.Simulators.Matching;

namespace TradingBot.Simulators.Kraken.Accounts;

/// <summary>Tokens for the private socket: good for 15 minutes, and on while a connection uses them.</summary>
internal sealed class SocketTokens(SimulatedVenue venue)
{
    public const int LifeSeconds = 900;
    private readonly Dictionary<string, DateTime> _ends = new(StringComparer.Ordinal);

    /// <summary>A new one, in 43 characters.</summary>
    public string Issue(DateTime now)
    {
        var text = $"{venue.NewId('W')}{venue.NewId('S')}{venue.NewId('T')}".Replace("-", "", StringComparison.Ordinal);
        _ends[text] = now.AddSeconds(LifeSeconds);
        return text;
    }

    public bool IsGood(string token, DateTime now) => _ends.TryGetValue(token, out var end) && now <= end;
}
