using TradingBot.Core.Charts;
using TradingBot.Core.Market;
using TradingBot.Simulators.Kraken.Markets;
using TradingBot.Simulators.Kraken.Pairs;
using TradingBot.Tests.Simulators.Matching;

namespace TradingBot.Tests.Simulators;

public class MarketSourceTests
{
    [Fact]
    public async Task Candles_given_as_the_market_come_out_of_its_trades_again_at_their_own_times()
    {
        var candles = Venues.SyntheticCandles(200, seed: 4);
        await using var rig = await Rig.StartAsync(options => options with
        {
            Start = new DateTimeOffset(Venues.Start.AddMinutes(50)),
            Markets = [new MarketSetup(PairCatalog.Of("XBTUSD"), new CandleMemory(candles), new Timeframe(1))],
        });

        rig.Time.Advance(TimeSpan.FromMinutes(151));
        var shown =
            (await rig.PublicAsync("OHLC?pair=XBTUSD")).GetProperty("result").GetProperty("XXBTZUSD").EnumerateArray().ToList();
        var built = shown.Select(
            row => (row[0].GetInt64(), Price(row[1]), Price(row[2]), Price(row[3]), Price(row[4]))).ToList();

        built.SkipLast(2).Should().Equal(candles.Select(c => (c.OpenSeconds, c.Open, c.High, c.Low, c.Close)));
        rig.Kraken.Record().Time.Should().Be(Venues.Start.AddMinutes(201));
    }

    [Fact]
    public async Task Exchange_time_runs_at_the_speed_asked_for_and_a_client_can_share_it()
    {
        await using var rig = await Rig.StartAsync(options => options with { Speed = 60 });
        var before = rig.Kraken.Clock.GetUtcNow();
        var fired = 0;
        await using var timer = rig.Kraken.Clock.CreateTimer(
            _ => fired++, null, TimeSpan.FromMinutes(1), Timeout.InfiniteTimeSpan);

        rig.Time.Advance(TimeSpan.FromSeconds(2));

        (rig.Kraken.Clock.GetUtcNow() - before).Should().Be(TimeSpan.FromMinutes(2));
        fired.Should().Be(1);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_market_and_the_same_ids()
    {
        await using var first = await Rig.StartAsync();
        await using var second = await Rig.StartAsync();
        foreach (var rig in new[] { first, second })
        {
            rig.Time.Advance(TimeSpan.FromMinutes(5));
            await rig.OrderAsync("type=buy&ordertype=market&volume=0.2");
        }

        first.Kraken.Record().Tape["XBTUSD"].Should().Equal(second.Kraken.Record().Tape["XBTUSD"]);
        first.Kraken.Record().Fills.Select(fill => (fill.Id, fill.Price)).Should().Equal(
            second.Kraken.Record().Fills.Select(fill => (fill.Id, fill.Price)));
    }

    private static double Price(System.Text.Json.JsonElement text) =>
        double.Parse(text.GetString()!, System.Globalization.CultureInfo.InvariantCulture);
}
