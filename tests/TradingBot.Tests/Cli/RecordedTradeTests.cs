using System.Text.Json;
using TradingBot.Data.Recordings.Log;
using TradingBot.Tests.Recordings;

namespace TradingBot.Tests.Cli;

/// <summary>The whole command on small recordings, whose fills are worked out by hand.</summary>
public class RecordedTradeTests
{
    private static readonly (decimal, decimal)[] Bids = [(99.9m, 1), (99.0m, 100)];

    [Theory]
    [InlineData("", "100.1333333333", "12:01:00")]
    [InlineData("--latency 0", "100.0666666667", "12:01:00")]
    [InlineData("--latency 139ms", "100.1066666667", "12:01:00")]
    [InlineData("--latency 2s", "100.2", "12:01:04")]
    public void A_market_order_takes_the_levels_as_they_are_when_it_arrives(string options, string price, string known)
    {
        using var recording = new TradedRecording();
        recording.Book(1, Bids, [(100.0m, 1), (100.1m, 2), (100.2m, 5)]);
        recording.Ticks([2, 10, 30], 100);
        recording.Buy(60.1, 100, 0.001m); // proves the first candle: decided at 60.1
        recording.Ask(60.2, 100.0m, 0.4m);
        recording.Ask(60.24, 100.0m, 0);
        recording.Ask(61, 100.1m, 0);
        recording.Ticks([65, 70, 125], 100);
        recording.Seal();

        var trade = Trades(recording, $"--volume 3 {options} -e 2026-11-20T12:02").Should().ContainSingle().Subject;

        trade["entry_price"].Should().Be(price);
        trade["volume"].Should().Be("3");
        trade["open_time"].Should().Be($"2026-11-20 {known}");
    }

    [Fact]
    public void A_market_order_that_the_recorded_depth_cannot_fill_is_rejected_whole_as_on_paper()
    {
        using var recording = new TradedRecording();
        recording.Book(1, Bids, [(100.0m, 1), (100.1m, 2)]);
        recording.Ticks([2, 30, 61, 121], 100);
        recording.Seal();

        var run = recording.Run("--volume 3.1");

        run.Output.Should().Contain("orders rejected     1 (the order book as received is not deep enough)");
        run.Output.Should().Contain("0 buys, 0 sells");
    }

    [Theory]
    [InlineData("", "0")]
    [InlineData("--queue off", "0")]
    [InlineData("--queue", "50")]
    [InlineData("--queue proportional", "50")]
    [InlineData("--queue RISK-AVERSE", "50")]
    [InlineData("--queue power:2", "50")]
    public void A_resting_order_waits_in_the_queue_where_one_is_asked_for(string queue, string volume)
    {
        using var recording = new TradedRecording();
        Example2(recording);

        var trades = Trades(recording, $"--order limit --volume 50 {queue} -e 2026-11-20T12:02");

        trades.Select(trade => trade["volume"]).DefaultIfEmpty("0").Should().Equal(volume);
        foreach (var trade in trades)
            (trade["entry_price"], trade["open_time"]).Should().Be(("100", "2026-11-20 12:01:30"), "all is filled");
    }

    [Fact]
    public void The_queue_model_decides_how_much_of_a_cancellation_stood_ahead()
    {
        using var recording = new TradedRecording();
        recording.Book(1, [(100.0m, 100)], [(100.1m, 100)]);
        recording.Ticks([2, 30, 60.1], 100);
        recording.Bid(70, 100.0m, 160);
        recording.Bid(80, 100.0m, 100); // 60 are cancelled: 37.5 of them stood ahead of us, or none
        recording.Sell(90, 100.0m, 70);
        recording.Ticks([119, 125], 100.2m);
        recording.Seal();

        const string Options = "--order limit --volume 20 --order-patience 55 -e 2026-11-20T12:02 --queue ";
        Trades(recording, Options + "risk-averse").Should().BeEmpty();
        Trades(recording, Options + "proportional").Should().ContainSingle()
            .Which["volume"].Should().Be("7.5", "what is left of it is taken back after 55 seconds");
    }

