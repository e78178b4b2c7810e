using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using TradingBot.Tests.Cli;

namespace TradingBot.Tests.Golden;

/// <summary>
/// The original's strategies with the original's settings on ten years of Kraken's hours. The trades speak of prices that
/// may not be copied here, so what is kept is their number, their result and the checksum of <c>trades.csv</c>.
/// </summary>
public class RealHoursTests
{
    [SharedDataFact(SharedData.KrakenArchive)]
    public void The_originals_strategies_make_the_trades_that_were_agreed_on_real_hours()
    {
        using var store = new TemporaryDirectory();
        Shell.Run($"history import {SharedData.PathOf(SharedData.KrakenArchive)} --data {store.Path}").ExitCode
            .Should().Be(0);
        var golden = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Golden", "real-hours.txt"));

        var lines = golden.Where(line => line.Length > 0 && line[0] != '#').ToArray();

        lines.Should().HaveCount(5);
        lines.Select(line => LineOf(line.Split(' ')[0], store.Path)).Should().Equal(lines);
    }

    private static string LineOf(string strategy, string store)
    {
        using var output = new TemporaryDirectory();
        var run = Shell.Run(
            $"-x kraken -p 60 -c XXBTZUSD -s 2013-11-06 --strategy {strategy} --fee 0.26% --data {store} --output {output.Path}");
        run.ExitCode.Should().Be(0, run.Errors);
        using var report = JsonDocument.Parse(File.ReadAllText(output["report.json"]));
        var trades = report.RootElement.GetProperty("trades");
        var profit = decimal.Round(report.RootElement.GetProperty("result").GetProperty("net_profit").GetDecimal(), 4);
        var checksum = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(output["trades.csv"])));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{strategy} {trades.GetProperty("closed")} {trades.GetProperty("open")} {profit} {checksum}");
    }
}
