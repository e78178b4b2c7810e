using TradingBot.Core.Market;
using TradingBot.Core.Strategies;
using TradingBot.Tests.Indicators;

namespace TradingBot.Tests.Strategies;

/// <summary>A stochastic over a range of zero is called 0; that is no market that has fallen.</summary>
public class FlatRangeTests
{
    private const int Lookback = 5;

    private const string OverBoughtOnly =
        "history=0 enter-stoch-os=off leave-ma-slope-slowing=off leave-over-bought=on over-bought=50";

    /// <summary>After fourteen candles that move come seven that do not: some ranges of five are zero.</summary>
    private static readonly Candle[] Thin = Thinned(Backtests.Synthetic(20_000));

    /// <param name="strategy">Of the catalogue.</param>
    /// <param name="ranges">So many stand behind what it looks at: three behind %K, five behind %D.</param>
    /// <param name="settings">With which nothing but the stochastic leads to a signal.</param>
    [Theory]
    [InlineData("stochastic", 3, "")]
    [InlineData("stochastic", 3, "enter-over-sold=off over-bought=50")]
    [InlineData("stochastic", 1, "smoothing=1")]
    [InlineData("stochastic-sr-ma", 5, "leave-ma-slope-slowing=off history=0")]
    [InlineData("stochastic-sr-ma", 3, OverBoughtOnly)]
    [InlineData("parabolic-sar-stochastic", 5, "leave-ma-slope-slowing=off enter-sar-stoch=off enter-stoch-os=on")]
    public void A_range_of_zero_gives_no_signal(string strategy, int ranges, string settings)
    {
        var signals = SignalsOf.Candles(strategy, Thin, settings.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        signals.Should().HaveCountGreaterThan(100);
        signals.Where(signal => !HaveRanges(signal.Candle, ranges)).Should().BeEmpty();
    }

    [Fact]
    public void Where_ranges_stand_behind_it_an_over_sold_stochastic_enters_as_it_did()
    {
        var k = BatchFormulas.Mean(BatchFormulas.Stochastic(
            BatchFormulas.Closes(Thin), BatchFormulas.Highs(Thin), BatchFormulas.Lows(Thin), Lookback), 3);

        SignalsOf.Candles("stochastic", Thin, "history=0").Where(signal => signal.Kind == SignalKind.Enter)
            .Select(signal => signal.Candle)
            .Should().Equal(Enumerable.Range(0, Thin.Length).Where(i => k[i] <= 20 + 1e-9 && HaveRanges(i, 3)));
    }

    /// <summary>What happens while a range is zero neither makes a cross nor hides one.</summary>
    [Fact]
    public void A_cross_is_between_two_candles_with_ranges_behind_them_whatever_was_between()
    {
        double[] measured = [.. BatchFormulas.Stochastic(
            BatchFormulas.Closes(Thin), BatchFormulas.Highs(Thin), BatchFormulas.Lows(Thin), Lookback)
            .Select((value, i) => HaveRanges(i, 1) ? value : double.NaN)];
        var k = BatchFormulas.Mean(measured, 3);
        var d = BatchFormulas.Mean(k, 3);
        var (expected, before) = (new List<int>(), 0);
        for (var i = 0; i < Thin.Length; i++)
        {
            var side = Math.Abs(k[i] - d[i]) > 1e-9 ? Math.Sign(k[i] - d[i]) : 0;
            if (side > 0 && before < 0 && k[i] < 50 && d[i] < 50)
                expected.Add(i);
            before = side == 0 ? before : side;
        }

        SignalsOf.Candles("stochastic-sr-ma", Thin, "history=0", "leave-ma-slope-slowing=off")
            .Should().Equal(expected.Select(i => (i, SignalKind.Enter)));
    }

    [Theory]
    [InlineData("stochastic", "")]
    [InlineData("stochastic-sr-ma", "history=0")]
    [InlineData("stochastic-sr-ma", "history=0 enter-price-above-ma=on")]
    [InlineData("parabolic-sar-stochastic", "")]
    [InlineData("parabolic-sar-stochastic", "enter-stoch-os=on enter-price-above-ma=on")]
    public void A_price_that_stands_still_and_moves_once_is_not_bought(string strategy, string settings)
    {
        double[] prices = [.. Enumerable.Range(0, 120).Select(i => i < 60 ? 100.0 : 101)];

        SignalsOf.Prices(strategy, prices, settings.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(signal => signal.Kind == SignalKind.Enter).Should().BeEmpty();
    }

    private static bool HaveRanges(int last, int ranges) => last + 1 >= ranges + Lookback - 1
        && Enumerable.Range(last - ranges + 1, ranges).All(end =>
        {
            var window = Thin[(end + 1 - Lookback)..(end + 1)];
            return window.Max(candle => candle.High) > window.Min(candle => candle.Low);
        });

    private static Candle[] Thinned(Candle[] candles)
    {
        for (var i = 1; i < candles.Length; i++)
        {
            if (i % 21 >= 14)
                candles[i] = Candle.Flat(candles[i].OpenSeconds, candles[i - 1].Close);
        }

        return candles;
    }
}
