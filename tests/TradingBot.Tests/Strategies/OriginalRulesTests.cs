using TradingBot.Core.Charts;
using TradingBot.Core.Market;
using TradingBot.Core.Strategies;
using TradingBot.Tests.Indicators;
using static TradingBot.Tests.Indicators.BatchFormulas;

namespace TradingBot.Tests.Strategies;

/// <summary>
/// The original bot's strategies on ten years of real hours, against their rules written down once more, over whole
/// series: no latch is kept from candle to candle where the rule can be asked of the past.
/// </summary>
public class OriginalRulesTests
{
    private const double Rounding = 1e-11;

    private static readonly Lazy<Series> Hours = new(() => new Series(SharedCandles.RealHours));

    [SharedDataFact(SharedData.KrakenArchive)]
    public void Macd_enters_when_the_histogram_turns_from_below_to_above_zero() => Expect("macd", [], i =>
        i + 1 > 35 && Hours.Value.HistogramTurns[i] == 1 ? SignalKind.Enter : SignalKind.None);

    [SharedDataFact(SharedData.KrakenArchive)]
    public void Macd_basic_enters_on_the_same_cross() => Expect("macd-basic", [], i =>
        i + 1 > 35 && Hours.Value.HistogramTurns[i] == 1 ? SignalKind.Enter : SignalKind.None);

    [SharedDataFact(SharedData.KrakenArchive)]
    public void Macd_basic_with_its_flag_leaves_while_the_histogram_is_negative() =>
        Expect("macd-basic", ["leave-crossover=on"], i =>
            i + 1 <= 35 ? SignalKind.None
            : Hours.Value.HistogramTurns[i] == 1 ? SignalKind.Enter
            : Hours.Value.Histogram[i] < -Rounding * Hours.Value.Close[i] ? SignalKind.Leave : SignalKind.None);

    [SharedDataFact(SharedData.KrakenArchive)]
    public void Stochastic_enters_while_K_is_at_most_20_and_leaves_while_it_is_at_least_80() =>
        Expect("stochastic", [], i =>
            i + 1 <= 14 ? SignalKind.None
            : Hours.Value.K[i] >= 80 - 1e-9 ? SignalKind.Leave
            : Hours.Value.K[i] <= 20 + 1e-9 ? SignalKind.Enter : SignalKind.None);

    [SharedDataFact(SharedData.KrakenArchive)]
    public void Stochastic_sr_ma_enters_on_the_low_cross_and_leaves_when_the_slope_slows() =>
        Expect("stochastic-sr-ma", [], i =>
            i + 1 <= 700 ? SignalKind.None
            : Hours.Value.SlopeSlows(i) ? SignalKind.Leave
            : Hours.Value.LowCross(i) ? SignalKind.Enter : SignalKind.None);

    [SharedDataFact(SharedData.KrakenArchive)]
    public void Stochastic_sr_ma_with_all_flags_also_enters_above_its_average_with_a_cooldown()
    {
        var lastAbove = int.MinValue / 2;
        Expect("stochastic-sr-ma", ["enter-price-above-ma=on", "leave-price-below-ma=on", "leave-over-bought=on"], i =>
        {
            var hours = Hours.Value;
            if (i + 1 <= 700)
                return SignalKind.None;
            if (hours.BelowAverage(i) || hours.SlopeSlows(i) || hours.K[i] >= 80 - 1e-9)
                return SignalKind.Leave;
            if (hours.LowCross(i))
                return SignalKind.Enter;
            // five candles of cooldown: the sixth after an entry may be the next
            if (!hours.AboveAverage(i) || i - lastAbove <= 5 || !Series.IsReadyBy(i, hours.LowAndRising, hours.HighAndFalling))
                return SignalKind.None;
            lastAbove = i;
            return SignalKind.Enter;
        });
    }

    [SharedDataFact(SharedData.KrakenArchive)]
    public void Parabolic_sar_enters_above_the_stop_after_a_low_cross_until_a_high_one() =>
        Expect("parabolic-sar-stochastic", [], i =>
            i + 1 <= 26 ? SignalKind.None
            : Hours.Value.SlopeSlows(i) ? SignalKind.Leave
            : Hours.Value.IsAboveStop(i) && Series.IsReadyBy(i, Hours.Value.LowCross, Hours.Value.HighCross)
                ? SignalKind.Enter : SignalKind.None);

    [SharedDataFact(SharedData.KrakenArchive)]
    public void Parabolic_sar_with_its_other_flags_enters_on_the_cross_or_above_the_average()
    {
        var lastAbove = int.MinValue / 2;
        string[] flags = ["enter-sar-stoch=off", "enter-stoch-os=on", "enter-price-above-ma=on", "leave-ma-slope-slowing=off"];
        Expect("parabolic-sar-stochastic", [.. flags, "leave-price-below-ma=on"], i =>
        {
            var hours = Hours.Value;
            if (i + 1 <= 26)
                return SignalKind.None;
            if (hours.BelowAverage(i))
                return SignalKind.Leave;
            if (hours.LowCross(i))
                return SignalKind.Enter;
            if (!hours.AboveAverage(i) || i - lastAbove <= 5 || !Series.IsReadyBy(i, hours.LowCross, hours.HighCross))
                return SignalKind.None;
            lastAbove = i;
            return SignalKind.Enter;
        });
    }

