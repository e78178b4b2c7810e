namespace TradingBot.Configuration;

/// <summary>What was found. Its text shows where, and never what.</summary>
/// <param name="parts">As many as its kind has.</param>
/// <param name="place">For messages.</param>
internal sealed class Secret(IReadOnlyList<string> parts, string place)
{
    public IReadOnlyList<string> Parts => parts;

    public string Place => place;

    public override string ToString() => $"a secret from {place}";
}
