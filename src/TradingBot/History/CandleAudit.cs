using TradingBot.Core.Market;

namespace TradingBot.History;

/// <summary>
/// What is wrong with the candles of a file whose checksums hold: an import writes none of it, another program might.
/// </summary>
internal static class CandleAudit
{
    /// <summary>One line for the first candle of each kind of fault, with how many there are; empty if all is well.</summary>
    public static IReadOnlyList<string> Faults(ReadOnlySpan<Candle> candles, Timeframe timeframe)
    {
        var faults = new FaultCounts();
        var last = -1L;
        foreach (ref readonly var candle in candles)
        {
            var time = candle.OpenSeconds;
            if (time == last)
                faults.Add("open twice", time);
            else if (time < last)
                faults.Add("stand after a later one", time);
            if (time % timeframe.Seconds != 0)
                faults.Add($"open at a time that is no multiple of {timeframe} minutes", time);
            if (!CandleRules.Hold(candle))
                faults.Add("break a rule of prices", time, CandleRules.WhatIsBroken(candle));
            last = time;
        }

        return faults.Lines();
    }

    private sealed class FaultCounts
    {
        private readonly Dictionary<string, (long Count, long First, string? Detail)> _kinds = [];

        public void Add(string kind, long time, string? detail = null) =>
            _kinds[kind] = _kinds.TryGetValue(kind, out var seen) ? seen with { Count = seen.Count + 1 } : (1, time, detail);

        public IReadOnlyList<string> Lines() =>
            [.. _kinds.Select(kind => $"{Words.Count(kind.Value.Count, "candle")} {kind.Key}, first at "
                + Words.Time(kind.Value.First) + (kind.Value.Detail is { } detail ? $": {detail}" : ""))];
    }
}
