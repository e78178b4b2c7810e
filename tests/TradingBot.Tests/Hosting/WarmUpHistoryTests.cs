using Microsoft.Extensions.Logging;
using TradingBot.Bots.Preparation;
using TradingBot.Core.Market;
using TradingBot.Data.Candles;
using TradingBot.Input;
using TradingBot.Tests.Kraken;

namespace TradingBot.Tests.Hosting;

/// <summary>The exchange has the hours 100 to 109; the tests say what is stored and how much is needed.</summary>
public sealed class WarmUpHistoryTests : IDisposable
{
    private const int Hour = 3600;
    private const long Origin = 1_795_176_000 / Hour * Hour - 200L * Hour;
    private static readonly Timeframe Hours = new(60);
    private readonly TemporaryDirectory _here = new();

    public WarmUpHistoryTests() => Directory.CreateDirectory(_here.Store);

    [Fact]
    public async Task What_the_exchange_has_is_taken_where_it_is_enough()
    {
        Store(60, Enumerable.Range(0, 100));

        (await OpensAsync(needed: 10)).Should().Be(("100..109", 0, "Warmed up with 10 candles of the exchange, *"));
    }

    [Fact]
    public async Task What_is_lacking_comes_from_the_store_as_far_as_it_is_needed()
    {
        Store(60, Enumerable.Range(0, 105));

        (await OpensAsync(needed: 40)).Should()
            .Be(("70..109", 0, "Warmed up with 40 candles, *: 10 of the exchange, 30 stored"));
    }

    [Fact]
    public async Task Stored_candles_that_do_not_reach_the_exchanges_first_are_of_no_use()
    {
        Store(60, Enumerable.Range(0, 99)); // hour 99 is missing

        (await OpensAsync(needed: 40)).Should().Be(("100..109", 30, "Warmed up with 10 candles of the exchange, *"));
    }

    [Fact]
    public async Task A_store_that_begins_too_late_gives_what_it_has_and_the_rest_is_waited_for()
    {
        Store(60, Enumerable.Range(80, 25));

        (await OpensAsync(needed: 40)).Should()
            .Be(("80..109", 10, "Warmed up with 30 candles, *: 10 of the exchange, 20 stored"));
    }

    [Fact]
    public async Task An_hour_in_which_nothing_traded_is_flat_and_no_hole()
    {
        Store(60, Enumerable.Range(0, 105).Where(hour => hour is not (70 or 71 or 80)));

        var warmUp = await ReadAsync(needed: 40);

        Opens(warmUp.Candles).Should().Be("70..109");
        warmUp.Candles[0].Should().Be(Candle.Flat(Origin + 70 * Hour, previousClose: 69));
    }

    [Fact]
    public async Task Hours_are_built_from_stored_minutes_and_none_of_a_part()
    {
        Store(1, Enumerable.Range(80 * 60 + 1, 1_500)); // from the second minute of hour 80 on

        (await OpensAsync(needed: 40)).Should()
            .Be(("81..109", 11, "Warmed up with 29 candles, *: 10 of the exchange, 19 stored"));
    }

    [Fact]
    public async Task Of_several_stored_intervals_the_one_that_gives_most_is_taken()
    {
        Store(60, Enumerable.Range(95, 10));
        Store(30, Enumerable.Range(2 * 50, 110));

        (await ReadAsync(needed: 60)).Should().Match<WarmUp>(warmUp => warmUp.Missing == 0 && warmUp.Candles.Count == 60);
    }

    [Fact]
    public async Task A_damaged_store_is_one_line()
    {
        Store(60, Enumerable.Range(0, 105));
        File.WriteAllText(Path.Combine(_here.Store, "XBTUSD_60.candles"), "damaged");

        await this.Awaiting(test => test.ReadAsync(needed: 40)).Should().ThrowAsync<UserError>().WithMessage("*import*again");
    }

    public void Dispose() => _here.Dispose();

    /// <summary>Candles whose close is their index; the index counts intervals from the origin.</summary>
    private void Store(int minutes, IEnumerable<int> indexes)
    {
        using var writer = new CandleStore(_here.Store).Create(SeriesName.Parse($"XBTUSD_{minutes}")!.Value);
        writer.Append([.. indexes.Select(i => new Candle(Origin + i * minutes * 60L, i, i, i, i, volume: 1, tradeCount: 1))]);
        writer.Complete();
        writer.Publish();
    }

    private async Task<WarmUp> ReadAsync(int needed) => (await WithLineAsync(needed)).WarmUp;

    private async Task<(string Opens, int Missing, string Line)> OpensAsync(int needed)
    {
        var (warmUp, line) = await WithLineAsync(needed);
        var shown = line.IndexOf(", 20", StringComparison.Ordinal);
        var after = line.IndexOf("Z: ", StringComparison.Ordinal);
        return (Opens(warmUp.Candles), warmUp.Missing, $"{line[..shown]}, *{(after < 0 ? "" : line[(after + 1)..])}");
    }

    private async Task<(WarmUp WarmUp, string Line)> WithLineAsync(int needed)
    {
        var settled = DateTime.UnixEpoch.AddSeconds(Origin + 110 * Hour);
        var rows = Enumerable.Range(100, 11).Select(i => $"[{Origin + i * Hour},\"{i}\",\"{i}\",\"{i}\",\"{i}\",\"{i}\",\"1\",1]");
        var answer = $$"""{"XXBTZUSD":[{{string.Join(',', rows)}}],"last":{{Origin + 109 * Hour}}}""";
        using var kraken = new TestKraken(new ScriptedHandler(ScriptedHandler.Result(answer)));
        using var line = new FirstLine("Warmed up");
        using var logs = new LoggerFactory([line]);
        var history = new WarmUpHistory(
            kraken.Exchange, new CandleStore(_here.Store), logs.CreateLogger<WarmUpHistory>());
        var warmUp = await history.ReadAsync(
            TestKraken.Listed.Instrument, Hours, needed, settled, CancellationToken.None);
        return (warmUp, await line.Seen);
    }

    /// <summary>First and last hour; all between are there.</summary>
    private static string Opens(IReadOnlyList<Candle> candles)
    {
        var hours = candles.Select(candle => (candle.OpenSeconds - Origin) / Hour).ToList();
        hours.Should().Equal(Enumerable.Range((int)hours[0], hours.Count).Select(hour => (long)hour));
        return $"{hours[0]}..{hours[^1]}";
    }
}
