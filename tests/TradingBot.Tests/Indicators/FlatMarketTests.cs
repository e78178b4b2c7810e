using TradingBot.Core.Charts;
using TradingBot.Core.Indicators;
using TradingBot.Core.Market;

namespace TradingBot.Tests.Indicators;

/// <summary>What indicators say where nothing moves, for a while or for weeks: thin markets are full of it.</summary>
public class FlatMarketTests
{
    /// <summary>Minutes: three weeks. An average over 14 has lost its last digit after one.</summary>
    private const int Long = 30_000;

    private static readonly Candle[] Moving = Backtests.Synthetic(60);
    private static readonly double Last = Moving[^1].Close;

    [Theory]
    [InlineData(DirectionalSeeding.TaLib)]
    [InlineData(DirectionalSeeding.Wilder)]
    public void A_movement_without_direction_counts_as_zero_while_the_adx_begins(DirectionalSeeding seeding)
    {
        var adx = new Adx(3, seeding);

        var values = ValuesOf(adx, () => adx.Value, [50, 50, 50, 50, 50, 51, 52, 53]);

        values[..5].Should().OnlyContain(value => double.IsNaN(value));
        values[5].Should().BeApproximately(100 / 3.0, 1e-12, "two of the first three movements had no direction");
        values[6].Should().BeApproximately(500 / 9.0, 1e-12);
        values[7].Should().BeApproximately(1900 / 27.0, 1e-12);
    }

