namespace TradingBot.Tests.Data.Followers;

/// <summary>A theory against the server in <c>tests/mongo</c>; skipped where its packages cannot be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class MongoTheoryAttribute : TheoryAttribute
{
    public MongoTheoryAttribute() => Skip = MongoFactAttribute.Folder.Missing;
}
