using TradingBot.Bots;

namespace TradingBot.Tests.Faults;

/// <summary>Bots that trade often, and the file of several for <c>run</c>.</summary>
internal static class FleetFile
{
    private static readonly Dictionary<string, string> Eager = new() { ["fall"] = "0.001", ["rise"] = "0.001" };

    /// <summary>A bot on minute candles that buys at each small fall.</summary>
    /// <param name="name">Its own.</param>
    /// <param name="pair">Of the offline Kraken.</param>
    public static BotDefinition Scalping(string name, string pair) => new()
    {
        Name = name,
        Venue = "kraken",
        Pair = pair,
        Period = 1,
        Strategy = new StrategyChoice("scalping", Eager),
        Size = new TradeSize.BaseVolume(0.01m),
    };

    /// <summary>Writes them into one file.</summary>
    /// <returns>Its path.</returns>
    public static string Write(string directory, IEnumerable<BotDefinition> bots)
    {
        var path = Path.Combine(directory, "bots.json");
        File.WriteAllText(path, $"{{ \"bots\": [ {string.Join(",\n", bots.Select(bot => bot.ToJson()))} ] }}");
        return path;
    }

    /// <summary>Writes a strategy that throws at the first candle that opens at an instant or later.</summary>
    /// <returns>Its path.</returns>
    public static string WriteThrower(string directory, DateTime from)
    {
        var path = Path.Combine(directory, "Thrower.cs");
        File.WriteAllText(path, $$"""
            using TradingBot.Core.Market; using TradingBot.Core.Strategies;
            public sealed class Thrower : IStrategy
            {
                public int WarmUp => 0;
                public Signal OnCandleClosed(in Candle candle) =>
                    candle.OpenSeconds >= {{new DateTimeOffset(from).ToUnixTimeSeconds()}}L
                        ? throw new System.InvalidOperationException("planted")
                        : Signal.None;
                public static StrategyDefinition Definition { get; } =
                    new("thrower", "throws", [], (_, _) => new Thrower());
            }
            """);
        return path;
    }
}
