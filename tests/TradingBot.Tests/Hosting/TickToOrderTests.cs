using TradingBot.Bots.Loop;

namespace TradingBot.Tests.Hosting;

public class TickToOrderTests
{
    [Fact]
    public void A_percentile_is_right_to_an_eighth_and_never_too_small()
    {
        var histogram = new TickToOrder();
        for (var microseconds = 1; microseconds <= 100_000; microseconds++)
            histogram.Add(TimeSpan.FromMicroseconds(microseconds));

        foreach (var share in new[] { 0.001, 0.1, 0.5, 0.9, 0.99, 1 })
        {
            var exact = share * 100_000;
            histogram.Percentile(share).TotalMicroseconds.Should().BeInRange(exact, exact * 1.13 + 1);
        }
    }

    [Fact]
    public void Nothing_measured_says_so() => new TickToOrder().ToString().Should().Be("no order");
}
