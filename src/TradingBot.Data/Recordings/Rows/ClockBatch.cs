namespace TradingBot.Data.Recordings.Rows;

/// <summary>How far our clock was from the exchange's, a measurement a row: about one a minute.</summary>
internal sealed class ClockBatch : RowBatch
{
    public ClockBatch() => Columns = [ReceivedMicros, OffsetMicros, UncertaintyMicros];

    /// <summary>When the exchange's time arrived, by our clock, unix microseconds.</summary>
    public LongColumn ReceivedMicros { get; } = new("recv_us", isDelta: true);

    /// <summary>What has to be added to our clock to have the exchange's.</summary>
    public LongColumn OffsetMicros { get; } = new("offset_us");

    /// <summary>The truth is no farther from that.</summary>
    public LongColumn UncertaintyMicros { get; } = new("uncertainty_us");

    public override IReadOnlyList<Column> Columns { get; }

    public void Add(long receivedMicros, long offsetMicros, long uncertaintyMicros)
    {
        var at = Next();
        ReceivedMicros.Values[at] = receivedMicros;
        OffsetMicros.Values[at] = offsetMicros;
        UncertaintyMicros.Values[at] = uncertaintyMicros;
    }
}
