namespace TradingBot.Tests.Cli;

public class TradeCommandTests
{
    private const string Short = "-p 60 --data synthetic -s 2020-03-01 -e 2020-03-31";

    [Theory]
    [InlineData("-p 7", "--period: '7' is not allowed; use minutes that divide a day*")]
    [InlineData("-x binance", "--exchange: 'binance' is not allowed; use kraken or simulator")]
    [InlineData("-t 0", "--poll: '0' is not allowed; use seconds from 0.1 to 3600")]
    [InlineData("--feed carrier-pigeon", "--feed: 'carrier-pigeon' is not allowed; use socket or rest")]
    [InlineData("-t NaN", "--poll: 'NaN' is not allowed; use seconds from 0.1 to 3600")]
    [InlineData("-s yesterday", "--start: 'yesterday' is not a time; use a date (2017-01-01), a date-time*")]
    [InlineData("-s 2020-02-30", "--start: '2020-02-30' is not a time;*")]
    [InlineData("-s 2017", "--start: '2017' is not a time;*")]
    [InlineData("-s 20170101", "--start: '20170101' is not a time;*")]
    [InlineData("-s -1", "--start: '-1' is not a time;*")]
    [InlineData("-s 2020-01-02 -e 2020-01-01", "--end: must be after --start")]
    [InlineData("-e 2020-01-01", "--end: needs --start;*")]
    [InlineData("-c FOOUSD -s 2020-01-01", "--currency: 'FOOUSD' is not a known pair; use XBTUSD,*")]
    [InlineData("-c ../etc -s 2020-01-01", "--currency: '../etc' is not a known pair;*")]
    [InlineData("-c ../etc", "--currency: '../etc' is not a pair; use one such as XBTUSD, XXBTZUSD, XBT/USD or BTC/USD")]
    [InlineData("-x simulator -c FOOUSD", "--currency: 'FOOUSD' is not a pair of the simulator; use XBTUSD,*")]
    [InlineData("--key /does/not/exist", "--key: /does/not/exist: no such file")]
    [InlineData("--validate -s 2020-01-01", "--validate: not with --start; a backtest sends nothing to Kraken")]
    [InlineData(
        "--max-data-age 60 -s 2020-01-01", "--max-data-age: not with --start; the data of a backtest is never late")]
    [InlineData(
        "--max-order-errors 5 -s 2020-01-01",
        "--max-order-errors: not with --start; a backtest has no exchange that could fail")]
    [InlineData(
        "--breaker-reset 60 -s 2020-01-01", "--breaker-reset: with --start needs a breaker, such as --max-drawdown")]
    [InlineData("--max-drawdown 0 -s 2020-01-01", "--max-drawdown: '0' is not allowed;*")]
    [InlineData("--strategy best", "--strategy: 'best' is not a strategy; use macd, *sma-cross, or a file, such as ./MyStrategy.cs or .dll")]
    [InlineData("--strategy order-book-bias -s 2020-01-01 --data synthetic", "--strategy: order-book-bias looks at the order book and needs recorded books;*")]
    [InlineData("--strategy majority --set of=momentum+order-book-bias -s 2020-01-01", "--strategy: majority looks at the order book*")]
    [InlineData("--strategy order-book-bias --set leave=0.5", "--set: leave (0.5) must be less than enter (0.2)")]
    [InlineData("--set fast", "--set: 'fast' is not allowed; use name=value,*")]
    [InlineData("--set speed=1", "--set: 'speed' is not a parameter of this strategy; it has fast, slow,*")]
    [InlineData("--set fast=1.5", "--set: '1.5' is not allowed for fast; use a whole number from 1 to 5000")]
    [InlineData("--set stop-loss=NaN", "--set: 'NaN' is not allowed for stop-loss; use a number from 0 to 100")]
    [InlineData("--set exits=never", "--set: 'never' is not allowed for exits; use close or intrabar")]
    [InlineData("--set fast=26", "--set: fast (26) must be less than slow (26)")]
    [InlineData("--strategy sma-cross --set slow=5", "--set: fast (20) must be less than slow (5)")]
    [InlineData("--volume 0", "--volume: '0' is not allowed;*")]
    [InlineData("--volume 101%", "--volume: '101%' is not allowed;*")]
    [InlineData("--volume 1e5", "--volume: '1e5' is not allowed;*")]
    [InlineData("--balance -5", "--balance: '-5' is not allowed;*")]
    [InlineData("--fee 11%", "--fee: '11%' is not allowed; use a rate from 0 to 10%, such as 0.26% or 0.0026")]
    [InlineData("--slippage -1%", "--slippage: '-1%' is not allowed;*")]
    [InlineData("--trades 0", "--trades: '0' is not allowed; use a whole number from 1 to 100")]
    [InlineData("--order stop", "--order: 'stop' is not allowed; use market or limit or post-only")]
    [InlineData("--order-patience 60", "--order-patience: needs --order limit or --order post-only")]
    [InlineData("--order limit --order-patience 0", "--order-patience: '0' is not allowed; use a whole number from 1 to 2592000")]
    [InlineData("--dead-mans-switch --order limit", "--dead-mans-switch: needs --live and --order limit or --order post-only")]
    [InlineData("--dead-mans-switch --live", "--dead-mans-switch: needs --live and --order limit or --order post-only")]
    [InlineData("--gaps maybe", "--gaps: 'maybe' is not allowed; use fill or keep")]
    [InlineData("--frobnicate", "'--frobnicate' is not a command or option; see 'TradingBot --help'")]
    [InlineData(
        "history imprt", "'imprt' is not a command or option (did you mean 'import'?); see 'TradingBot history --help'")]
    [InlineData("-p", "Required argument missing for option: '-p'.")]
    [InlineData("-p 5 -p 15", "*-p*")]
    [InlineData("-s 2030-01-01 --data synthetic", "--start, --end: no whole 5-minute candle between 2030-01-01 00:00:00 and the end; synthetic market*")]
    [InlineData("-s 2020-01-01T00:01 -e 2020-01-01T00:04 --data synthetic", "--start, --end: no whole 5-minute candle between*")]
    [InlineData("--data synthetic", "--data: 'synthetic' needs --start; the synthetic market is history only.*use -x simulator")]
    [InlineData("--data /dev/null -s 2020-01-01", "--data: '/dev/null' is a file; name a directory")]
    [InlineData("--output /dev/null -s 2020-01-01 --data synthetic", "--output: '/dev/null' is a file; name a directory")]
    [InlineData("--config /dev", "/dev: is a directory; name a file")]
    [InlineData("-s 2020-01-01 --data synthetic -c ETHUSD", "--data: the synthetic market is XBT/USD, not ETHUSD; use -c XXBTZUSD")]
    public void A_wrong_value_is_one_line_with_the_option_the_value_and_what_is_allowed(string arguments, string message)
    {
        var run = Shell.Run(arguments);

        run.ExitCode.Should().Be(2);
        run.Errors.Should().Match(message + "\n").And.NotContain("   at ");
        run.Errors.Split('\n').Should().HaveCount(2);
        run.Output.Should().BeEmpty();
    }

