using System.Globalization;
using System.Text.Json;
using TradingBot.Tests.Cli;

namespace TradingBot.Tests.Modes.Portfolios;

/// <summary>Several bots over one balance, as a user runs them.</summary>
public sealed class PortfolioBacktestTests : IDisposable
{
    private const string Range = "-s 2020-03-01 -e 2020-04-30 --data synthetic";

    private readonly TemporaryDirectory _here = new();

    public void Dispose() => _here.Dispose();

    [Theory]
    [InlineData("-p 1h")]
    [InlineData("-p 60 --strategy sma-cross --volume 5000USD --trades 5 --fee 0.26%")]
    [InlineData("-p 45m --strategy scalping --set exits=intrabar --set stop-loss=2 --volume 100% --balance 3000")]
    [InlineData("-p 240 --strategy moving-average --volume 40% --order limit --order-patience 7200")]
    [InlineData("-p 30 --strategy bollinger-bands --order post-only --volume 20%")]
    [InlineData("-p 2h --strategy momentum --short --leverage 3 --volume 30%")]
    [InlineData("-p 1h --strategy momentum --set exits=intrabar --set stop-loss=3 --short --volume 200USD")]
    [InlineData("-p 30 --strategy scalping --volume 200USD --max-losses 3 --breaker-reset 900")]
    [InlineData("-p 15 --strategy macd-cross --max-daily-loss 1% --max-price-jump 1% --slippage 0.05%")]
    [InlineData("-p 2d --strategy sma-cross --set fast=3 --set slow=8 --volume 30%")]
    [InlineData("-p 20m --strategy momentum --volume 100% --balance 300")]
    public void One_bot_with_all_the_money_comes_to_what_a_backtest_of_it_comes_to(string options)
    {
        var alone = Shell.Run($"{options} {Range} --output {_here["alone"]}");
        var definition = Shell.Run($"config bot {options} {Range}");
        definition.Errors.Should().BeEmpty();
        var shared = string.Join(' ', Shared(options));

        var together = Portfolio(definition.Output, $"{shared} --output {_here["together"]}");

        together.ExitCode.Should().Be(alone.ExitCode).And.Be(0, together.Errors);
        foreach (var section in new[] { "Result", "Risk", "Trades" })
            Section(together, section).Should().Equal(Section(alone, section)).And.HaveCountGreaterThan(4);
        var (one, all) = (Json("alone"), Json("together"));
        Text(all, "result").Should().Be(Text(one, "result"));
        var bot = all.GetProperty("bots")[0];
        foreach (var part in new[] { "setup", "result", "trades" })
            Text(bot, part).Should().Be(Text(one, part));
        Lines("together", "trades.csv").Select(line => line[(line.IndexOf(',', StringComparison.Ordinal) + 1)..])
            .Should().Equal(Lines("alone", "trades.csv")).And.HaveCountGreaterThan(2);
        Lines("together", "equity.csv").Skip(1).Select(line => line.Split(','))
            .Should().OnlyContain(cells => cells.Length == 3 && cells[1] == cells[2]);
        Lines("together", "equity.csv").Skip(1).Select(line => line[..line.LastIndexOf(',')])
            .Should().Equal(Lines("alone", "equity.csv").Skip(1)).And.HaveCountGreaterThan(59);
    }

    [Fact]
    public void Bots_whose_budgets_the_balance_covers_come_to_what_each_comes_to_alone()
    {
        string[] options =
        [
            "-p 1h --balance 20000 --volume 60%", "-p 4h --strategy sma-cross --balance 30000 --volume 90%",
            "-p 5 --strategy scalping --set exits=intrabar --balance 10000 --volume 100%",
        ];
        var bots = options.Select((text, i) => Definition($"{text} --fee 0.26% --name bot{i}"));

        var run = Portfolio(Several([.. bots]), $"--balance 70000 --output {_here["all"]}");

        run.ExitCode.Should().Be(0, run.Errors);
        var all = Json("all");
        var profit = 0m;
        for (var i = 0; i < options.Length; i++)
        {
            Shell.Run($"{options[i]} --fee 0.26% {Range} --output {_here[$"alone{i}"]}").ExitCode.Should().Be(0);
            var (alone, bot) = (Json($"alone{i}"), all.GetProperty("bots")[i]);
            foreach (var part in new[] { "setup", "result", "trades" })
                Text(bot, part).Should().Be(Text(alone, part), "bot {0}", i);
            Lines("all", "trades.csv").Where(line => line.StartsWith($"bot{i},", StringComparison.Ordinal))
                .Select(line => line[5..]).Should().Equal(Lines($"alone{i}", "trades.csv").Skip(1));
            Lines("all", "equity.csv").Skip(1).Select(line => line.Split(',')[i + 2])
                .Should().Equal(Lines($"alone{i}", "equity.csv").Skip(1).Select(line => line.Split(',')[1]));
            profit += alone.GetProperty("result").GetProperty("net_profit").GetDecimal();
        }

        all.GetProperty("result").GetProperty("net_profit").GetDecimal().Should().Be(profit);
        Lines("all", "equity.csv").Skip(1).Select(line => line.Split(',').Skip(1).Select(Number).ToArray())
            .Should().OnlyContain(cells => cells[0] == 10_000 + cells[1] + cells[2] + cells[3]);
        Number(all.GetProperty("result"), "return").Should().BeApproximately(
            all.GetProperty("bots").EnumerateArray().Sum(bot => Number(bot, "contribution")), 1e-12);
        run.Output.Should().NotContain("the other bots had the money");
    }

