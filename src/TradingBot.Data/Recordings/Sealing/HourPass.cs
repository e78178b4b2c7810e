using TradingBot.Data.Recordings.Log;

namespace TradingBot.Data.Recordings.Sealing;

/// <summary>Reads an hour's log through and gives each pair what is about it.</summary>
internal sealed class HourPass(
    RecordingFolder folder, RecordingHour hour, HourPairs facts, IReadOnlyDictionary<string, IFrameDecoder> decoders)
{
    private readonly List<MarketEvent> _events = [];
    private readonly HashSet<string> _known =
        [.. facts.All.Select(pair => $"{pair.Exchange}:{pair.Symbol}")];

    private readonly HashSet<string> _unknown = [];

    public RecordingHour Hour => hour;

    public HourPairs Facts => facts;

    /// <summary>Frames of one reading that no decoder understands.</summary>
    public long UnreadableFrames { get; private set; }

    /// <summary>Pairs that messages were about, but that nobody said are recorded.</summary>
    public IReadOnlyCollection<string> UnknownPairs => _unknown;

    /// <exception cref="RecordingException">The log cannot be read.</exception>
    /// <exception cref="ScaleExceededException">A number has more decimals than its file.</exception>
    public async Task RunAsync(IReadOnlyList<PairOutput> outputs, CancellationToken stop)
    {
        var byName = outputs.ToDictionary(output => NameOf(output.Builder.Pair.Exchange, output.Builder.Pair.Symbol));
        using var log = new HourLog(folder, hour);
        UnreadableFrames = 0;
        while (log.Next(out var frame))
        {
            stop.ThrowIfCancellationRequested();
            foreach (var output in outputs)
                output.Builder.Take(in frame, log.Damage);
            if (frame.Type is FrameType.Message or FrameType.Answer)
                Decode(in frame, outputs, byName);
            foreach (var output in outputs.Where(output => output.HasFull))
                await output.FlushFullAsync().ConfigureAwait(false);
        }
    }

    private static string NameOf(string exchange, string symbol) => $"{exchange}:{symbol}";

    private void Decode(
        in Frame frame, IReadOnlyList<PairOutput> outputs, Dictionary<string, PairOutput> byName)
    {
        if (facts.ExchangeOf(frame.Connection) is not { } exchange)
        {
            _unknown.Add($"connection {frame.Connection}");
            return;
        }

        _events.Clear();
        try
        {
            decoders[exchange].Decode(in frame, _events);
        }
        catch (FormatException wrong)
        {
            UnreadableFrames++;
            foreach (var output in outputs)
                output.Builder.TakeUnreadable(in frame, $"a message is not understood: {wrong.Message}");
            return;
        }

        foreach (var what in _events)
        {
            var name = NameOf(exchange, what.Symbol);
            if (byName.TryGetValue(name, out var output))
                output.Builder.Take(what, frame.Received);
            else if (!_known.Contains(name))
                _unknown.Add(name);
        }
    }
}