    [Fact]
    public void A_level_that_leaves_the_recorded_depth_has_not_been_cancelled()
    {
        using var recording = new TradedRecording(depth: 2);
        recording.Book(1, [(100.0m, 1), (99.0m, 4)], [(102.0m, 50)]);
        recording.Ticks([2, 30], 99.0m);
        recording.Ticks([60.1], 99.0m); // one of four at 99 is bought a thousandth of
        recording.Bid(70, 101.0m, 1); // pushes 99 out
        recording.Sell(80, 99.0m, 3);
        recording.Bid(81, 101.0m, 0);
        recording.Bid(81, 100.0m, 0);
        recording.Bid(81, 99.0m, 9);
        recording.Sell(90, 99.0m, 3);
        recording.Ticks([119, 125], 100);
        recording.Seal();

        Trades(recording, "--order limit --volume 5 --queue --order-patience 50 -e 2026-11-20T12:02")
            .Should().ContainSingle().Which["volume"].Should().Be("2", "one of four was left ahead of it");
    }

    [Fact]
    public void A_resting_exit_pays_the_makers_fee_and_the_books_agree()
    {
        using var recording = new TradedRecording();
        recording.Book(1, [(100.0m, 5), (99.0m, 50)], [(100.1m, 5), (101.0m, 50)]);
        recording.Ticks([2, 30], 100);
        recording.Buy(61, 100.0m, 0.001m);
        recording.Sell(65, 99.9m, 3); // beyond our limit of 100.0: we are filled first
        recording.Ticks([119, 121], 100.0m);
        recording.Bid(122, 100.0m, 0);
        recording.Bid(122, 99.9m, 1);
        recording.Buy(123, 102.1m, 3);
        recording.Ticks([181, 182], 102.1m);
        recording.Sell(190, 102.1m, 0.001m);
        recording.Buy(200, 102.2m, 4);
        recording.Ticks([239, 241], 102.1m);
        recording.Seal();
        using var report = new TemporaryDirectory();

        var run = recording.Run(
            $"--order limit --volume 2 --set take-profit=1 -e 2026-11-20T12:04 --output {report.Path}",
            fee: "1%");

        run.ExitCode.Should().Be(0, run.Errors);
        var trade = Read(report).Should().ContainSingle().Subject;
        (trade["entry_price"], trade["entry_fee"]).Should().Be(("100", "2"));
        (trade["exit_price"], trade["exit_cost"], trade["exit_fee"]).Should().Be(("102.1", "204.2", "2.042"));
        using var json = JsonDocument.Parse(File.ReadAllText(report["report.json"]));
        json.RootElement.GetProperty("result").GetProperty("net_profit").GetDecimal()
            .Should().Be(204.2m - 200 - 4.042m);
        var figures = json.RootElement.GetProperty("figures");
        figures.GetProperty("trades").GetProperty("average_favourable_excursion").GetProperty("value").GetDouble()
            .Should().BeApproximately(0.021, 1e-12, "from 100 to 102.1, which a candle or the exit itself has shown");
        figures.GetProperty("costs").GetProperty("slippage").GetProperty("value").ValueKind
            .Should().Be(JsonValueKind.Null, "what a recorded book takes is in its prices");
    }

    [Fact]
    public void A_strategy_that_looks_at_the_book_sees_it_once_a_minute_as_live()
    {
        using var recording = new TradedRecording();
        recording.Book(1, [(100.0m, 3)], [(100.1m, 1)]); // bias 0.5
        recording.Ticks([2, 30, 61], 100);
        recording.Bid(61.5, 100.0m, 1); // bias 0, seen at 120
        recording.Ticks([119, 121, 170, 181, 185, 241], 100);
        recording.Seal();

        var trade = Trades(recording, "--volume 1", enter: "0.2", leave: "0.1").Should().ContainSingle().Subject;

        (trade["open_reason"], trade["open_time"]).Should().Be(("more is bid than asked", "2026-11-20 12:01:01"));
        (trade["close_reason"], trade["close_time"])
            .Should().Be(("no longer more is bid than asked", "2026-11-20 12:02:01"));
        (trade["entry_price"], trade["exit_price"]).Should().Be(("100.1", "100"));
    }

