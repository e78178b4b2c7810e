namespace TradingBot.Tests.Recordings;

/// <summary>A test against npm's reader in <c>tests/parquet</c>; skipped where it cannot be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ParquetNpmFactAttribute : FactAttribute
{
    public ParquetNpmFactAttribute() => Skip = Folder.Missing;

    internal static NpmFolder Folder { get; } = new("parquet");
}
