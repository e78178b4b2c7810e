namespace TradingBot.Core.Orders.Tracking;

/// <summary>
/// How long the tracker waits for what. The defaults follow Kraken's documentation and what others measured.
/// </summary>
public sealed record OrderRules
{
    /// <summary>An order that has not reached the exchange's engine after this is refused by it.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>Between the deadline and the first look: clocks differ.</summary>
    public TimeSpan Margin { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Between two looks, at first; it doubles.</summary>
    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>
    /// An order may be missing from the exchange's lists this long after its deadline: "below a minute", users of
    /// Kraken report. Nothing is believed absent before.
    /// </summary>
    public TimeSpan HiddenFor { get; init; } = TimeSpan.FromSeconds(65);

    /// <summary>A look that is not answered within this has failed.</summary>
    public TimeSpan LookLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>After a cancel that has not ended the order: before the next one.</summary>
    public TimeSpan CancelPause { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>An entry decided longer ago than this is not sent any more.</summary>
    public TimeSpan EntryPatience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Longest pause between two looks or attempts.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Between two comparisons of the bot's books with the account; null: they are not compared, as on paper, where the
    /// account is made from the books.
    /// </summary>
    public TimeSpan? AuditInterval { get; init; }
}
