using System.Globalization;

namespace TradingBot.Reports;

/// <summary>The id a simulated order is shown under: in the shape of Kraken's, and plainly not one.</summary>
internal static class OrderId
{
    /// <summary>Order 12 is <c>OSIM00-00000-000012</c>.</summary>
    public static string Simulated(long number) => string.Create(
        CultureInfo.InvariantCulture, $"OSIM00-{number / 1_000_000:00000}-{number % 1_000_000:000000}");
}