    [Fact]
    public void Closed_trades_of_all_bots_come_in_the_order_of_their_closing()
    {
        Portfolio(Two("a", "b"), $"--output {_here["out"]}").ExitCode.Should().Be(0);

        var closed = Lines("out", "trades.csv").Skip(1).Select(line => line.Split(','))
            .Where(cells => cells[3] == "CLOSED").ToList();
        closed.Select(cells => cells[5]).Should().BeInAscendingOrder(StringComparer.Ordinal);
        closed.Select(cells => cells[0]).Distinct().Should().BeEquivalentTo("a", "b");
    }

    [Fact]
    public void Bots_that_want_more_than_there_is_are_refused_and_counted_and_no_money_is_made_of_it()
    {
        var run = Portfolio(Two("a", "b", size: "100%"), $"--balance 5000 --output {_here["out"]}");

        run.ExitCode.Should().Be(0, run.Errors);
        run.Output.Should().Contain("the other bots had the money");
        var total = Json("out").GetProperty("portfolio");
        var refused = total.GetProperty("entries_refused_for_shared_cash").GetInt64();
        refused.Should().BePositive();
        Json("out").GetProperty("bots").EnumerateArray()
            .Sum(bot => bot.GetProperty("entries_refused_for_shared_cash").GetInt64()).Should().Be(refused);
        total.GetProperty("share_of_time_by_open_trades").EnumerateArray().Sum(share => share.GetDouble())
            .Should().BeApproximately(1, 1e-12);
    }

    [Fact]
    public void The_same_run_prints_and_writes_the_same()
    {
        var first = Portfolio(Two("a", "b"), $"--output {_here["out"]}");
        var files = new[] { "report.json", "trades.csv", "equity.csv" }.Select(file => Lines("out", file)).ToList();

        Portfolio(Two("a", "b"), $"--output {_here["out"]}").Should().Be(first);
        files.Should().BeEquivalentTo(
            new[] { "report.json", "trades.csv", "equity.csv" }.Select(file => Lines("out", file)));
    }

    [Fact]
    public void The_correlation_is_that_of_the_equities_which_are_written()
    {
        Portfolio(Two("a", "b"), $"--output {_here["out"]}").ExitCode.Should().Be(0);

        var (a, b) = (DailyReturns(column: 2), DailyReturns(column: 3));
        var (meanA, meanB) = (a.Average(), b.Average());
        var together = a.Zip(b, (one, other) => (one - meanA) * (other - meanB)).Sum();
        var alone = a.Sum(one => Math.Pow(one - meanA, 2)) * b.Sum(other => Math.Pow(other - meanB, 2));
        var expected = together / Math.Sqrt(alone);
        var matrix = Json("out").GetProperty("correlation_of_daily_returns");
        Number(matrix.GetProperty("a"), "b").Should().BeApproximately(expected, 1e-9).And.NotBeApproximately(0, 1e-3);
        Number(matrix.GetProperty("b"), "a").Should().Be(Number(matrix.GetProperty("a"), "b"));
        Number(matrix.GetProperty("b"), "b").Should().Be(1);
    }

    [Theory]
    [InlineData("--portfolio FILE", "--portfolio: needs --start")]
    [InlineData(
        "--portfolio FILE -s 2020-03-01 --html page.html", "--html: not with --portfolio; --output writes its report")]
    [InlineData("--portfolio FILE -s 2020-03-01 -p 5", "--period: not with --portfolio; the file says it of each bot")]
    [InlineData(
        "--portfolio FILE -s 2020-03-01 --max-losses 3",
        "--max-losses: not with --portfolio; the file says it of each bot")]
    [InlineData(
        "--portfolio FILE -s 2020-03-01 --data recording",
        "--portfolio: not with --data recording; it trades on candles")]
    [InlineData("--portfolio missing.json -s 2020-03-01 --data synthetic", "missing.json: no such file")]
    public void What_does_not_go_together_is_one_line(string options, string line)
    {
        var file = _here.Write("bots.json", Two("a", "b"));

        var run = Shell.Run(options.Replace("FILE", file, StringComparison.Ordinal));

        (run.ExitCode, run.Output, run.Errors).Should().Be((2, "", line + "\n"));
    }

