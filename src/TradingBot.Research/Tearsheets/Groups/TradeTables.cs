using System.Globalization;
using TradingBot.Research.Tearsheets.Runs;

namespace TradingBot.Research.Tearsheets.Groups;

/// <summary>The closed trades by why and by when.</summary>
internal static class TradeTables
{
    /// <summary>A strategy may name a price in each of its reasons.</summary>
    private const int MostReasons = 20;

    private static readonly string[] Weekdays =
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    public static IReadOnlyList<FigureTable> Of(IReadOnlyList<TradeResult> trades) =>
    [
        OfReasons("by_entry_reason", "By entry reason", "of the entry", trades, trade => trade.OpenReason),
        OfReasons("by_exit_reason", "By exit reason", "of the exit", trades, trade => trade.CloseReason),
        OfTimes(
            "by_hour", "hour", "Hour", "of the entry", trades,
            trade => Moment(trade.Entered).Hour, hour => hour.ToString("00", CultureInfo.InvariantCulture)),
        OfTimes(
            "by_weekday", "weekday", "Weekday", "of the entry", trades,
            trade => ((int)Moment(trade.Entered).DayOfWeek + 6) % 7, day => Weekdays[day]),
        OfTimes(
            "by_month", "month", "Month", "of the exit", trades,
            trade => Moment(trade.Left).Year * 12 + Moment(trade.Left).Month - 1,
            month => string.Create(CultureInfo.InvariantCulture, $"{month / 12}-{month % 12 + 1:00}")),
    ];

    private static FigureTable OfReasons(
        string name, string title, string whose, IReadOnlyList<TradeResult> trades, Func<TradeResult, string> reasonOf)
    {
        var reasons = Tallies(trades, reasonOf)
            .OrderByDescending(reason => reason.Value.Count)
            .ThenBy(reason => reason.Key, StringComparer.Ordinal)
            .ToList();
        var rows = reasons.Take(MostReasons).Select(reason => reason.Value.Row(reason.Key)).ToList();
        if (reasons.Count > MostReasons)
        {
            var rest = new TradeTally();
            foreach (var reason in reasons.Skip(MostReasons))
                rest.Add(reason.Value);
            rows.Add(rest.Row(string.Create(
                CultureInfo.InvariantCulture, $"{reasons.Count - MostReasons} other reasons")));
        }

        return new FigureTable(
            name,
            title,
            $"by the words {whose}; after the {MostReasons} most frequent the others are one row",
            [new FigureColumn("reason", "Reason", FigureUnit.Text), .. TradeTally.Columns],
            rows);
    }

    private static FigureTable OfTimes(
        string name,
        string head,
        string title,
        string whose,
        IReadOnlyList<TradeResult> trades,
        Func<TradeResult, int> timeOf,
        Func<int, string> nameOf) => new(
        name,
        $"By {head}",
        $"by the {head} {whose}, UTC",
        [new FigureColumn(head, title, FigureUnit.Text), .. TradeTally.Columns],
        [.. Tallies(trades, timeOf).OrderBy(time => time.Key).Select(time => time.Value.Row(nameOf(time.Key)))]);

    private static Dictionary<TKey, TradeTally> Tallies<TKey>(
        IReadOnlyList<TradeResult> trades, Func<TradeResult, TKey> keyOf)
        where TKey : notnull
    {
        var tallies = new Dictionary<TKey, TradeTally>();
        foreach (var trade in trades)
        {
            var key = keyOf(trade);
            if (!tallies.TryGetValue(key, out var tally))
                tallies.Add(key, tally = new TradeTally());
            tally.Add(in trade);
        }

        return tallies;
    }

    private static DateTime Moment(long seconds) => DateTime.UnixEpoch.AddSeconds(seconds);
}
