using TradingBot.Bots.Loop;
using TradingBot.Core.Engine;
using TradingBot.Core.Market;
using TradingBot.Core.Strategies;
using TradingBot.Core.Strategies.Catalog;

namespace TradingBot.Tests.Hosting;

public class BookSamplerTests
{
    private static readonly DateTime Minute = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task The_book_is_sampled_once_a_minute_as_soon_as_there_is_one()
    {
        await using var feed = new FeedUnderTest();
        var sampler = new BookSampler(feed.Feed, feed.Queue);

        sampler.Look(Minute.AddSeconds(1));
        Samples(feed).Should().BeEmpty("there is no book yet");
        feed.Book(bid: 98, ask: 99, quantity: 5);
        sampler.Look(Minute.AddSeconds(2));
        sampler.Look(Minute.AddSeconds(59));
        sampler.Look(Minute.AddSeconds(60));

        Samples(feed).Should().Equal(
            new BookSample(Minute.AddSeconds(2), 98, 99, 5, 5, 5, 5), new BookSample(Minute.AddSeconds(60), 98, 99, 5, 5, 5, 5));
    }

    [Fact]
    public async Task A_session_whose_strategy_looks_at_the_book_decides_by_it_and_its_replay_does_too()
    {
        await using var live = await SimulatedSession.StartAsync(
            record => OrderBookBias with { Create = (chart, settings) => new Recorded(OrderBookBias.Create(chart, settings), record) },
            bot => bot.Following(bot.Code, ("enter", "-0.999"), ("leave", "-1")));

        await live.RunUntilAsync(session => session.Ledger is { Open.Count: > 0 });

        live.Lines.Should().Contain(line => line.EndsWith("more is bid than asked"));
    }

    private static StrategyDefinition OrderBookBias { get; } = StrategyCatalog.Find("order-book-bias")!;

    private static List<BookSample> Samples(FeedUnderTest feed)
    {
        var samples = new List<BookSample>();
        while (feed.Queue.Reader.TryRead(out var happened))
        {
            if (happened.Event is EngineEvent.BookSampled sampled)
                samples.Add(sampled.Sample);
        }

        return samples;
    }

    /// <summary>The clock of the session is led by the candles its strategy was shown.</summary>
    private sealed class Recorded(IStrategy strategy, Action<Candle> record) : IStrategy
    {
        public int WarmUp => strategy.WarmUp;

        public bool NeedsBook => strategy.NeedsBook;

        public Signal OnCandleClosed(in Candle candle)
        {
            record(candle);
            return strategy.OnCandleClosed(in candle);
        }
    }
}
