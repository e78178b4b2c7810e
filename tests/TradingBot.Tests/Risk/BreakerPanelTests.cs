using TradingBot.Core.Accounts;
using TradingBot.Core.Orders;
using TradingBot.Core.Risk.Breakers;

namespace TradingBot.Tests.Risk;

public class BreakerPanelTests
{
    private static readonly DateTime Morning = new(2026, 11, 20, 8, 0, 0, DateTimeKind.Utc);
    private static readonly BreakerLimits None = new() { OrderErrors = null, DataAge = null, PriceJump = null };

    [Fact]
    public void A_daily_loss_at_the_limit_trips_and_the_next_day_resets_it()
    {
        var panel = At(1000, None with { DailyLoss = 0.05m });

        Equity(panel, 950.01m, Morning.AddHours(1)).Should().BeEmpty();
        Equity(panel, 950m, Morning.AddHours(2)).Should().Equal("daily-loss");
        Equity(panel, 1000m, Morning.AddHours(3)).Should().Equal(["daily-loss"], "it stays tripped for the day");
        Equity(panel, 940m, Morning.Date.AddDays(1)).Should().BeEmpty();
        Equity(panel, 894m, Morning.Date.AddDays(1).AddHours(1)).Should().BeEmpty("5 % of 940 is 47");
        Equity(panel, 893m, Morning.Date.AddDays(1).AddHours(2)).Should().Equal("daily-loss");
    }

    [Fact]
    public void A_drawdown_is_measured_from_the_highest_equity_and_only_the_operator_resets_it()
    {
        var panel = At(1000, None with { Drawdown = 0.1m });

        Equity(panel, 1200m, Morning.AddHours(1)).Should().BeEmpty();
        Equity(panel, 1080m, Morning.AddHours(2)).Should().Equal("drawdown");
        Equity(panel, 1200m, Morning.AddDays(9)).Should().Equal("drawdown");
        panel.Resume();
        Equity(panel, 1081m, Morning.AddDays(10)).Should().BeEmpty("it judges by what happens from now on");
    }

    [Fact]
    public void Losses_in_a_row_are_forgiven_by_a_winning_trade()
    {
        var panel = At(1000, None with { LossesInARow = 2 });

        Trades(panel, -1, 1, -1).Should().BeEmpty();
        Trades(panel, -1).Should().Equal("losses");
    }

    [Fact]
    public void Order_errors_count_within_their_window_only()
    {
        var panel = At(1000, None with { OrderErrors = 2, OrderErrorWindow = TimeSpan.FromMinutes(10) });

        panel.OrderFailed(Morning);
        panel.OrderFailed(Morning.AddMinutes(11));
        Equity(panel, 1000, Morning.AddMinutes(11)).Should().BeEmpty();
        panel.OrderFailed(Morning.AddMinutes(20));
        Equity(panel, 1000, Morning.AddMinutes(20)).Should().Equal("order-errors");
    }

    [Fact]
    public void Stale_data_trips_until_the_market_is_known_again()
    {
        var panel = At(1000, None with { DataAge = TimeSpan.FromMinutes(2) });

        panel.MarketKnown(Morning);
        Equity(panel, 1000, Morning.AddSeconds(120)).Should().BeEmpty();
        Equity(panel, 1000, Morning.AddSeconds(121)).Should().Equal("stale-data");
        panel.MarketKnown(Morning.AddSeconds(130));
        Equity(panel, 1000, Morning.AddSeconds(130)).Should().BeEmpty();
    }

    [Fact]
    public void A_price_jump_trips_in_both_directions()
    {
        foreach (var price in new[] { 111.0, 89.0 })
        {
            var panel = At(1000, None with { PriceJump = 0.1 });
            panel.PriceIs(100);
            panel.PriceIs(price);
            Equity(panel, 1000, Morning).Should().Equal("price-jump");
        }
    }

    [Fact]
    public void A_configured_time_resets_a_breaker_but_never_the_operators_halt()
    {
        var panel = At(1000, None with { LossesInARow = 1, ResetAfter = TimeSpan.FromMinutes(30) });
        Trades(panel, -1).Should().Equal("losses");
        panel.Halt("by hand", Morning);

        Equity(panel, 1000, Morning.AddMinutes(29)).Should().BeEquivalentTo("losses", "operator");
        Equity(panel, 1000, Morning.AddMinutes(30)).Should().Equal("operator");
        panel.Resume();
        panel.IsTripped.Should().BeFalse();
    }

    [Fact]
    public void A_new_process_goes_on_with_what_was_stored()
    {
        var panel = At(1000, None with { Drawdown = 0.1m });
        Equity(panel, 900, Morning).Should().Equal("drawdown");

        var next = new BreakerPanel(None with { Drawdown = 0.1m });
        next.Restore(panel.State());

        Equity(next, 990, Morning.AddHours(1)).Should().Equal("drawdown");
        next.State().Peak.Should().Be(1000);
    }

    private static BreakerPanel At(decimal equity, BreakerLimits limits)
    {
        var panel = new BreakerPanel(limits);
        Equity(panel, equity, Morning).Should().BeEmpty();
        return panel;
    }

    private static IEnumerable<string> Equity(BreakerPanel panel, decimal equity, DateTime now)
    {
        panel.EquityIs(equity);
        panel.Advance(now);
        return [.. panel.Tripped.Select(tripped => tripped.Name)];
    }

    private static IEnumerable<string> Trades(BreakerPanel panel, params decimal[] profits)
    {
        foreach (var profit in profits)
        {
            var entry = new Fill(0, Price: 100, Volume: 1, Cost: 100, Fee: 0);
            panel.TradeClosed(new ClosedTrade(1, 2, entry, entry with { Cost = 100 + profit }, "", ""));
        }

        return Equity(panel, 1000, Morning);
    }
}
