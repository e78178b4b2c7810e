namespace TradingBot.Data.Followers.Files;

/// <summary>What a disk does not do, as a store says it.</summary>
internal static class FileErrors
{
    /// <exception cref="StoreException">The disk does not do it now.</exception>
    public static async Task<T> ExplainedAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(failure.Message, StoreTrouble.Passing, failure);
        }
    }
}
