namespace TradingBot.Tests.Data.Followers;

/// <summary>
/// A test with a <see cref="PostgreSqlServer"/> on a <see cref="SmallDisk"/>; skipped where one is missing.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FullPostgreSqlFactAttribute : FactAttribute
{
    public FullPostgreSqlFactAttribute() =>
        Skip = PostgreSqlServer.Missing ?? new SmallDiskFactAttribute().Skip;
}
