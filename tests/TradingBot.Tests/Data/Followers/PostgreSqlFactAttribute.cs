namespace TradingBot.Tests.Data.Followers;

/// <summary>A test against a real <see cref="PostgreSqlServer"/>; skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgreSqlFactAttribute : FactAttribute
{
    public PostgreSqlFactAttribute() => Skip = PostgreSqlServer.Missing;
}
