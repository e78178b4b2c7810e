using MongoDB.Driver;

namespace TradingBot.Data.Followers.MongoDb;

/// <summary>What a failure of the database means.</summary>
internal static class MongoDbErrors
{
    public const int DuplicateKey = 11000;

    private const int Unauthorized = 13;
    private const int AuthenticationFailed = 18;
    private const int AtlasError = 8000;

    public static bool IsOfTheDatabase(Exception failure) =>
        failure is MongoException or TimeoutException or IOException or ObjectDisposedException;

    /// <param name="failure">As the driver throws it.</param>
    /// <param name="servers">For words.</param>
    public static StoreException Of(Exception failure, string servers) => failure switch
    {
        _ when IsRefused(failure) => new StoreException("user or password is refused", StoreTrouble.Refused, failure),
        MongoCommandException { Code: Unauthorized or AtlasError } refused =>
            new StoreException($"{OneLine(refused)} ({refused.Code})", StoreTrouble.Refused, failure),
        MongoCommandException refused => new StoreException(
            $"{OneLine(refused)} ({refused.Code})", StoreTrouble.Passing, failure),
        // Its text is a page about all servers.
        TimeoutException => new StoreException($"no answer from {servers}", StoreTrouble.Passing, failure),
        _ => new StoreException(OneLine(failure.GetBaseException()), StoreTrouble.Passing, failure),
    };

    /// <summary>It comes wrapped, in what depends on when the connection was made.</summary>
    private static bool IsRefused(Exception? failure) => failure is not null
        && (failure is MongoAuthenticationException or MongoCommandException { Code: AuthenticationFailed }
            || IsRefused(failure.InnerException));

    private static string OneLine(Exception failure) => failure.Message.ReplaceLineEndings(" ");
}
