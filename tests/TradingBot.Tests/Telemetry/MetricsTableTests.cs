using System.Diagnostics.Metrics;
using TradingBot.Bots.Followers;
using TradingBot.Core.Charts;
using TradingBot.Core.Market;
using TradingBot.Core.Strategies;
using TradingBot.Core.Strategies.Catalog;
using TradingBot.Telemetry;
using Instrument = System.Diagnostics.Metrics.Instrument;

namespace TradingBot.Tests.Telemetry;

public sealed class MetricsTableTests
{
    private static readonly string Readme =
        Path.Combine(TelemetryTheoryAttribute.Folder.Path, "../../src/TradingBot/Telemetry/README.md");

    [Fact]
    public void The_README_lists_every_metric_and_no_other()
    {
        var figures = StrategyCatalog.All.SelectMany(strategy => FiguresOf(strategy, isWatched: true));

        Listed().Should().BeEquivalentTo(Instruments().Select(instrument => instrument.Name).Concat(figures).Distinct());
    }

    [Fact]
    public void The_README_knows_their_types() =>
        Instruments().Select(instrument => $"{instrument.Name} {TypeOf(instrument)}").Should().BeSubsetOf(
            Rows().Select(cells => $"{cells[1].Trim('`')} {cells[2].Split(',')[0]}"));

    [Fact]
    public void The_strategies_of_the_original_show_its_figures()
    {
        string[] macd = ["macd.macd", "macd.signal", "macd.histogram"];
        string[] stochastic = ["stochastic.percent_k", "stochastic.percent_d"];
        string[] average = ["stochastic.moving_average", "stochastic.slope", "stochastic.trend"];
        string[] levels =
        [
            "stochastic.resistance", "stochastic.support",
            "sr.support_major", "sr.support_minor", "sr.resistance_major", "sr.resistance_minor",
        ];

        FiguresOf("macd").Should().BeEquivalentTo(macd);
        FiguresOf("macd-basic").Should().BeEquivalentTo(macd);
        FiguresOf("stochastic").Should().BeEquivalentTo(stochastic);
        FiguresOf("parabolic-sar-stochastic").Should().BeEquivalentTo([.. stochastic, .. average]);
        FiguresOf("stochastic-sr-ma").Should().BeEquivalentTo([.. stochastic, .. average, .. levels]);
        FiguresOf(StrategyCatalog.Find("stochastic-sr-ma")!, isWatched: false).Should().NotContain(levels, "nobody looks at them");
    }

    private static IEnumerable<string> FiguresOf(string strategy) => FiguresOf(StrategyCatalog.Find(strategy)!, isWatched: true);

    private static IEnumerable<string> FiguresOf(StrategyDefinition strategy, bool isWatched) => strategy
        .Create(new Chart(new Timeframe(1)) { IsWatched = isWatched }, StrategySettings.Of(strategy.Parameters, []))
        .Figures.Select(figure => figure.Name);

    private static IEnumerable<string[]> Rows() => File.ReadLines(Readme)
        .Where(line => line.StartsWith("| `", StringComparison.Ordinal) && !line.StartsWith("| `\\|", StringComparison.Ordinal))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .Where(cells => cells[1].Contains('.', StringComparison.Ordinal) || cells[1].Contains('_', StringComparison.Ordinal));

    private static IEnumerable<string> Listed() => Rows().Select(cells => cells[1].Trim('`'));

    private static string TypeOf(Instrument instrument)
    {
        var form = instrument.GetType().GetGenericTypeDefinition();
        return form == typeof(Histogram<>) ? "histogram" : form == typeof(ObservableGauge<>) ? "gauge" : "counter";
    }

    private static List<Instrument> Instruments()
    {
        using var meter = new SessionMeter(new BotSources(() => DateTime.UnixEpoch));
        var instruments = new List<Instrument>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter == meter.Meter)
                instruments.Add(instrument);
        };
        listener.Start();
        return instruments;
    }
}
