using System.Text;
using TradingBot.Data.Recordings;
using TradingBot.Data.Recordings.Log;
using TradingBot.Tests.Kraken;

namespace TradingBot.Tests.Recordings;

/// <summary>A recording in a directory of its own, with a clock that a test moves.</summary>
internal sealed class TestLog : IDisposable
{
    public static readonly RecordedPair Pair = new("test", "XBTUSD", 1, 8, 10);

    private readonly TemporaryDirectory _here = TemporaryDirectory.InMemory();

    public TestLog() => Folder = new RecordingFolder(_here["recording"]);

    public RecordingFolder Folder { get; }

    public ManualTime Time { get; } = new();

    public List<string> Notices { get; } = [];

    /// <summary>What the disk has left; null: what it really has.</summary>
    public long? FreeBytes { get; set; } = 1L << 40;

    public DiskLimits Limits { get; set; } = DiskLimits.Default;

    public Receipt Now => Receipt.Now(Time);

    public RecordingHour Hour => RecordingHour.Of(Now.WallMicros);

    public RecordingLog Open() =>
        RecordingLog.Open(Folder, new RecordingLogOptions(Time, notice => Notices.Add($"{notice}"))
        {
            Limits = Limits,
            FreeBytes = FreeBytes is null ? null : () => FreeBytes.Value,
        });

    public bool Say(ConnectionLog connection, string text) =>
        connection.Append(FrameType.Message, Now, Encoding.UTF8.GetBytes(text));

    /// <summary>What is in the connection's file of this hour.</summary>
    public List<string> Messages(ushort connection) =>
        [.. Frames.Texts(Folder.LogOf(Hour, connection)).Where(frame => frame.Type == FrameType.Message)
            .Select(frame => frame.Text)];

    public void Dispose() => _here.Dispose();
}
