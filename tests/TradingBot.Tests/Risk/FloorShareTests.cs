using TradingBot.Core.Risk.Exits;

namespace TradingBot.Tests.Risk;

public class FloorShareTests
{
    [Fact]
    public void No_trailing_floor_is_above_its_share_of_the_highest_price()
    {
        var random = new Random(3);
        for (var i = 0; i < 20_000; i++)
        {
            var distance = (decimal)Math.Round(random.NextDouble(), random.Next(1, 12));
            var highest = Math.Round(Math.Pow(10, random.Next(-8, 9)) * random.NextDouble(), 10) + 1e-10;
            var rules = new ExitRules([new TrailingStop(distance)], default, intrabar: false);
            var plan = new ExitPlan();
            rules.Follow(1, 0, highest, ref plan);

            plan.Floor.Should().BeLessThanOrEqualTo(
                highest * rules.FloorShare, "of {0} below {1}", distance, highest);
            plan.Floor.Should().BeGreaterThanOrEqualTo(
                highest * rules.FloorShare * (1 - 1e-9) - 1e-20, "what is looked at exactly is what is close");
        }
    }

    [Fact]
    public void A_rule_that_promises_nothing_is_always_asked() =>
        new ExitRules([new Surprising()], default, intrabar: false).FloorShare.Should().Be(double.PositiveInfinity);

    private sealed class Surprising : IExitRule
    {
        public bool Trails => true;

        public void Write(decimal entryPrice, double highest, long openSeconds, ref ExitPlan plan)
        {
        }
    }
}
