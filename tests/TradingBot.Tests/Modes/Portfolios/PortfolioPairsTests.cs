using System.Globalization;
using System.Text;
using TradingBot.Tests.Cli;

namespace TradingBot.Tests.Modes.Portfolios;

/// <summary>Bots on several pairs of the store, with holes in their candles and other beginnings and ends.</summary>
public sealed class PortfolioPairsTests : IDisposable
{
    private readonly TemporaryDirectory _here = new();

    public void Dispose() => _here.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("--gaps keep")]
    public void Each_bot_comes_on_its_own_pair_to_what_it_comes_to_alone(string options)
    {
        Store("XBTUSD", 0, 3000, price: 1);
        Store("ETHUSD", 500, 2600, price: 0.05);
        string[] bots =
        [
            "-c XBT/USD -p 1h --strategy sma-cross --set fast=5 --set slow=15 --balance 3000 --volume 90% --fee 0.26%",
            "-c ETH/USD -p 2h --strategy macd --balance 4000 --volume 50% --fee 0.4%",
        ];
        var range = $"-s 2020-01-10 --data {_here.Store} {options}";
        var file = _here.Write("bots.json", $"{{ \"bots\": [ {Definition(bots[0])}, {Definition(bots[1])} ] }}");

        var run = Shell.Run($"--portfolio {file} --balance 7000 {range} --output {_here["all"]}");

        run.ExitCode.Should().Be(0, run.Errors);
        run.Output.Should().Contain("XBT/USD").And.Contain("ETH/USD");
        for (var i = 0; i < bots.Length; i++)
        {
            var name = new[] { "XBTUSD-60-sma-cross", "ETHUSD-120-macd" }[i];
            Shell.Run($"{bots[i]} {range} --output {_here[$"alone{i}"]}").ExitCode.Should().Be(0);
            Lines("all", "trades.csv").Where(line => line.StartsWith(name + ",", StringComparison.Ordinal))
                .Select(line => line[(name.Length + 1)..])
                .Should().Equal(Lines($"alone{i}", "trades.csv").Skip(1)).And.HaveCountGreaterThan(5);
        }

        var last = Lines("all", "equity.csv")[^1].Split(',');
        decimal.Parse(last[1], CultureInfo.InvariantCulture).Should().Be(
            last[2..].Sum(cell => decimal.Parse(cell, CultureInfo.InvariantCulture)));
        Lines("all", "equity.csv")[0].Should().Be("time,equity,XBTUSD-60-sma-cross,ETHUSD-120-macd");
    }

    private static string Definition(string options) => Shell.Run($"config bot {options}").Output;

    private string[] Lines(string folder, string file) => File.ReadAllLines(_here[$"{folder}/{file}"]);

    /// <summary>Hours of the synthetic market at a fraction of its price, some of them missing.</summary>
    private void Store(string pair, int from, int to, double price)
    {
        var csv = new StringBuilder();
        foreach (var it in Backtests.Synthetic(to * 60, 60).Skip(from).Where((_, i) => i % 13 != 5))
        {
            csv.Append(CultureInfo.InvariantCulture, $"{it.OpenSeconds},{it.Open * price},{it.High * price},")
                .Append(CultureInfo.InvariantCulture, $"{it.Low * price},{it.Close * price},")
                .Append(CultureInfo.InvariantCulture, $"{it.Volume},{it.TradeCount}\n");
        }

        _here.History("import", _here.Write($"{pair}_60.csv", $"{csv}")).ExitCode.Should().Be(0);
    }
}
