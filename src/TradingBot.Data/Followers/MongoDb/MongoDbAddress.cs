using MongoDB.Driver;

namespace TradingBot.Data.Followers.MongoDb;

/// <summary>Where a database is and who asks: <c>mongodb://user@host:27017/database</c>.</summary>
internal sealed class MongoDbAddress
{
    private MongoDbAddress(MongoUrl url)
    {
        Url = url;
        Servers = string.Join(',', url.Servers);
        Name = $"mongodb://{Servers}/{url.DatabaseName}";
    }

    /// <summary>Without user and password.</summary>
    public string Name { get; }

    public string Servers { get; }

    /// <summary>With the password: it must not be printed.</summary>
    public MongoUrl Url { get; }

    /// <param name="text">The address.</param>
    /// <param name="password">If the address has a user and no password; null: none.</param>
    /// <exception cref="FormatException">What is wrong, without the password.</exception>
    public static MongoDbAddress Parse(string text, string? password)
    {
        MongoUrlBuilder url;
        try
        {
            url = new MongoUrlBuilder(text);
        }
        catch (Exception wrong) when (wrong is MongoException or ArgumentException or FormatException)
        {
            throw new FormatException("is not an address; use mongodb://user@host:27017/database"); // its text has all
        }

        if (string.IsNullOrEmpty(url.DatabaseName))
            throw new FormatException("names no database; use mongodb://user@host:27017/database");
        if (!string.IsNullOrEmpty(url.Username) && string.IsNullOrEmpty(url.Password))
            url.Password = password;
        return new MongoDbAddress(url.ToMongoUrl());
    }
}
