namespace TradingBot.Core.Accounts;

/// <summary>The volume traded in the last 30 days, by which fees are tiered, kept by the day.</summary>
public sealed class RollingVolume
{
    private const int Days = 30;
    private const int SecondsADay = 86_400;
    private readonly decimal[] _byDay = new decimal[Days];
    private long _today = -1;

    /// <summary>Quote currency, as of the last <see cref="MoveTo"/>.</summary>
    public decimal Total { get; private set; }

    /// <summary>Moves on to the day of a unix second: what is older than 30 days drops out.</summary>
    public void MoveTo(long unixSeconds)
    {
        var day = unixSeconds / SecondsADay;
        if (day <= _today)
            return;
        for (var d = Math.Max(_today + 1, day - Days + 1); d <= day; d++)
        {
            Total -= _byDay[d % Days];
            _byDay[d % Days] = 0;
        }

        _today = day;
    }

    public void Add(decimal cost)
    {
        _byDay[_today % Days] += cost;
        Total += cost;
    }
}
