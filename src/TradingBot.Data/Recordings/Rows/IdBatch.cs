namespace TradingBot.Data.Recordings.Rows;

/// <summary>Of trades their ids alone, for reading.</summary>
internal sealed class IdBatch : RowBatch
{
    public IdBatch() => Columns = [Id];

    public LongColumn Id { get; } = new("id", isDelta: true);

    public override IReadOnlyList<Column> Columns { get; }
}
