namespace TradingBot.Tests.Data.Followers;

/// <summary>A test against the server in <c>tests/mongo</c>; skipped where its packages cannot be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MongoFactAttribute : FactAttribute
{
    public MongoFactAttribute() => Skip = Folder.Missing;

    internal static NpmFolder Folder { get; } = new("mongo");
}
