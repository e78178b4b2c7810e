using FsCheck;
using FsCheck.Fluent;
using TradingBot.Core.Charts;
using TradingBot.Core.Indicators;
using TradingBot.Core.Market;

namespace TradingBot.Tests.Indicators;

/// <summary>What must be true of every indicator, whatever the candles.</summary>
public class IndicatorPropertyTests
{
    private const int Hour = 3600;

    public static TheoryData<string> Names => [.. IndicatorTable.All.Select(indicator => indicator.Name)];

    /// <summary>Random walks of quarters, so that sums of prices are exact; often flat, often without volume.</summary>
    private static Arbitrary<Candle[]> Walks
    {
        get
        {
            var candle =
                from gap in Gen.Choose(-3, 3)
                from body in Gen.Choose(-6, 6)
                from above in Gen.Choose(0, 4)
                from below in Gen.Choose(0, 4)
                from volume in Gen.Choose(-2, 5)
                from still in Gen.Choose(0, 9)
                select still < 3 ? (0, 0, 0, 0, 0) : (gap, body, above, below, Math.Max(0, volume));
            return (from length in Gen.Choose(1, 150) from steps in candle.ArrayOf(length) select Walk(steps)).ToArbitrary();
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Candle_by_candle_it_is_its_formula_over_the_whole_series(string name)
    {
        var indicator = Find(name);
        Prop.ForAll(Walks, candles => ExpectFormulas(indicator, candles)).Check(Properties.Fixed);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void On_equal_prices_it_is_its_formula_and_does_not_drift(string name)
    {
        var indicator = Find(name);
        var equal = Enumerable.Range(0, 150).Select(i => new Candle(i * Hour, 0.1, 0.1, 0.1, 0.1, 0.3, 1)).ToArray();
        ExpectFormulas(indicator, equal);

        var values = indicator.Run([.. Enumerable.Range(0, 100_000).Select(i => Candle.Flat(0, 0.1))]);
        foreach (var output in values)
            Same(output[^1], output[^2], 1e-15).Should().BeTrue($"{output[^2]} became {output[^1]}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_not_known_never_becomes_a_number(string name)
    {
        var indicator = Find(name);
        var cases = from candles in Walks.Generator from at in Gen.Choose(0, candles.Length - 1) select (candles, at);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var candles = c.candles.ToArray();
            candles[c.at] = new Candle(candles[c.at].OpenSeconds, double.NaN, double.NaN, double.NaN, double.NaN, double.NaN, 1);
            var values = indicator.Run(candles);
            for (var output = 0; output < values.Length; output++)
            {
                var expected = indicator.Outputs[output].Formula(candles);
                for (var i = 0; i < candles.Length; i++)
                    (double.IsNaN(expected[i]) && !double.IsNaN(values[output][i]))
                        .Should().BeFalse($"{name}, output {output}, candle {i}: NaN, not {values[output][i]}");
            }
        }).Check(Properties.FixedWith(50));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_ready_when_it_says_so_and_not_before(string name)
    {
        var indicator = Find(name);
        if (indicator.Create() is SupportResistance or PivotPoints)
            return; // when there is a level is the market's to say, or the clock's; other tests cover it
        var warmUp = indicator.Create().WarmUp;
        var values = indicator.Run([.. Backtests.Synthetic(200)]);

        values.Should().OnlyContain(output => !double.IsNaN(output[warmUp - 1]), "all outputs are ready now");
        if (warmUp > 1)
            values.Should().Contain(output => double.IsNaN(output[warmUp - 2]), "one was not, a candle before");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void It_is_ready_when_it_says_so_also_where_nothing_moves(string name)
    {
        var indicator = Find(name);
        if (indicator.Create() is SupportResistance)
            return; // where nothing moves there are no levels
        var warmUp = indicator.Create().WarmUp;

        var still = Enumerable.Range(0, warmUp).Select(i => new Candle(i * Hour, 7, 7, 7, 7, 1, 1));

        var values = indicator.Run([.. still]);

        values.Should().OnlyContain(output => !double.IsNaN(output[warmUp - 1]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void One_that_comes_after_another_knows_nothing_of_it(string name)
    {
        var indicator = Find(name);
        var candles = Backtests.Synthetic(1_000);
        var first = indicator.Run(candles);

        indicator.Run([.. candles.Reverse()]);

        indicator.Run(candles).Should().BeEquivalentTo(first, options => options.WithStrictOrdering());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_candle_costs_no_memory(string name)
    {
        var candles = Backtests.Synthetic(20_000);

        Allocation.Of(() =>
        {
            var indicator = Find(name).Create();
            Add(indicator, candles.AsSpan(0, 10_000));
            return () => Add(indicator, candles.AsSpan(10_000));
        }).Should().Be(0);
    }

    [Fact]
    public void Every_indicator_there_is_stands_in_the_table()
    {
        var types = typeof(Sma).Assembly.GetTypes()
            .Where(type => type.IsPublic && type.IsAssignableTo(typeof(IIndicator)) && type.IsClass);

        IndicatorTable.All.Select(indicator => indicator.Create().GetType()).Distinct()
            .Should().BeEquivalentTo(types, "what is not in the table is not tested");
    }

    private static void Add(IIndicator indicator, ReadOnlySpan<Candle> candles)
    {
        foreach (ref readonly var candle in candles)
            indicator.Add(in candle);
    }

    private static void ExpectFormulas(IndicatorCase indicator, Candle[] candles)
    {
        var values = indicator.Run(candles);
        for (var output = 0; output < values.Length; output++)
        {
            var expected = indicator.Outputs[output].Formula(candles);
            for (var i = 0; i < candles.Length; i++)
            {
                Same(values[output][i], expected[i], 1e-10).Should().BeTrue(
                    $"{indicator.Name}, output {output}, candle {i}: {expected[i]}, not {values[output][i]}");
            }
        }
    }

    private static bool Same(double value, double expected, double tolerance) => double.IsNaN(expected)
        ? double.IsNaN(value)
        : Math.Abs(value - expected) <= tolerance * Math.Max(1, Math.Abs(expected));

    private static IndicatorCase Find(string name) => IndicatorTable.All.Single(indicator => indicator.Name == name);

    private static Candle[] Walk((int Gap, int Body, int Above, int Below, int Volume)[] steps)
    {
        var close = 400;
        var candles = new Candle[steps.Length];
        for (var i = 0; i < steps.Length; i++)
        {
            var (gap, body, above, below, volume) = steps[i];
            var open = Math.Max(40, close + gap);
            close = Math.Max(40, open + body);
            var (high, low) = (Math.Max(open, close) + above, Math.Min(open, close) - below);
            candles[i] = new Candle(i * Hour, open / 4.0, high / 4.0, low / 4.0, close / 4.0, volume / 4.0, volume);
        }

        return candles;
    }
}
