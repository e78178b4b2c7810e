using TradingBot.Data.Recordings.Checks;
using static TradingBot.Tests.Recordings.CandleWords;

namespace TradingBot.Tests.Recordings;

public sealed class CandleRowsTests : IDisposable
{
    private readonly SealedHours _hours = new(TestLog.Pair with { CandleMinutes = 1 });
    private readonly CandleWords _words;
    private readonly long _start;

    public CandleRowsTests()
    {
        _words = new CandleWords(_hours);
        _start = _words.Start;
    }

    [Fact]
    public void Of_a_candle_that_is_sent_again_and_again_the_last_state_is_kept_once_a_later_one_is_heard_of()
    {
        _hours.Say(Update(Candle(0, 1)), Update(Candle(0, 2)), Update(Candle(0, 3)), Update(Candle(1, 1)));
        _hours.Say(Update(Candle(1, 4)), Update(Candle(2, 1)), Update(Candle(2, 2)));

        _hours.Seal();

        Kept().Should().Equal("0:3", "1:4");
        _hours.Gaps().Should().BeEmpty();
    }

    [Fact]
    public void All_that_the_exchange_says_is_kept_digit_for_digit_with_both_times()
    {
        _hours.Say($"candles XBTUSD update exch=77|5 {_start} 100.5 101.0 99.9 100.0 0.00000001 100.4 3");
        var (received, _) = _hours.Test.Now;
        _hours.Say($"candles XBTUSD update|5 {_start + 5 * Minute} 1 1 1 1 1 1 1");

        var line = _hours.Seal().Segments.Single(segment => segment.Path.Contains("kind=candles"));

        var rows = _hours.Candles();
        string.Join(' ', rows.Columns.Select(column => column.Text(0))).Should().Be(
            $"{_start} 5 100.5 101.0 99.9 100.0 0.00000001 100.4 3 77 {received}");
        (line.Rows, line.First, line.FromMicros).Should().Be((1, _start, received));
    }

    [Fact]
    public void The_candle_that_an_hour_ends_in_is_kept_in_the_hour_that_hears_its_end()
    {
        _hours.Say(Update(Candle(58, 1)), Update(Candle(59, 1)), Update(Candle(59, 7)));
        _hours.Seal();
        Kept().Should().Equal("58:1");
        _hours.Say(Update(Candle(60, 1)), Update(Candle(61, 1)));

        _hours.Seal();

        Kept().Should().Equal("59:7", "60:1");
        _hours.Gaps().Should().BeEmpty();
        _hours.Verify().Findings.Should().BeEmpty();
    }

    [Fact]
    public void An_hour_in_which_nothing_is_traded_forgets_nothing()
    {
        _hours.Say(Update(Candle(59, 7)));
        _hours.Seal();
        _hours.Listen(TimeSpan.FromMinutes(1));
        _hours.Seal();
        _hours.Say(Update(Candle(130, 1)));

        _hours.Seal();

        Kept().Should().Equal("59:7");
    }

    [Fact]
    public void Candles_that_nobody_traded_are_no_gap()
    {
        _hours.Say(Update(Candle(0, 1)), Update(Candle(7, 1)), Update(Candle(8, 1)));

        _hours.Seal();

        Kept().Should().Equal("0:1", "7:1");
        _hours.Gaps().Should().BeEmpty();
        _hours.Verify().Should().Match<VerifyReport>(
            report => report.Findings.Count == 0 && report.Candles == 2);
    }

    [Fact]
    public void Of_the_list_after_the_first_subscription_all_but_the_running_one_are_over()
    {
        _hours.Say(List(Candle(-2, 5), Candle(-1, 6), Candle(0, 1)), Update(Candle(0, 2)), Update(Candle(1, 1)));

        _hours.Seal();

        Kept().Should().Equal("-2:5", "-1:6", "0:2");
    }

    [Fact]
    public void Each_length_goes_its_own_way()
    {
        _hours.Say(Update(Candle(0, 1), Candle(0, 1, length: 5)), Update(Candle(1, 1), Candle(0, 2, length: 5)));
        _hours.Say(Update(Candle(5, 1, length: 5)));

        _hours.Seal();

        Kept().Should().Equal("0:1", "0:2");
    }

    [Fact]
    public void An_average_with_more_digits_than_the_prices_keeps_them()
    {
        _hours.Say($"candles XBTUSD update|1 {_start} 100.5 100.5 100.5 100.5 1 100.48213 3", Update(Candle(1, 1)));

        _hours.Seal();

        _hours.Candles().AveragePrice[0].Should().Be(100.48213m);
    }

    [Fact]
    public void Where_none_are_recorded_there_is_no_file_of_them()
    {
        using var hours = new SealedHours();
        hours.Say("trades XBTUSD Stream|17 5000 b 100.5 0.25");

        hours.Seal().Segments.Should().NotContain(segment => segment.Path.Contains("kind=candles"));
    }

    public void Dispose() => _hours.Dispose();

    private string Candle(int minute, int state, int length = 1) => _words.Candle(minute, state, length);

    private List<string> Kept() => _words.Kept();
}