    [Fact]
    public void Candles_within_the_one_before_have_no_direction_either()
    {
        var adx = new Adx(2);
        foreach (var reach in new[] { 9.0, 8, 7, 6 })
            adx.Add(new Candle(0, 50, 50 + reach, 50 - reach, 50, 1, 1));

        (adx.PlusDi, adx.MinusDi, adx.Value).Should().Be((0, 0, 0));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(14)]
    public void The_adx_of_a_price_that_never_moves_is_zero_as_soon_as_it_is_ready(int period)
    {
        var adx = new Adx(period);

        var values = ValuesOf(adx, () => adx.Value, [.. Enumerable.Repeat(0.1, 3 * period)]);

        values[..(adx.WarmUp - 1)].Should().OnlyContain(value => double.IsNaN(value));
        values[(adx.WarmUp - 1)..].Should().OnlyContain(value => value == 0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(14)]
    [InlineData(200)]
    public void The_rsi_stands_still_while_the_price_does_however_long_that_is(int period)
    {
        var candles = Backtests.Synthetic(300);
        var rsi = new Rsi(period);
        Add(rsi, candles);
        var before = rsi.Value;

        for (var i = 0; i < Long; i++)
        {
            rsi.Add(Candle.Flat(0, candles[^1].Close));
            if (rsi.Value != before)
                rsi.Value.Should().Be(before, $"nothing has moved in {i + 1} candles");
        }
    }

    [Theory]
    [InlineData(0.001, 100)]
    [InlineData(-0.001, 0)]
    public void After_weeks_without_a_movement_the_first_one_is_all_there_is(double change, double expected)
    {
        var (rsi, adx) = (new Rsi(14), new Adx(14));
        Add(rsi, Moving);
        Add(adx, Moving);
        AddFlat(rsi, Long);
        AddFlat(adx, Long);

        rsi.Add(Candle.Flat(0, Last + change));
        adx.Add(Candle.Flat(0, Last + change));

        rsi.Value.Should().BeApproximately(expected, 1e-9);
        adx.PlusDi.Should().BeApproximately(expected, 1e-9);
        adx.MinusDi.Should().BeApproximately(100 - expected, 1e-9);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(14)]
    public void Directions_keep_their_ratio_in_a_flat_market(int period)
    {
        var adx = new Adx(period);
        Add(adx, Moving);
        var (plus, minus) = (adx.PlusDi, adx.MinusDi);
        (plus + minus).Should().BeGreaterThan(0);

        AddFlat(adx, Long);

        (adx.PlusDi, adx.MinusDi).Should().Be((plus, minus));
        adx.Value.Should().BeApproximately(100 * Math.Abs(plus - minus) / (plus + minus), 1e-9);
    }

    [Fact]
    public void Directions_fade_where_candles_have_a_range_but_no_direction_and_the_adx_keeps_their_ratio()
    {
        var adx = new Adx(14);
        Add(adx, Moving);
        var still = new Candle(0, Last, Last + 5, Last - 5, Last, 1, 1);
        adx.Add(in still);
        var index = 100 * Math.Abs(adx.PlusDi - adx.MinusDi) / (adx.PlusDi + adx.MinusDi);

        for (var i = 0; i < Long; i++)
            adx.Add(in still);

        adx.PlusDi.Should().BeInRange(0, 1e-100);
        adx.MinusDi.Should().BeInRange(0, 1e-100);
        adx.Value.Should().BeApproximately(index, 1e-9);
    }

    [Fact]
    public void A_range_that_has_gone_is_zero_and_no_number_without_digits()
    {
        var atr = new Atr(14);
        Add(atr, Moving);

        AddFlat(atr, Long);

        atr.Value.Should().Be(0);
    }

    [Fact]
    public void An_rsi_that_stands_still_has_no_range_for_a_stochastic()
    {
        var stochastic = new StochasticRsi(14, 10, 3);
        Add(stochastic, Moving);
        (stochastic.KHasRange, stochastic.DHasRange).Should().Be((true, true));

        AddFlat(stochastic, 8);
        (stochastic.KHasRange, stochastic.DHasRange).Should().Be((true, true), "the ten saw the last movement");

        for (var i = 0; i < Long; i++)
        {
            stochastic.Add(Candle.Flat(0, Last));
            if (stochastic.KHasRange || stochastic.DHasRange || stochastic.K != 0)
                Assert.Fail($"%K is {stochastic.K} after {i + 9} candles in which nothing moved");
        }
    }

    [Fact]
    public void A_stochastic_tells_whether_ranges_are_behind_it()
    {
        var stochastic = new Stochastic(lookback: 3, smoothing: 2, signal: 2);
        var told = new List<(bool K, bool D)>();
        // ranges of three: none, none, 0, 0, 1, 1, 0, 0, 0, 2, 2, 0, 3, 5, 5
        foreach (var price in new double[] { 7, 7, 7, 7, 8, 8, 8, 8, 8, 6, 6, 6, 9, 4, 5 })
        {
            stochastic.Add(Candle.Flat(0, price));
            told.Add((stochastic.KHasRange, stochastic.DHasRange));
        }

        told.Select(one => one.K).Should().Equal(
            false, false, false, false, false, true, false, false, false, false, true, false, false, true, true);
        told.FindIndex(one => one.D).Should().Be(14, "before, there were no three ranges in a row");
    }

    [Fact]
    public void The_ultimate_oscillator_has_no_range_once_its_shortest_period_has_none()
    {
        var ultimate = new UltimateOscillator(2, 4, 8);
        Add(ultimate, Moving);

        AddFlat(ultimate, 3);

        ultimate.HasRange.Should().BeFalse("what moved is out of the shortest period, though not of the longest");
    }

    [Fact]
    public void Where_nothing_moves_oscillators_say_that_their_zero_means_nothing()
    {
        var (williams, money, ultimate) = (new WilliamsR(5), new Mfi(5), new UltimateOscillator(2, 3, 5));
        IIndicator[] all = [williams, money, ultimate];
        (bool, bool, bool) Told() => (williams.HasRange, money.HasFlow, ultimate.HasRange);
        Told().Should().Be((false, false, false), "they are not ready");

        foreach (var indicator in all)
            Add(indicator, Moving);
        Told().Should().Be((true, true, true));

        foreach (var indicator in all)
            AddFlat(indicator, 6);
        Told().Should().Be((false, false, false));
        (williams.Value, money.Value, ultimate.Value).Should().Be((0, 0, 0), "as TA-Lib has it");
    }

    private static double[] ValuesOf(IIndicator indicator, Func<double> read, double[] prices)
    {
        return [.. prices.Select(price =>
        {
            indicator.Add(Candle.Flat(0, price));
            return read();
        })];
    }

    private static void AddFlat(IIndicator indicator, int candles)
    {
        for (var i = 0; i < candles; i++)
            indicator.Add(Candle.Flat(0, Last));
    }

    private static void Add(IIndicator indicator, Candle[] candles)
    {
        foreach (var candle in candles)
            indicator.Add(in candle);
    }
}
