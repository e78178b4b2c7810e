namespace TradingBot.Notifications;

/// <summary>How a message to Slack ended. Four ways, and a caller switches over all of them.</summary>
internal abstract record SlackAnswer
{
    private SlackAnswer()
    {
    }

    internal sealed record Posted : SlackAnswer;

    /// <summary>It may be sent again: too fast, or Slack or the way to it is out of order.</summary>
    /// <param name="After">When Slack itself says when.</param>
    /// <param name="Reason">For a log.</param>
    internal sealed record Later(TimeSpan? After, string Reason) : SlackAnswer;

    /// <summary>Slack does not take this message; others it may.</summary>
    internal sealed record BadMessage(string Reason) : SlackAnswer;

    /// <summary>Slack takes no message until a person has changed something.</summary>
    internal sealed record Refused(string Reason) : SlackAnswer;
}