    [Fact]
    public void Orders_that_rest_show_as_pending_and_in_the_report()
    {
        var run = Shell.Run($"{Short} --verbose --order post-only --order-patience 7200");

        run.Output.Should().Contain(" - PENDING Exit Price: -").And.Contain("post-only, each price for 2 hours");
    }

    [Fact]
    public void The_report_says_which_breaker_tripped_when_where_one_is_switched_on()
    {
        using var here = new TemporaryDirectory();

        Shell.Run($"{Short} --max-losses 2 --breaker-reset 2000 --output {here["out"]}").Output
            .Should().Contain("  2020-03-02 11:00:00 losses: 2 losing trades in a row")
            .And.Contain("(a breaker had tripped)").And.Contain("a price jump is from a close to the next open");
        File.ReadAllText(here["out/report.json"]).Should().Contain("\"time\": \"2020-03-02 11:00:00\"");
        Shell.Run(Short).Output.Should().NotContain("breaker");
    }

    [Fact]
    public void The_original_long_names_are_understood()
    {
        Shell.Run("--exchange kraken --period 60 --poll 0.5 --currency XBT/USD --start 1583020800 --end 2020-03-31 --data synthetic")
            .ExitCode.Should().Be(0);
    }

    [Theory]
    [InlineData("2020-03-01", "2020-03-31")]
    [InlineData("2020-03-01T00:00", "2020-04-01T00:00:00Z")]
    [InlineData("1583020800", "1585699200")]
    [InlineData("2020-03-01T01:00+01:00", "2020-04-01T02:00+02:00")]
    public void A_time_is_a_date_a_date_time_or_unix_seconds(string start, string end)
    {
        Shell.Run($"-p 60 --data synthetic -s {start} -e {end}").Output
            .Should().Contain("2020-03-01 00:00:00 to 2020-04-01 00:00:00 UTC, 31 days").And.Contain("744 traded on, 720 before");
    }

