namespace TradingBot.Tests.Kraken;

/// <summary>Tables of figures that stand beside the tests: one line a payload, <c>#</c> begins a remark.</summary>
internal static class PayloadFigures
{
    public static IEnumerable<string> Lines(string table) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Scenarios", "Kraken", table))
            .Where(line => line.Length > 0 && line[0] != '#');
}
