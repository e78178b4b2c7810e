using System.Globalization;
using TradingBot.Core.Market;

namespace TradingBot.Core.Charts;

/// <summary>The closed candles of one pair and timeframe, as the indicators drawn on them see them.</summary>
public sealed class Chart(Timeframe timeframe)
{
    private IIndicator[] _indicators = [];

    public Timeframe Timeframe { get; } = timeframe;

    /// <summary>True: somebody watches, and what is drawn for eyes only is worth its time.</summary>
    public bool IsWatched { get; init; }

    /// <summary>Closed candles so far.</summary>
    public long Count { get; private set; }

    /// <summary>
    /// The order book as it was last sampled, about once a minute; <see cref="BookSample.None"/> before, and always on
    /// history.
    /// </summary>
    public BookSample Book { get; internal set; } = BookSample.None;

    /// <summary>Draws an indicator: from now on it is given every closed candle, before the strategy is.</summary>
    /// <exception cref="InvariantViolatedException">Candles have been added: the indicator would have missed
    /// them.</exception>
    public T Draw<T>(T indicator)
        where T : IIndicator
    {
        Invariant.Holds(Count == 0);
        _indicators = [.. _indicators, indicator];
        return indicator;
    }

    /// <summary>Takes the next closed candle.</summary>
    /// <exception cref="ArgumentException">A price or the volume is NaN or infinite: an average that has once taken it
    /// would never be a number again.</exception>
    public void Add(in Candle candle)
    {
        if (!candle.IsFinite)
            throw new ArgumentException(WhatIsNotFinite(in candle), nameof(candle));
        Count++;
        foreach (var indicator in _indicators)
            indicator.Add(in candle);
    }

    private static string WhatIsNotFinite(in Candle candle) => string.Create(
        CultureInfo.InvariantCulture,
        $"the candle of {candle.OpenTime:yyyy-MM-dd HH:mm} has prices {candle.Open}, {candle.High}, {candle.Low}, "
        + $"{candle.Close} and volume {candle.Volume}; none of them may be NaN or infinite");
}