    [Fact]
    public void A_pair_that_has_no_candles_names_the_store_and_what_to_do()
    {
        using var here = new TemporaryDirectory();

        var run = Shell.Run($"-c ETHUSD -s 2020-01-01 --data {here.Store}");

        run.ExitCode.Should().Be(1);
        run.Errors.Should().Match($"no candles of ETHUSD for a period of 5 minutes in {here.Store}; import some*\n");
    }

    [Fact]
    public async Task Ctrl_C_ends_with_the_report_so_far_and_130()
    {
        using var here = new TemporaryDirectory();
        using var stop = new CancellationTokenSource();
        await using var output = new CancellingWriter(stop); // presses Ctrl-C at the first line of the ledger

        var exitCode = await TradingBot.Cli.CommandLine.RunAsync(
            ["-p", "1", "--data", "synthetic", "-s", "2020-01-01", "--verbose", "--output", here.Path],
            output,
            TextWriter.Null,
            stop.Token);

        exitCode.Should().Be(130);
        output.ToString().Should().Contain("INTERRUPTED").And.Contain("512 traded on").And.Contain("net profit");
        File.Exists(here["trades.csv"]).Should().BeTrue();
    }

    [Fact]
    public void The_report_files_hold_what_the_console_shows()
    {
        using var here = new TemporaryDirectory();

        var run = Shell.Run($"{Short} --strategy macd-cross --output {here.Path}");

        using var json = System.Text.Json.JsonDocument.Parse(File.ReadAllText(here["report.json"]));
        var net = json.RootElement.GetProperty("result").GetProperty("net_profit").GetDecimal();
        run.Output.Should().Contain(net.ToString("0.00####", System.Globalization.CultureInfo.InvariantCulture));
        var closed = json.RootElement.GetProperty("trades").GetProperty("closed").GetInt32();
        File.ReadLines(here["trades.csv"]).Count(line => line.Contains("CLOSED", StringComparison.Ordinal)).Should().Be(closed);
        File.ReadLines(here["equity.csv"]).Should().HaveCount(1 + 32, "a header, 32 midnights from 1 March to 1 April");
    }

    [Fact]
    public void An_output_directory_that_cannot_be_written_is_one_line()
    {
        using var here = new TemporaryDirectory();
        var file = here.Write("file", "");

        var run = Shell.Run($"{Short} --output {file}/below");

        run.ExitCode.Should().Be(1);
        run.Errors.Should().StartWith($"--output: '{file}/below' cannot be written: ").And.NotContain("   at ");
    }

    [Fact]
    public void Verbose_prints_the_ledger_as_it_grows()
    {
        var lines = Shell.Run($"{Short} --verbose --trades 1").Output.Split('\n');

        var closed = lines.Where(line => line.Contains(" CLOSED Exit Price: ", StringComparison.Ordinal)).ToList();
        closed.Should().NotBeEmpty().And.OnlyHaveUniqueItems();
        lines.Count(line => line.Contains(" OPEN Exit Price: -", StringComparison.Ordinal)).Should().BeGreaterThan(closed.Count);
    }