    [Theory]
    [InlineData(
        "-c ETH/EUR",
        "bots[1]: trades ETHEUR for EUR, and FILE: bots[0] for USD; bots over one balance need one currency")]
    [InlineData("-c ETH/USD", "bots[1]: --data: the synthetic market is XBT/USD, not ETHUSD; use -c XXBTZUSD")]
    [InlineData("--name a", "bots[1]: the bot's name is a, which FILE: bots[0] has too; give each its own \"name\"")]
    [InlineData("--balance 5001", "bots[1]: balance: 5001 is more than all bots have; raise --balance, which is 5000")]
    [InlineData(
        "--strategy momentum --short",
        "bots[1]: short: the bots' balances come to 10000, more than --balance 5000; where one sells short they must "
        + "not: give each its own \"balance\"")]
    [InlineData(
        "--strategy order-book-bias",
        "bots[1]: --strategy: order-book-bias looks at the order book and needs recorded books*")]
    public void What_is_wrong_with_a_bot_is_one_line_with_its_place(string options, string line)
    {
        var file = _here.Write("bots.json", Several(Definition("--name a"), Definition($"-p 15 {options}")));

        var run = Shell.Run($"--portfolio {file} {Range} --balance 5000");

        run.ExitCode.Should().Be(2);
        run.Errors.Should().Match($"{file}: {line.Replace("FILE", file, StringComparison.Ordinal)}\n");
        run.Errors.Split('\n').Should().HaveCount(2);
        run.Output.Should().BeEmpty();
    }

    [Fact]
    public void A_range_without_a_candle_of_a_bot_is_one_line_with_its_place()
    {
        var file = _here.Write("bots.json", Several(Definition("--name a -p 5"), Definition("--name b -p 1d")));

        var run = Shell.Run($"--portfolio {file} -s 2020-03-01T01:00 -e 2020-03-01T03:00 --data synthetic");

        run.ExitCode.Should().Be(2);
        run.Errors.Should().Match($"{file}: bots[1]: --start, --end: no whole 1440-minute candle between *\n");
    }

    [Fact]
    public void Bots_that_can_pay_for_nothing_have_tested_nothing()
    {
        var run = Portfolio(Two("a", "b", size: "0.002"), "--balance 0.2");

        run.ExitCode.Should().Be(1);
        run.Errors.Should().Contain("bots[0]: --balance: no trade was made: 0.2 USD does not pay for any of");
        run.Errors.Split('\n').Should().HaveCount(2);
    }

    [Fact]
    public void Ctrl_C_ends_with_no_more_than_what_was_traded_until_then()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var file = _here.Write("bots.json", Two("a", "b"));

        var run = Shell.Run(["--portfolio", file, .. Range.Split(' ')], stop.Token);

        (run.ExitCode, run.Errors, run.Output).Should().Be((130, "", ""));
    }

    private static string[] Shared(string options)
    {
        var words = options.Split(' ');
        return [.. words.Where((_, i) => IsShared(words[i]) || (i > 0 && IsShared(words[i - 1])))];

        static bool IsShared(string word) => word is "--balance" or "--slippage";
    }

    /// <summary>A bot as a session's options describe it.</summary>
    private static string Definition(string options)
    {
        var run = Shell.Run($"config bot {options}");
        run.Errors.Should().BeEmpty();
        return run.Output;
    }

    private static string Several(params string[] bots) => $"{{ \"bots\": [ {string.Join(',', bots)} ] }}";

    private static string Two(string first, string second, string size = "40%") => $$"""
        { "bots": [
          { "version": 1, "name": "{{first}}", "venue": "kraken", "pair": "XBT/USD", "period": "1h",
            "size": "{{size}}", "strategy": { "name": "macd", "parameters": {} } },
          { "version": 1, "name": "{{second}}", "venue": "kraken", "pair": "XBT/USD", "period": "30m",
            "size": "{{size}}", "strategy": { "name": "scalping", "parameters": {} } } ] }
        """;

    private Shell.Outcome Portfolio(string bots, string options)
    {
        var file = _here.Write("bots.json", bots);
        return Shell.Run($"--portfolio {file} {Range} {options}");
    }

    private double[] DailyReturns(int column)
    {
        var equity = Lines("out", "equity.csv").Skip(1).Select(line => Number(line.Split(',')[column])).ToList();
        return [.. equity.Skip(1).Zip(equity, (end, start) => (double)(end / start) - 1)];
    }

    private static string[] Section(Shell.Outcome run, string name) =>
        [.. run.Output.Split('\n').SkipWhile(line => line != name).TakeWhile(line => line.Length > 0)];

    private static string Text(JsonElement json, string part) =>
        JsonSerializer.Serialize(JsonDocument.Parse(json.GetProperty(part).GetRawText()).RootElement);

    private static double Number(JsonElement json, string name) => json.GetProperty(name).GetDouble();

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private JsonElement Json(string folder) =>
        JsonDocument.Parse(File.ReadAllText(_here[$"{folder}/report.json"])).RootElement;

    private string[] Lines(string folder, string file) => File.ReadAllLines(_here[$"{folder}/{file}"]);
}
