namespace TradingBot.Notifications;

/// <summary>The figures of <see cref="SlackSender"/>.</summary>
internal sealed record SlackTimes
{
    /// <summary>Between two messages: Slack takes one a second for each channel.</summary>
    public TimeSpan Pace { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Of one attempt.</summary>
    public TimeSpan AnswerLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Before the second attempt; it doubles.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(2);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The longest <c>Retry-After</c> that is believed; timers cannot wait for any figure.</summary>
    public TimeSpan LongestAsked { get; init; } = TimeSpan.FromHours(1);

    /// <summary>For what is waiting when the program ends, which it has to within five seconds.</summary>
    public TimeSpan Farewell { get; init; } = TimeSpan.FromSeconds(2);
}