    private static void Expect(string strategy, string[] settings, Func<int, SignalKind> rule)
    {
        var setup = Backtests.Setup(strategy, 60, settings);
        var chart = new Chart(new Timeframe(60));
        var trader = setup.Strategy.Create(chart, setup.Settings);
        var signals = 0;
        for (var i = 0; i < SharedCandles.RealHours.Length; i++)
        {
            ref readonly var candle = ref SharedCandles.RealHours[i];
            chart.Add(in candle);
            var signal = trader.OnCandleClosed(in candle).Kind;
            if (signal != rule(i))
                signal.Should().Be(rule(i), $"candle {i}, {candle.OpenTime:u}");
            signals += signal == SignalKind.Enter ? 1 : 0;
        }

        signals.Should().BeGreaterThan(1_000);
    }

    /// <summary>What the rules speak of, at every candle.</summary>
    private sealed class Series
    {
        private readonly double[] _price;
        private readonly double[] _d;
        private readonly int[] _crosses;
        private readonly double[] _average;
        private readonly double[] _slope;
        private readonly double[] _stop;

        public Series(Candle[] candles)
        {
            _price = Typicals(candles);
            Close = Closes(candles);
            // TA-Lib's MACD: both averages begin at the slow one's first value
            var fast = Ema([.. _price.Select((price, i) => i < 14 ? double.NaN : price)], 12);
            var line = Zip(fast, Ema(_price, 26), (quick, slow) => quick - slow);
            Histogram = Zip(line, Ema(line, 9), (value, signal) => value - signal);
            HistogramTurns = Turns(Histogram, Close);
            // a range of zero says nothing, nor does what is made of it
            var ranges = Zip(Highest(Highs(candles), 5), Lowest(Lows(candles), 5), (high, low) => high - low);
            K = Mean(Zip(Stochastic(Close, Highs(candles), Lows(candles), 5), ranges, Measured), 3);
            _d = Mean(K, 3);
            _crosses = Turns(Zip(K, _d, (k, d) => k - d), [.. Close.Select(_ => 100.0)]);
            _average = Mean(Close, 9);
            _slope = Slope(_average, 9);
            _stop = TrendFormulas.Sar(candles, 0.2, 0.2);
        }

        public double[] Close { get; }

        public double[] Histogram { get; }

        public int[] HistogramTurns { get; }

        public double[] K { get; }

        public bool LowCross(int i) => _crosses[i] == 1 && K[i] < 50 && _d[i] < 50;

        public bool HighCross(int i) => _crosses[i] == -1 && K[i] > 50 && _d[i] > 50;

        public bool LowAndRising(int i) => K[i] < 50 && _d[i] < 50 && K[i] > _d[i] + 1e-9;

        public bool HighAndFalling(int i) => K[i] > 50 && _d[i] > 50 && K[i] < _d[i] - 1e-9;

        public bool AboveAverage(int i) => _price[i] - _average[i] > Rounding * _price[i];

        public bool BelowAverage(int i) =>
            Math.Max(_price[i] - _average[i], _price[i] - _average[i - 1]) < -Rounding * _price[i];

        public bool IsAboveStop(int i) => _price[i] - _stop[i] > Rounding * _price[i];

        /// <summary>The latch, asked of the past: the last of the two that happened is the opening one.</summary>
        public static bool IsReadyBy(int candle, Predicate<int> opens, Predicate<int> closes)
        {
            var i = candle;
            while (i >= 0 && !opens(i) && !closes(i))
                i--;
            return i >= 0 && opens(i);
        }

        /// <summary>The last eight changes of the slope, each less than the one before.</summary>
        public bool SlopeSlows(int candle) => candle >= 8 && Enumerable.Range(candle - 6, 7).All(i =>
            _slope[i] - _slope[i - 1] - (_slope[i - 1] - _slope[i - 2]) < -Rounding * Close[i]);

        private static double Measured(double value, double range) => range > 0 ? value : double.NaN;

        /// <summary>1 where a difference is above zero and was below when it last was not zero; -1 the other way.</summary>
        private static int[] Turns(double[] differences, double[] scale)
        {
            var turns = new int[differences.Length];
            var last = 0;
            for (var i = 0; i < turns.Length; i++)
            {
                var sign = Math.Abs(differences[i]) > Rounding * scale[i] ? Math.Sign(differences[i]) : 0;
                turns[i] = sign != 0 && last == -sign ? sign : 0;
                last = sign != 0 ? sign : last;
            }

            return turns;
        }
    }
}
