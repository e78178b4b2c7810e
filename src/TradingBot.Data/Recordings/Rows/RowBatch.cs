namespace TradingBot.Data.Recordings.Rows;

/// <summary>Rows of one kind as columns, in the order of arrival: what is written and read at once.</summary>
internal abstract class RowBatch
{
    /// <summary>
    /// Rows of a row group, or a few more, so that the rows of a message are in one: smaller ones cost space (30,000:
    /// 4 %), larger ones memory.
    /// </summary>
    public const int GroupRows = 131_072;

    private const int InitialRows = 1024;

    private int _capacity;

    public int Count { get; private set; }

    public bool IsFull => Count >= GroupRows;

    /// <summary>In the order that they have in files.</summary>
    public abstract IReadOnlyList<Column> Columns { get; }

    public void Clear()
    {
        Count = 0;
        foreach (var column in Columns.OfType<OptionalLongColumn>())
            column.Forget();
    }

    /// <summary>Makes it a batch of so many rows, whose values are yet to be set.</summary>
    public void Resize(int rows)
    {
        Clear();
        if (rows > _capacity)
            Grow(rows);
        Count = rows;
    }

    /// <summary>The columns' checksums, in their order.</summary>
    public uint[] Checksums() => [.. Columns.Select(column => column.Checksum(Count))];

    /// <summary>Adds a row whose values are yet to be set.</summary>
    /// <returns>Its index.</returns>
    protected int Next()
    {
        if (Count == _capacity)
            Grow(Math.Max(_capacity * 2, InitialRows));
        return Count++;
    }

    private void Grow(int rows)
    {
        _capacity = rows;
        foreach (var column in Columns)
            column.Grow(rows);
    }
}
