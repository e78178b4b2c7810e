using TradingBot.Core.Charts;
using TradingBot.Core.Market;
using TradingBot.Core.Strategies;

namespace TradingBot.Tests.Strategies;

public class OrderBookBiasTests
{
    private readonly Chart _chart = new(new Timeframe(1));
    private long _minute;

    [Fact]
    public void It_enters_at_one_threshold_and_leaves_at_the_other()
    {
        var strategy = Create("enter=0.5", "leave=-0.5");

        Kinds(strategy, 0.4, 0.5, 0.9, 0, -0.4, -0.5, -1, 0.4, 0.6).Should().Equal(
            SignalKind.None, SignalKind.Enter, SignalKind.None, SignalKind.None, SignalKind.None, SignalKind.Leave,
            SignalKind.None, SignalKind.None, SignalKind.Enter);
    }

    [Fact]
    public void It_looks_at_the_band_it_was_told_to()
    {
        var strategy = Create("band=4");
        _chart.Book = Sample(Start) with { BidWithin1 = 0, AskWithin1 = 1, BidWithin4 = 9, AskWithin4 = 1 };

        Next(strategy).Should().Be(SignalKind.Enter);
    }

    [Fact]
    public void A_book_that_is_old_empty_or_not_there_changes_nothing()
    {
        var strategy = Create();
        Next(strategy).Should().Be(SignalKind.None, "no book has been seen");
        Kinds(strategy, 1).Should().Equal(SignalKind.Enter);

        _chart.Book = Sample(Start) with { Time = Start.AddMinutes(_minute - 2), BidWithin1 = 0, AskWithin1 = 1 };
        Next(strategy).Should().Be(SignalKind.None, "it is three minutes old at the candle's end");
        _chart.Book = Sample(Start.AddMinutes(_minute)) with { BidWithin1 = 0, AskWithin1 = 0 };
        Next(strategy).Should().Be(SignalKind.None, "nothing is in the band");
        _chart.Book = Sample(Start.AddMinutes(_minute)) with { BidWithin1 = 0, AskWithin1 = 1 };
        Next(strategy).Should().Be(SignalKind.Leave);
    }

    [Fact]
    public void A_combination_needs_the_book_that_a_member_needs()
    {
        var majority = Backtests.Setup("majority", 1, "of=momentum+order-book-bias");

        majority.Strategy.Create(new Chart(new Timeframe(1)), majority.Settings).NeedsBook.Should().BeTrue();
        Create().NeedsBook.Should().BeTrue();
    }

    private static DateTime Start { get; } = DateTime.UnixEpoch.AddDays(20_000);

    private static BookSample Sample(DateTime time) => new(time, 99, 101, 1, 1, 1, 1);

    private IStrategy Create(params string[] settings)
    {
        var setup = Backtests.Setup("order-book-bias", 1, settings);
        return setup.Strategy.Create(_chart, setup.Settings);
    }

    /// <summary>One candle for each bias, sampled in its middle.</summary>
    private List<SignalKind> Kinds(IStrategy strategy, params double[] biases)
    {
        var kinds = new List<SignalKind>();
        foreach (var bias in biases)
        {
            var time = Start.AddMinutes(_minute + 0.5);
            _chart.Book = Sample(time) with { BidWithin1 = 1 + bias, AskWithin1 = 1 - bias };
            kinds.Add(Next(strategy));
        }

        return kinds;
    }

    private SignalKind Next(IStrategy strategy)
    {
        var open = new DateTimeOffset(Start.AddMinutes(_minute++)).ToUnixTimeSeconds();
        var candle = Candle.Flat(open, 100);
        _chart.Add(in candle);
        return strategy.OnCandleClosed(in candle).Kind;
    }
}
