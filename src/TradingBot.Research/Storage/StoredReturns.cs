using TradingBot.Research.Inference;

namespace TradingBot.Research.Storage;

/// <summary>The daily returns of stored trials, read from the disk a trial at a time.</summary>
internal sealed class StoredReturns : ReturnTable
{
    private readonly ReturnsFile _file;
    private readonly IReadOnlyList<int> _trials;

    private StoredReturns(ReturnsFile file, IReadOnlyList<int> trials, DateOnly firstDay, int days) =>
        (_file, _trials, FirstDay, Days) = (file, trials, firstDay, days);

    public override DateOnly FirstDay { get; }

    public override int Sets => _trials.Count;

    public override int Days { get; }

    /// <summary>On the days that all have.</summary>
    /// <returns>Null where there is no such day.</returns>
    public static StoredReturns? Of(ReturnsFile file, IReadOnlyList<int> trials)
    {
        var entries = trials.Select(trial => file.Entries[trial]).ToList();
        var first = entries.Max(entry => entry.FirstDay);
        var end = entries.Min(entry => entry.FirstDay.AddDays(entry.Days));
        return end > first ? new StoredReturns(file, trials, first, end.DayNumber - first.DayNumber) : null;
    }

    public override void CopyTo(int set, int from, Span<double> into)
    {
        var trial = _trials[set];
        _file.Read(trial, FirstDay.DayNumber - _file.Entries[trial].FirstDay.DayNumber + from, into);
    }
}