    [Fact]
    public void Missing_candles_are_counted_whether_they_are_filled_or_left_out()
    {
        using var here = new TemporaryDirectory();
        var rows = Enumerable.Range(0, 30).Where(i => i is not (10 or 11 or 20)).Select(i => $"{1577836800 + i * 3600},1,1,1,1,1,1");
        here.Write("XBTUSD_60.csv", string.Join('\n', rows) + "\n");
        here.History("import", here["XBTUSD_60.csv"]).ExitCode.Should().Be(0);

        Shell.Run($"-p 60 -s 2020-01-01 --data {here.Store}").Output
            .Should().Contain("3 missing candles filled with flat ones").And.Contain(" 30 traded on");
        Shell.Run($"-p 60 -s 2020-01-01 --gaps keep --data {here.Store}").Output
            .Should().Contain("3 missing candles left out").And.Contain(" 27 traded on");
    }

    [Fact]
    public void A_day_is_whole_though_its_last_hours_did_not_trade()
    {
        using var here = new TemporaryDirectory();
        var rows = new[] { 0, 20, 24, 30 }.Select(hour => $"{1577836800 + hour * 3600},1,1,1,1,1,1");
        here.Write("XBTUSD_60.csv", string.Join('\n', rows) + "\n");
        here.History("import", here["XBTUSD_60.csv"]).ExitCode.Should().Be(0);

        Shell.Run($"-p 60 -s 2020-01-01 -e 2020-01-01 --data {here.Store}").Output
            .Should().Contain("2020-01-01 00:00:00 to 2020-01-02 00:00:00 UTC").And.Contain(" 24 traded on");
        Shell.Run($"-p 1440 -s 2020-01-01 --data {here.Store}").Output.Should().Contain(" 1 traded on");
    }

    [Theory]
    [InlineData("--output", "--output: '' is not a directory")]
    [InlineData("--data", "--data: '' is not a directory")]
    public void An_empty_directory_name_is_one_line(string option, string message)
    {
        var run = Shell.Run(["-s", "2020-01-01", option, ""]);

        run.ExitCode.Should().NotBe(0);
        run.Errors.TrimEnd('\n').Should().Match(message).And.NotContain("   at ");
    }

    [Fact]
    public void Fees_by_volume_are_for_pairs_in_dollars_and_the_report_says_so()
    {
        using var here = new TemporaryDirectory();
        here.Write("ETHXBT_60.csv", "1577836800,1,1,1,1,1,1\n");
        here.History("import", here["ETHXBT_60.csv"]).ExitCode.Should().Be(0);

        Shell.Run($"-c ETHXBT -p 60 -s 2020-01-01 --data {here.Store}").Output
            .Should().Contain("0.8 % of the cost of each fill").And.Contain("first tier only");
    }

    [Fact]
    public void The_help_names_every_option_and_shows_how_to_begin()
    {
        var help = Shell.Run("--help").Output;

        foreach (var option in new[] { "-x,", "-p,", "-t,", "-c,", "-s,", "-e,", "--strategy", "--set", "--data", "--output" })
            help.Should().Contain(option);
        help.Should().Contain("--data synthetic -s 2024-01-01").And.Contain("history import").And.NotContain("`1[");
    }

    [Fact]
    public void Strategies_are_listed_and_their_parameters_shown()
    {
        Shell.Run("strategies list").Output.Should().Contain("macd-cross").And.Contain("sma-cross");
        Shell.Run("strategies show macd").Output.Should().Contain("take-profit").And.Contain("0.7").And.Contain("2.5");
        Shell.Run("strategies show none").Errors.Should().StartWith("'none' is not a strategy; use macd,");
    }

    private sealed class CancellingWriter(CancellationTokenSource stop) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            stop.Cancel();
        }
    }
}
