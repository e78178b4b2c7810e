using TradingBot.Data.Recordings.Log;

namespace TradingBot.Data.Recordings.Sealing;

/// <summary>All frames of an hour in their order, whatever files they are in.</summary>
internal sealed class HourLog : IDisposable
{
    private readonly List<Source> _sources = [];
    private Source? _given;

    /// <exception cref="RecordingException">A file cannot be read, or a later version wrote it.</exception>
    public HourLog(RecordingFolder folder, RecordingHour hour)
    {
        try
        {
            foreach (var file in folder.LogFiles(hour))
                _sources.Add(new Source(file));
            _sources.ForEach(source => source.Move());
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Bytes before the frame, in its own file, that are damaged; null if there are none.</summary>
    public FrameDamage? Damage { get; private set; }

    /// <summary>Reads the next frame. Its payload is valid until the next call.</summary>
    public bool Next(out Frame frame)
    {
        _given?.Move();
        _given = null;
        foreach (var source in _sources)
        {
            if (source.HasFrame && (_given is null || source.Frame.Sequence < _given.Frame.Sequence))
                _given = source;
        }

        frame = _given?.Frame ?? default;
        Damage = _given?.Damage;
        return _given is not null;
    }

    public void Dispose() => _sources.ForEach(source => source.Dispose());

    private sealed class Source(string file) : IDisposable
    {
        private readonly FrameReader _reader = new(file);

        public bool HasFrame { get; private set; }

        public Frame Frame { get; private set; }

        public FrameDamage? Damage { get; private set; }

        public void Move()
        {
            var damages = _reader.Damages.Count;
            HasFrame = _reader.Next(out var frame);
            Frame = frame;
            Damage = _reader.Damages.Count > damages ? _reader.Damages[^1] : null;
        }

        public void Dispose() => _reader.Dispose();
    }
}
