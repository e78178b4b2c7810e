namespace TradingBot.Data.Followers;

/// <summary>
/// A store does not do what was asked. The message is one line for the user, and holds no password.
/// </summary>
internal sealed class StoreException(string message, StoreTrouble trouble, Exception? cause = null)
    : Exception(message, cause)
{
    public StoreTrouble Trouble { get; } = trouble;
}

/// <summary>What may become of it.</summary>
internal enum StoreTrouble
{
    /// <summary>It may pass by itself: down, full, busy.</summary>
    Passing,

    /// <summary>Somebody has to do something, there or here: a wrong password, no such database.</summary>
    Refused,

    /// <summary>What is there is not ours, or differs from the recording: writing on would make it worse.</summary>
    Conflict,
}
