using TradingBot.Core.Market;

namespace TradingBot.Data.Candles;

/// <summary>
/// What is wrong with the candles of a file whose checksums hold: an import writes none of it, another program might.
/// </summary>
internal static class CandleAudit
{
    /// <summary>A line for each kind of fault: how many there are, where the first is. Empty if all is well.</summary>
    /// <param name="candles">What is stored.</param>
    /// <param name="timeframe">Their interval.</param>
    /// <param name="now">The present, unix seconds.</param>
    public static IReadOnlyList<string> Faults(ReadOnlySpan<Candle> candles, Timeframe timeframe, long now)
    {
        var faults = new FaultCounts();
        var last = -1L;
        foreach (ref readonly var candle in candles)
        {
            var time = candle.OpenSeconds;
            if (time == last)
                faults.Add("times that appear twice", time);
            else if (time < last)
                faults.Add("times before the one above", time);
            if (time < CandleTimes.First)
                faults.Add("times before 2009", time);
            if (time > now)
                faults.Add("times later than now", time);
            if (time % timeframe.Seconds != 0)
                faults.Add($"times that are no multiple of {timeframe} minutes", time);
            if (!CandleRules.Hold(candle))
                faults.Add("broken rules of prices", time, CandleRules.WhatIsBroken(candle));
            last = time;
        }

        return faults.Lines();
    }

    private sealed class FaultCounts
    {
        private readonly Dictionary<string, (long Count, long First, string? Detail)> _kinds = [];

        public void Add(string kind, long time, string? detail = null) =>
            _kinds[kind] = _kinds.TryGetValue(kind, out var seen)
                ? seen with { Count = seen.Count + 1 }
                : (1, time, detail);

        public IReadOnlyList<string> Lines() =>
            [.. _kinds.Select(kind => $"{kind.Key}: {kind.Value.Count:N0}, the first at "
                + $"{CandleFormat.Time(kind.Value.First)}"
                + (kind.Value.Detail is { } detail ? $": {detail}" : ""))];
    }
}