    [Fact]
    public void Gaps_of_the_book_are_named_with_their_length_and_an_order_in_one_waits_or_is_refused()
    {
        using var recording = new TradedRecording();
        recording.Book(1, Bids, [(100.0m, 5)]);
        recording.Ticks([2, 30, 59], 100);
        recording.Ask(59.5, 100.0m, 6);
        recording.Hours.Note(FrameType.Closed, "reset"u8.ToArray()); // the connection is lost, the book with it
        recording.Ticks([60.5, 63], 100);
        recording.Book(64, Bids, [(100.5m, 5)]);
        recording.Ticks([65, 119, 125], 100);
        recording.Seal();
        using var report = new TemporaryDirectory();

        var run = recording.Run($"--volume 1 -e 2026-11-20T12:02 --output {report.Path}");

        run.Output.Should().Contain("gaps of the book    1, 4.5 seconds in all, in which no order meets a book")
            .And.Contain("2026-11-20 12:00:59 UTC, 4.5 seconds: connection lost: reset");
        Read(report).Should().ContainSingle()
            .Which["entry_price"].Should().Be("100.5", "it met the book that came next");
        using var json = JsonDocument.Parse(File.ReadAllText(report["report.json"]));
        var gap = json.RootElement.GetProperty("setup").GetProperty("recording").GetProperty("book_gaps")[0];
        gap.GetProperty("reason").GetString().Should().Be("connection lost: reset");
        gap.GetProperty("seconds").GetDouble().Should().Be(4.5);
    }

    [Fact]
    public void The_same_recording_gives_the_same_report_to_the_last_digit()
    {
        using var recording = new TradedRecording();
        Example2(recording);

        const string Arguments = "--order limit --volume 50 --queue";
        string[] runs = [.. Enumerable.Range(0, 3).Select(_ => recording.Run(Arguments).Output)];

        runs.Distinct().Should().ContainSingle().Which.Should().Contain("1 buys, 0 sells");
        runs[0].Should().Contain("resting orders      by their place in the queue (proportional)")
            .And.Contain("fills               from the recorded book, 150 ms after the decision")
            .And.Contain("gaps of the book    none");
    }

    [Fact]
    public void A_breaker_stops_new_trades_on_a_recording_too()
    {
        using var recording = new TradedRecording();
        recording.Book(1, [(100.0m, 50)], [(100.1m, 50)]);
        recording.Ticks([2, 30, 61, 119], 100);
        recording.Ticks([121, 181, 241, 301], 120); // a jump of 20 %
        recording.Seal();

        var run = recording.Run("--volume 1 --set stop-loss=0 --max-price-jump 10%");

        run.Output.Should().Contain("Breakers that tripped").And.Contain("2026-11-20 12:02:01 price-jump");
    }

    internal static List<Dictionary<string, string>> Trades(
        TradedRecording recording, string arguments, string enter = "-0.9999", string leave = "-1")
    {
        using var report = new TemporaryDirectory();
        var run = recording.Run($"{arguments} --output {report.Path}", enter, leave);
        run.Errors.Should().BeEmpty();
        return Read(report);
    }

    /// <summary>The rows of trades.csv by the names of their columns.</summary>
    internal static List<Dictionary<string, string>> Read(TemporaryDirectory report)
    {
        var lines = File.ReadAllLines(report["trades.csv"]);
        var names = lines[0].Split(',');
        return
        [
            .. lines.Skip(1).Select(
                line => names.Zip(line.Split(',')).ToDictionary(cell => cell.First, cell => cell.Second)),
        ];
    }

    /// <summary>Join 50 behind 100; sell 80, level to 20, sell 30, level to 0, sell 50.</summary>
    private static void Example2(TradedRecording recording)
    {
        recording.Book(1, [(100.0m, 100), (99.0m, 500)], [(100.1m, 100)]);
        recording.Ticks([2, 30, 60.1], 100);
        recording.Sell(70, 100.0m, 80);
        recording.Bid(70.01, 100.0m, 20);
        recording.Sell(80, 100.0m, 30);
        recording.Bid(80.01, 100.0m, 0);
        recording.Sell(90, 100.0m, 50);
        recording.Ticks([119, 125], 100);
        recording.Seal();
    }
}
