using System.Globalization;
using TradingBot.Core.Market;
using TradingBot.Core.Risk;

namespace TradingBot.Tests.Risk;

/// <summary>What doubles tell quickly is what the limits say exactly.</summary>
public class OrderBoundsTests
{
    private static readonly OrderLimits Limits = new(0.00005m, 100.000001m, 0.5m, 1_000_000.3m);

    [Theory]
    [InlineData("0.00005", "10000", Refusal.None)]
    [InlineData("0.0000499999999999999999", "1000000", Refusal.BelowMinimum)]
    [InlineData("0.00005", "9999.999999999999999", Refusal.BelowMinimum)]
    [InlineData("1", "0.49999999999999", Refusal.BelowMinimum)]
    [InlineData("1", "0.5", Refusal.None)]
    [InlineData("100.000001", "100", Refusal.None)]
    [InlineData("100.0000010000000000001", "100", Refusal.AboveMaximum)]
    [InlineData("10", "100000.03", Refusal.None)]
    [InlineData("10", "100000.0300000000000001", Refusal.AboveMaximum)]
    [InlineData("0", "100", Refusal.BelowMinimum)]
    [InlineData("-1", "100", Refusal.BelowMinimum)]
    public void The_last_digit_decides(string volume, string price, Refusal expected) =>
        new OrderBounds(in Limits).Review(Figure(volume), Figure(price)).Should().Be(expected);

    [Fact]
    public void Any_order_is_judged_as_by_the_limits()
    {
        var random = new Random(5);
        decimal[] borders = [0, 1, 0.00005m, 100.000001m, 0.5m, 1_000_000.3m, OrderLimits.None];
        for (var i = 0; i < 20_000; i++)
        {
            var limits = new OrderLimits(Any(), Any(), Any(), Any());
            var (volume, price) = (Math.Min(Any(), 1_000_000), Math.Min(Any() + 0.1m, 1_000_000));

            var review = new OrderBounds(in limits).Review(volume, price);

            review.Should().Be(
                limits.IsTooSmall(volume, price) ? Refusal.BelowMinimum
                : limits.IsTooLarge(volume, price) ? Refusal.AboveMaximum
                : Refusal.None,
                "of {0} at {1} under {2}", volume, price, limits);
        }

        decimal Any() => borders[random.Next(borders.Length)] is var border && border == OrderLimits.None
            ? border
            : border + random.Next(3) switch { 0 => 0.0000000000001m, 1 => 0, _ => (decimal)random.NextDouble() };
    }

    private static decimal Figure(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
