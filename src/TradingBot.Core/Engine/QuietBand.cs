using TradingBot.Core.Accounts;
using TradingBot.Core.Market;
using TradingBot.Core.Risk.Exits;

namespace TradingBot.Core.Engine;

/// <summary>
/// The prices and times between which the exit rules of open trades, all of them bought, do nothing: a stretch of
/// candles in it passes at a few comparisons each.
/// </summary>
/// <param name="Floor">The highest of the trades' floors, quote currency.</param>
/// <param name="Ceiling">The lowest of their ceilings.</param>
/// <param name="Highest">The lowest of their highs: beyond it what trails moves.</param>
/// <param name="Deadline">The first of their deadlines, unix seconds.</param>
internal readonly record struct QuietBand(double Floor, double Ceiling, double Highest, long Deadline)
{
    /// <summary>Without a trade: nothing is outside.</summary>
    public static QuietBand Open { get; } =
        new(double.NegativeInfinity, double.PositiveInfinity, double.PositiveInfinity, long.MaxValue);

    /// <summary>As narrow as this trade needs it too.</summary>
    public QuietBand With(OpenTrade trade)
    {
        ref readonly var plan = ref trade.Plan;
        return new QuietBand(
            Math.Max(Floor, plan.Floor),
            Math.Min(Ceiling, plan.Ceiling),
            Math.Min(Highest, trade.Highest),
            Math.Min(Deadline, plan.Deadline));
    }

    /// <summary>How many candles at the front end within the band.</summary>
    /// <param name="candles">Closed.</param>
    /// <param name="seconds">Their length.</param>
    /// <param name="rules">Tell which price of a candle counts, and how the floor follows it.</param>
    /// <param name="highest">The highest price seen in those candles, or the band's own.</param>
    public int Passed(ReadOnlySpan<Candle> candles, int seconds, ExitRules rules, out double highest)
    {
        var until = Deadline - seconds;
        highest = Highest;
        for (var i = 0; i < candles.Length; i++)
        {
            ref readonly var candle = ref candles[i];
            var price = rules.Price.Of(in candle);
            // Without a branch: whether a price is a new high cannot be predicted.
            var top = double.MaxNative(highest, price);
            if (!(price >= Floor && price >= top * rules.FloorShare && price < Ceiling) || candle.OpenSeconds >= until)
                return i;
            highest = top;
        }

        return candles.Length;
    }
}
