using TradingBot.Core.Market;

namespace TradingBot.Data.Import;

/// <summary>How far the rows of a file are apart.</summary>
internal sealed class RowSteps(Timeframe timeframe)
{
    /// <summary>So few rows may be far apart by chance.</summary>
    private const int FewestRows = 20;

    private long _common;
    private long _others;

    /// <summary>Rows that are not later than the one above them.</summary>
    public long Falls { get; private set; }

    /// <summary>Tells of a step, seconds, that is not the interval itself.</summary>
    public void Add(long step)
    {
        if (step <= 0)
            Falls++;
        _others++;
        for (var (rest, other) = (Math.Abs(step), _common); ; (rest, other) = (other, rest % other))
        {
            if (other != 0)
                continue;
            _common = rest;
            return;
        }
    }

    /// <summary>
    /// The interval that the rows seem to be of, minutes, where it is a longer one: all steps are multiples of it. Null
    /// otherwise. In a series with gaps, too, that is next to impossible by chance.
    /// </summary>
    /// <param name="rows">How many there are.</param>
    public long? LongerMinutes(long rows) =>
        rows >= FewestRows && _others == rows - 1 && _common > timeframe.Seconds ? _common / 60 : null;
}
