namespace TradingBot.Data.Followers;

/// <summary>How a recording is followed.</summary>
/// <param name="Time">For pauses.</param>
/// <param name="Say">Gets a line for the user.</param>
internal sealed record FollowerOptions(TimeProvider Time, Action<string> Say)
{
    /// <summary>True: end at the end of what is sealed. False: wait for more, for ever.</summary>
    public bool IsOnce { get; init; }

    /// <summary>True for a pair that is wanted, by exchange and symbol.</summary>
    public Func<string, string, bool> IsWanted { get; init; } = (_, _) => true;

    /// <summary>Between two looks at the manifest.</summary>
    public TimeSpan Poll { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>After the first failure; twice as long after each further one.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(1);

    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(1);
}
