using System.Globalization;
using TradingBot.Input;

namespace TradingBot.Reports;

/// <summary>
/// What a report says of a run on a recording, where one on candles says how gaps and slippage are dealt with.
/// </summary>
internal sealed record RecordingFacts
{
    private const int MostNamed = 5;

    /// <summary>Of an order, and as much of its answer.</summary>
    public required TimeSpan Latency { get; init; }

    /// <summary>
    /// The model of the queue that resting orders wait in; null: they wait for a trade beyond their limit.
    /// </summary>
    public required string? Queue { get; init; }

    /// <summary>When the book was not known, within the time that was traded.</summary>
    public required IReadOnlyList<RecordingGap> BookGaps { get; init; }

    /// <summary>Trades that were never recorded, by the ids that are missing.</summary>
    public required long LostTrades { get; init; }

    /// <summary>Trades that came too late for their candle.</summary>
    public required long LateTrades { get; init; }

    /// <summary>All gaps together.</summary>
    public TimeSpan Unknown => new(BookGaps.Sum(gap => gap.Length.Ticks));

    /// <summary>How orders meet the market.</summary>
    public string Fills => "from the recorded book, "
        + (Latency == TimeSpan.Zero ? "at the moment of the decision" : $"{Milliseconds} after the decision");

    /// <summary>How resting orders are filled.</summary>
    public string Resting =>
        Queue is { } model ? $"by their place in the queue ({model})" : "by trades beyond their limit";

    /// <summary>Lines for the console: what, and how much.</summary>
    public IEnumerable<(string Label, string Text)> Lines
    {
        get
        {
            yield return ("gaps of the book", BookGaps.Count == 0
                ? "none"
                : Invariant($"{BookGaps.Count}, {Display.Duration(Unknown)} in all, in which no order meets a book"));
            foreach (var gap in BookGaps.OrderByDescending(gap => gap.Length).Take(MostNamed).OrderBy(gap => gap.Start))
                yield return ("", $"{Display.Time(gap.Start)} UTC, {Display.Duration(gap.Length)}: {gap.Reason}");
            if (LostTrades > 0)
                yield return ("WARNING", Invariant($"{LostTrades} trades were never recorded: candles lack them"));
            if (LateTrades > 0)
                yield return ("WARNING", Invariant($"{LateTrades} trades came after their candle had closed"));
        }
    }

    private string Milliseconds => Invariant($"{Latency.TotalMilliseconds:0.###} ms");

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A time in which the book was not known.</summary>
/// <param name="Start">Unix seconds.</param>
/// <param name="Length">How long.</param>
/// <param name="Reason">Why it began, in plain words.</param>
internal readonly record struct RecordingGap(long Start, TimeSpan Length, string Reason);
