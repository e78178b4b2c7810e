using System.Text.Json;
using TradingBot.Core.Backtesting;
using TradingBot.Tests.Cli;

namespace TradingBot.Tests.Backtesting;

/// <summary>
/// Trades that programs nobody here wrote agree on: backtrader, backtesting.py and a C loop (../shared/yardstick).
/// Volume 0.002, fee 0.26 % a side, no slippage, one trade at a time, gaps kept.
/// </summary>
public class OracleTests
{
    [SharedDataFact(SharedData.KrakenArchive)]
    public void Macd_cross_on_ten_years_of_real_hours_makes_the_trades_of_independent_engines()
    {
        using var store = new TemporaryDirectory();
        using var output = new TemporaryDirectory();
        Shell.Run($"history import {SharedData.PathOf(SharedData.KrakenArchive)} --data {store.Path}").ExitCode.Should().Be(0);

        var run = Shell.Run(
            $"-x kraken -p 60 -c XXBTZUSD -s 2013-01-01 --strategy macd-cross --gaps keep --volume 0.002 --fee 0.26% --trades 1 "
            + $"--data {store.Path} --output {output.Path}");

        run.ExitCode.Should().Be(0, run.Errors);
        using var report = JsonDocument.Parse(File.ReadAllText(Path.Combine(output.Path, "report.json")));
        report.RootElement.GetProperty("setup").GetProperty("candles").GetInt32().Should().Be(70_253);
        var trades = report.RootElement.GetProperty("trades");
        (trades.GetProperty("closed").GetInt32(), trades.GetProperty("open").GetInt32()).Should().Be((2_876, 0));
        var result = report.RootElement.GetProperty("result");
        decimal.Round(result.GetProperty("fees").GetDecimal(), 6).Should().Be(374.577644m);
        decimal.Round(result.GetProperty("net_profit").GetDecimal(), 6).Should().Be(-318.517971m);
    }

    [Fact]
    public void Macd_cross_on_the_synthetic_market_makes_the_trades_of_the_C_loop()
    {
        var run = Backtests.Run(Backtests.Setup("macd-cross"), Backtests.Synthetic(SyntheticMarket.DefaultBars));

        var ledger = run.Engine.Ledger;
        (ledger.Closed.Count, ledger.Open.Count).Should().Be((107_431, 0));
        decimal.Round(ledger.Fees, 6).Should().Be(23_763.579777m);
        decimal.Round(ledger.Cash - ledger.StartCash, 6).Should().Be(-23_730.162577m);
    }
}
